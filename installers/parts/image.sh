# Sourced by build.sh: the runtime, the app-image, and the start-up cache in it.

# Stated, and held against what jdeps reads from the classes (check_modules). Those that only run time asks for:
# java.naming (logback, TLS names), jdk.charsets and jdk.localedata (DICOM character sets, names and dates of other languages),
# jdk.crypto.ec (keys), jdk.zipfs (ZIP import), jdk.management (heap figures), jdk.jfr (JavaFX pulse logging, support).
modules=java.base,java.datatransfer,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
modules=$modules,java.prefs,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml
modules=$modules,java.xml.crypto,jdk.accessibility,jdk.charsets,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management
modules=$modules,jdk.net,jdk.nio.mapmode,jdk.unsupported,jdk.unsupported.desktop,jdk.xml.dom,jdk.zipfs

# What goes into the image: the program, its libraries, and the words their licences ask for.
stage() {
  local into=$1 bom
  mkdir -p "$into/lib"
  cp -p "$root/ui/target/cairn.jar" "$into/"
  cp -p "$root"/ui/target/lib/*.jar "$into/lib/"
  cp -p "$root/LICENSE" "$root/NOTICE" "$into/"
  bom="$root/target/cairn-sbom.json"
  [ ! -f "$bom" ] || cp -p "$bom" "$into/sbom.json"
  case $(uname -m) in
    x86_64) natives_beside "$into/lib" onnxruntime ai/onnxruntime/native linux-x64 ;;
    aarch64) natives_beside "$into/lib" onnxruntime ai/onnxruntime/native linux-aarch64 ;;
    *) die 2 "no native libraries for $(uname -m)" ;;
  esac
  natives_beside "$into/lib" javafx-graphics . .
}

# natives_beside LIB NAME TREE OURS: takes the .so files of this system out of the jar and puts them beside it, drops the
# other systems' (TREE minus OURS). So nothing is unpacked into a user's home or /tmp at each start, and the package is smaller.
natives_beside() {
  local lib=$1 name=$2 tree=$3 ours=$4 jar work
  for jar in "$lib/$name"-[0-9]*.jar; do
    work=$(mktemp -d -p "$scratch")
    (cd "$work" && "$jdk/bin/jar" --extract --file "$jar")
    find "$work/$tree/$ours" -maxdepth 1 -name '*.so' -exec mv -t "$lib" {} +
    [ "$tree" = . ] || rm -rf "${work:?}/$tree"
    rm "$jar"
    "$jdk/bin/jar" --create --file "$jar" --manifest "$work/META-INF/MANIFEST.MF" -C "$work" .
    rm -rf "$work"
  done
}

# parts/modules-not-shipped: what jdeps finds and the program never calls (jdk.javadoc: icu4j's own doclet).
# A new dependency that uses a module which the list lacks must not be found out by a clinic.
check_modules() {
  local asked module
  asked=$("$jdk/bin/jdeps" --multi-release 25 --ignore-missing-deps --print-module-deps \
    "$1/cairn.jar" "$1"/lib/*.jar 2>"$scratch/jdeps.log") ||
    die 1 "jdeps failed: $(tail -1 "$scratch/jdeps.log")"
  for module in ${asked//,/ }; do
    case ",$modules," in
      *",$module,"*) ;;
      *) grep -qx "$module" "$installers/parts/modules-not-shipped" ||
        die 1 "the program uses $module, which is neither in the list of parts/image.sh nor in parts/modules-not-shipped" ;;
    esac
  done
}

runtime() {
  "$jdk/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --compress zip-6 --output "$1"
}

app_image() {
  local input=$1 runtime=$2 into=$3 option java_options=()
  for option in "${jvm_options[@]}" '-Donnxruntime.native.path=$APPDIR/lib'; do
    java_options+=(--java-options "$option")
  done
  "$jdk/bin/jpackage" --type app-image --name cairn --app-version "$version" --vendor Cairn \
    --description "Workstation for neuroradiology, offline first" --copyright "Apache-2.0" \
    --input "$input" --main-jar cairn.jar --main-class health.cairn.ui.Main \
    --runtime-image "$runtime" --dest "$into" "${java_options[@]}"
}

# Trains the cache with the image's own launcher, so that JVM, class path and options are those of every later start.
# The JVM refuses a cache whose jars have another time of modification: all times are set first, and again in the package.
train_cache() {
  local image=$1 cfg=$1/lib/app/cairn.cfg home
  # The manifest of cairn.jar names the libraries, in Maven's order; jpackage would list them again, in its own.
  sed -i '/^app.classpath=/d; s|^\[Application\]|&\napp.classpath=$APPDIR/cairn.jar|' "$cfg"
  set_times "$image"
  home=$(mktemp -d -p "$scratch")
  cp "$cfg" "$scratch/cairn.cfg"
  say 'java-options=-XX:AOTCacheOutput=$APPDIR/cairn.aot' >>"$cfg"
  HOME=$home JAVA_TOOL_OPTIONS="$without_display -Duser.home=$home -Djava.io.tmpdir=$home" \
    "$image/bin/cairn" "${training[@]}" >"$scratch/training.log" 2>&1 ||
    die 1 "the training run failed: $(tail -3 "$scratch/training.log")"
  cp "$scratch/cairn.cfg" "$cfg"
  [ -s "$image/lib/app/cairn.aot" ] || die 1 "the training run left no cache: $(tail -3 "$scratch/training.log")"
  say 'java-options=-XX:AOTCache=$APPDIR/cairn.aot' >>"$cfg"
  set_times "$image"
  uses_cache "$image/bin/cairn" || die 1 "the image's own launcher does not accept its cache: $(cat "$scratch/cache.log")"
}

# AOTMode=on makes a cache that does not fit an error, where it would otherwise just be slow.
uses_cache() {
  JAVA_TOOL_OPTIONS="-XX:AOTMode=on" "$1" --version >"$scratch/cache.log" 2>&1
}

set_times() { find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +; }
