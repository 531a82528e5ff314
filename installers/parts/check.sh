# Sourced by build.sh: does the package install, run and go away again? Installed by dpkg into a scratch root that starts with
# this machine's list of installed packages, so that dependencies and clashes of files are judged as here; nothing outside
# the scratch root is touched. The program runs from there on this machine's system libraries (no chroot).

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else fakeroot -- "$@"; fi; }

in_scratch_root() {
  as_root env PATH="$PATH:/usr/sbin:/sbin" dpkg --root="$1" --log="$scratch/dpkg.log" "${@:2}"
}

scratch_root() {
  local at=$1 deb=$2 directory
  mkdir -p "$at"/var/lib/dpkg/{info,updates,triggers}
  cp /var/lib/dpkg/status "$at/var/lib/dpkg/"
  [ ! -f /var/lib/dpkg/arch ] || cp /var/lib/dpkg/arch "$at/var/lib/dpkg/"
  cp /var/lib/dpkg/info/*.list /var/lib/dpkg/info/format "$at/var/lib/dpkg/info/"
  # Folders that other packages own here stay after a removal; they are there before, too. dpkg lists them without a final slash.
  dpkg-deb --contents "$deb" | awk '/^d/ { print $6 }' | while read -r directory; do
    directory=${directory#.}
    directory=${directory%/}
    if [ -n "$directory" ] && grep -qxFs "$directory" /var/lib/dpkg/info/*.list; then mkdir -p "$at$directory"; fi
  done
}

# Every path with its kind and, for files, its content; dpkg's own books apart.
snapshot() {
  (cd "$1" && find . -path ./var/lib/dpkg -prune -o \( -type f -exec sha256sum {} + \) -o -printf '%y %p %l\n' | LC_ALL=C sort)
}

install_package() {
  in_scratch_root "$1" --install "$2" >"$scratch/install.log" 2>&1 ||
    die 1 "dpkg did not install the package: $(tail -5 "$scratch/install.log")"
  in_scratch_root "$1" --verify cairn >"$scratch/install.log" 2>&1 && [ ! -s "$scratch/install.log" ] ||
    die 1 "what dpkg installed is not what the package holds: $(head -3 "$scratch/install.log")"
  uses_cache "$1/opt/cairn/bin/cairn" || die 1 "the installed program does not accept its start-up cache: $(cat "$scratch/cache.log")"
}

# The demo writes pictures, report and result, and leaves nothing in the user's home or in the folder for temporary files; except
# for the JDK's list of the system's fonts (~/.java/fonts), which cannot be turned off and says nothing about a patient.
run_demo() {
  local at=$1 out=$2 home=$scratch/user tmp=$scratch/tmp left
  mkdir -p "$home" "$tmp"
  env -u DISPLAY -u WAYLAND_DISPLAY HOME="$home" TMPDIR="$tmp" \
    JAVA_TOOL_OPTIONS="-Duser.home=$home -Djava.io.tmpdir=$tmp" \
    "$at/opt/cairn/bin/cairn" demo --headless --out "$out" >"$scratch/demo.log" 2>&1 ||
    die 1 "the installed program's demo failed: $(tail -5 "$scratch/demo.log")"
  [ -s "$out/result.json" ] && [ -s "$out/report.pdf" ] && [ -n "$(find "$out" -name '*.png' -size +1k)" ] ||
    die 1 "the demo left no result.json, report.pdf or pictures in $out"
  left=$(find "$home" "$tmp" -mindepth 1 ! -path "$home/.java" ! -path "$home/.java/fonts" ! -path "$home/.java/fonts/*")
  [ -z "$left" ] || die 1 "the demo left files behind: $(head -5 <<<"$left")"
}

remove_package() {
  local at=$1 before=$2 left
  in_scratch_root "$at" --purge cairn >"$scratch/remove.log" 2>&1 ||
    die 1 "dpkg did not remove the package: $(tail -5 "$scratch/remove.log")"
  left=$(diff <(printf '%s\n' "$before") <(snapshot "$at")) || die 1 "after removal the root differs: $(head -5 <<<"$left")"
  cmp -s /var/lib/dpkg/status "$at/var/lib/dpkg/status" ||
    ! grep -qx 'Package: cairn' "$at/var/lib/dpkg/status" || die 1 "dpkg still lists the package"
  [ -z "$(find "$at/var/lib/dpkg/info" -name 'cairn.*')" ] || die 1 "dpkg kept notes on the package"
}
