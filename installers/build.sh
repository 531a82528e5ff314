#!/usr/bin/env bash
# Makes the signed package for Debian and Ubuntu, and sees it installed, run and removed: build.sh [--out DIR] [--unsigned]
# The key: CAIRN_SIGNING_KEY, in $GNUPGHOME (see parts/sign.sh). Result in DIR, by default installers/target.
set -euo pipefail
. "$(dirname "$0")/parts/common.sh"
. "$installers/parts/image.sh"
. "$installers/parts/package.sh"
. "$installers/parts/sign.sh"
. "$installers/parts/check.sh"

out=$installers/target
signed=yes
while [ $# -gt 0 ]; do
  case $1 in
    --out) [ $# -ge 2 ] || die 2 "--out needs a folder"; out=$2; shift 2 ;;
    --unsigned) signed=no; shift ;;
    *) die 2 "usage: build.sh [--out DIR] [--unsigned]" ;;
  esac
done

need dpkg-deb dpkg fakeroot fakeroot objcopy binutils unzip unzip
if [ $signed = yes ]; then
  need gpg gnupg
  [ -n "${CAIRN_SIGNING_KEY:-}" ] || die 2 "CAIRN_SIGNING_KEY names no key; set it, or say --unsigned for a package that nobody should install"
  signing_key_present || die 2 "there is no secret key $CAIRN_SIGNING_KEY in ${GNUPGHOME:-$HOME/.gnupg}"
fi

jdk=$(jdk25)
build_program
mkdir -p "$out"
out=$(cd "$out" && pwd)
rm -f "$out"/*.deb "$out"/*.asc "$out/SHA256SUMS"
scratch=$(mktemp -d -p "$out" build.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
# One time for every file of the package: the last commit's, or the one given.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || echo 1767225600)}
version=$(unzip -p "$root/ui/target/cairn.jar" META-INF/MANIFEST.MF | tr -d '\r' | sed -n 's/^Implementation-Version: //p')
[ -n "$version" ] || die 1 "cairn.jar does not say its version"
training=(demo --headless --out "$scratch/training")
image=$scratch/image/cairn

timed "program and libraries laid out" stage "$scratch/input"
timed "modules held against jdeps" check_modules "$scratch/input"
timed "runtime (jlink)" runtime "$scratch/runtime"
timed "app-image (jpackage)" app_image "$scratch/input" "$scratch/runtime" "$scratch/image"
timed "start-up cache trained" train_cache "$image"
timed "package (.deb)" debian_package "$image" "$out"
if [ $signed = yes ]; then
  timed "signed" sign "$deb"
  timed "signatures verified" "$installers/verify.sh" "$deb" "$out/cairn-signing-key.asc"
fi
timed "scratch root" scratch_root "$scratch/root" "$deb"
before=$(snapshot "$scratch/root")
timed "installed there by dpkg" install_package "$scratch/root" "$deb"
timed "installed program's demo" run_demo "$scratch/root" "$scratch/demo"
installed=$(size_mb "$scratch/root/opt/cairn")
timed "removed, nothing left" remove_package "$scratch/root" "$before"

say ""
printf '%s\n' "${timings[@]}"
say ""
say "runtime            $(size_mb "$scratch/runtime")"
say "start-up cache     $(size_mb "$image/lib/app/cairn.aot")"
say "installed          $installed"
say "package            $(size_mb "$deb")"
say "Wrote $deb"
