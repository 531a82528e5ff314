#!/usr/bin/env bash
# Makes ui/target/cairn.aot, which ./cairn uses as long as it is newer than the program: aot.sh [--measure]
# --measure prints the time to the first frame, five starts each, without and with the cache.
set -euo pipefail
. "$(dirname "$0")/parts/common.sh"
jdk=$(jdk25)
build_program

jar=$root/ui/target/cairn.jar
cache=$root/ui/target/cairn.aot
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Options and class path as ./cairn has them.
start=("$jdk/bin/java" -Xmx1g --enable-native-access=ALL-UNNAMED)
headless=($without_display)

rm -f "$cache"
"${start[@]}" "-XX:AOTCacheOutput=$scratch/cairn.aot" "${headless[@]}" "-Djava.io.tmpdir=$scratch" \
  -jar "$jar" demo --headless --out "$scratch/demo" >"$scratch/log" 2>&1 || die 1 "the training run failed: $(tail -3 "$scratch/log")"
[ -s "$scratch/cairn.aot" ] || die 1 "the training run left no cache: $(tail -3 "$scratch/log")"
mv "$scratch/cairn.aot" "$cache"
"${start[@]}" -XX:AOTMode=on "-XX:AOTCache=$cache" -jar "$jar" --version >"$scratch/log" 2>&1 ||
  die 1 "the cache was made but is not accepted: $(tail -3 "$scratch/log")"
say "Wrote $cache ($(size_mb "$cache"))"

# The second of the two figures is what the JVM took on the processor: it says something on a busy machine, too.
first_frames() {
  local TIMEFORMAT='%U %S' i ms
  for i in 1 2 3 4 5; do
    { time ms=$("$@" "${headless[@]}" -jar "$jar" --first-frame 2>/dev/null); } 2>"$scratch/time"
    awk -v ms="$ms" '{ printf "%s ms, %.2f s of processor;  ", ms, $1 + $2 }' "$scratch/time"
  done
  say ""
}

if [ "${1:-}" = --measure ]; then
  say "without: $(first_frames "${start[@]}")"
  say "with:    $(first_frames "${start[@]}" "-XX:AOTCache=$cache")"
fi
