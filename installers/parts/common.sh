# Sourced by the scripts of this folder; not run by itself.
# Exit codes are the program's own: 1 a step failed, 2 usage or something missing here, 5 an integrity failure.

installers=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=$(dirname "$installers")
# Warnings of the JVM go to stderr: stdout belongs to results (`--json`).
jvm_options=(-Xmx1g --enable-native-access=ALL-UNNAMED -Xlog:disable -Xlog:all=warning:stderr)
# The toolkit's screen in memory, painted by software; no display needed. Never in the shipped launcher.
without_display="-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true"

say() { printf '%s\n' "$*"; }

die() {
  local code=$1
  shift
  printf 'installers: %s\n' "$*" >&2
  exit "$code"
}

# need TOOL PACKAGE...: every tool that is missing, in one sentence.
need() {
  local missing="" packages=""
  while [ $# -gt 0 ]; do
    if ! command -v "$1" >/dev/null 2>&1; then
      missing="$missing $1"
      packages="$packages $2"
    fi
    shift 2
  done
  [ -z "$missing" ] || die 2 "this needs$missing; on Debian or Ubuntu: apt-get install$packages"
}

# The launcher knows where JDKs lie; its two functions are read from there, so that there is one list only.
jdk25() {
  eval "$(sed -n '/^is_jdk25() {/,/^}/p; /^find_jdk25() {/,/^}/p' "$root/cairn")"
  declare -F find_jdk25 >/dev/null || die 1 "find_jdk25 is no longer in $root/cairn"
  find_jdk25 || die 2 "a JDK 25 is needed and none was found; install one or set JAVA_HOME_25 to where it is"
}

# The program as Maven leaves it: ui/target/cairn.jar, which names what lies in ui/target/lib.
build_program() {
  if [ ! -f "$root/ui/target/cairn.jar" ] || [ ! -d "$root/ui/target/lib" ]; then
    need mvn maven
    say "Building the program (a few minutes the first time)..."
    (cd "$root" && JAVA_HOME="$jdk" mvn -B -q -DskipTests package) || die 1 "Maven failed; its words are above"
  fi
}

# timed NAME COMMAND...: runs it and keeps how long it took, for the table at the end.
timings=()
timed() {
  local name=$1 start=$EPOCHREALTIME
  shift
  say "== $name"
  "$@"
  timings+=("$(awk -v a="$start" -v b="$EPOCHREALTIME" -v n="$name" 'BEGIN { printf "%-52s %6.1f s", n, b - a }')")
}

size_mb() { du -sb "$1" | awk '{ printf "%.1f MB", $1 / 1e6 }'; }
