@echo off
rem Starts Cairn: finds a JDK 25, builds what is missing, and hands over every argument.
setlocal EnableDelayedExpansion
set "HERE=%~dp0"
set "JAR=%HERE%ui\target\cairn.jar"
set "JDK="
for %%D in ("%JAVA_HOME_25%" "%JAVA_HOME%") do call :try "%%~D"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do call :try "%%~D"
if not defined JDK (
  echo Cairn needs a JDK 25 and found none. Install one from adoptium.net, or set JAVA_HOME_25 to where it is. 1>&2
  exit /b 2
)
if not exist "%JAR%" (
  where mvn >nul 2>nul || (
    echo Cairn is not built yet and Maven was not found. Install Maven 3.8 or newer. 1>&2
    exit /b 2
  )
  echo Building Cairn ^(once; a few minutes the first time^)... 1>&2
  set "JAVA_HOME=!JDK!"
  pushd "%HERE%"
  call mvn -B -q -DskipTests package 1>&2
  if errorlevel 1 (
    popd
    echo The build failed; what Maven said is above. 1>&2
    exit /b 1
  )
  popd
)
"%JDK%\bin\java.exe" -Xlog:disable -Xlog:all=warning:stderr -Xmx1g --enable-native-access=ALL-UNNAMED %CAIRN_JAVA_OPTS% -jar "%JAR%" %*
exit /b %errorlevel%

:try
if defined JDK exit /b 0
if "%~1"=="" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
findstr /b /c:"JAVA_VERSION=\"25" "%~1\release" >nul 2>nul && set "JDK=%~1"
exit /b 0
