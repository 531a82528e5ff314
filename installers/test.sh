#!/usr/bin/env bash
# The whole way of a package with a throw-away key: built, signed, verified, installed into a scratch root, run, removed;
# then what must fail is seen to fail. test.sh [--out DIR], by default installers/target/test. Minutes; not part of mvn verify.
set -euo pipefail
. "$(dirname "$0")/parts/common.sh"

out=$installers/target/test
case ${1:-} in
  "") ;;
  --out) out=${2:?--out needs a folder} ;;
  *) die 2 "usage: test.sh [--out DIR]" ;;
esac
need gpg gnupg gpgconf gnupg dpkg-deb dpkg fakeroot fakeroot

# Short: sockets of the agent lie in it, and their paths may not pass 107 characters.
ring=$(mktemp -d)
trap 'GNUPGHOME=$ring gpgconf --kill all >/dev/null 2>&1 || :; rm -rf "$ring"' EXIT
export GNUPGHOME=$ring

throw_away_key() {
  gpg --batch --quiet --passphrase "" --quick-generate-key "$1" ed25519 sign 1d 2>/dev/null
  gpg --batch --quiet --list-secret-keys --with-colons "$1" 2>/dev/null | awk -F: '$1 == "fpr" { print $10; exit }'
}

# refused WORDS COMMAND...: passes if the command ends with 5 and its message has the words.
refused() {
  local words=$1 code=0 said
  shift
  said=$("$@" 2>&1) || code=$?
  [ $code = 5 ] || die 1 "should have been refused with 5, ended with $code: $*"
  grep -qF "$words" <<<"$said" || die 1 "refused, but not because of '$words': $said"
  say "refused as it must be: $said"
}

CAIRN_SIGNING_KEY=$(throw_away_key "Cairn test key <test@cairn.invalid>")
export CAIRN_SIGNING_KEY
"$installers/build.sh" --out "$out"

say ""
say "== what must fail"
deb=$(echo "$out"/*.deb)
key=$out/cairn-signing-key.asc
tampered=$ring/tampered
fresh() {
  rm -rf "$tampered"
  mkdir "$tampered"
  cp "$deb" "$deb.asc" "$out/SHA256SUMS" "$out/SHA256SUMS.asc" "$tampered/"
  copy=$tampered/$(basename "$deb")
}
flip_byte() {
  local at=$2 byte
  byte=$(od -An -tu1 -j "$at" -N 1 "$1")
  printf "$(printf '\\%03o' $((byte ^ 1)))" | dd of="$1" bs=1 seek="$at" conv=notrunc status=none
}

fresh
"$installers/verify.sh" "$copy" "$key" "$CAIRN_SIGNING_KEY"

for at in 0 $(($(stat -c %s "$copy") / 2)) $(($(stat -c %s "$copy") - 1)); do
  fresh
  flip_byte "$copy" "$at"
  refused "the signature does not match" "$installers/verify.sh" "$copy" "$key"
done

fresh
flip_byte "$tampered/SHA256SUMS" 3
refused "SHA256SUMS: the signature does not match" "$installers/verify.sh" "$copy" "$key"

fresh
other=$(throw_away_key "Somebody else <else@cairn.invalid>")
gpg --batch --quiet --armor --output "$ring/other.asc" --export "$other"
refused "the signature does not match" "$installers/verify.sh" "$copy" "$ring/other.asc"
refused "not by $other" "$installers/verify.sh" "$copy" "$key" "$other"

fresh
rm "$copy.asc"
refused "is missing" "$installers/verify.sh" "$copy" "$key"

code=0
said=$(CAIRN_SIGNING_KEY=nobody@cairn.invalid "$installers/build.sh" --out "$out/none" 2>&1) || code=$?
[ $code = 2 ] || die 1 "a key that does not exist should end the build with 2, not $code: $said"
say "refused as it must be: $said"
say "All passed."
