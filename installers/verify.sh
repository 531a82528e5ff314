#!/usr/bin/env bash
# Verifies a signed package before it is installed: verify.sh PACKAGE.deb KEYFILE [FINGERPRINT]
# KEYFILE is the public key you trust, got by another way than the package; only it counts, whatever keys your own keyring has.
set -euo pipefail
. "$(dirname "$0")/parts/common.sh"

[ $# -ge 2 ] || die 2 "usage: verify.sh PACKAGE.deb KEYFILE [FINGERPRINT]"
need gpg gnupg
deb=$1 key=$2 fingerprint=${3:-}
folder=$(cd "$(dirname "$deb")" && pwd)
sums=$folder/SHA256SUMS
for file in "$deb" "$deb.asc" "$sums" "$sums.asc" "$key"; do
  [ -f "$file" ] || die 5 "$file is missing"
done

ring=$(mktemp -d)
trap 'GNUPGHOME=$ring gpgconf --kill all >/dev/null 2>&1 || :; rm -rf "$ring"' EXIT
chmod 700 "$ring"
export GNUPGHOME=$ring
gpg --batch --quiet --import "$key" 2>/dev/null || die 5 "$key holds no public key"

# gpg says on the status channel which key made a valid signature; its exit code alone would accept an expired one.
signed_by_key() {
  local status
  status=$(gpg --batch --status-fd 1 --verify "$1.asc" "$1" 2>/dev/null) || die 5 "$(basename "$1"): the signature does not match"
  grep -q '^\[GNUPG:\] GOODSIG ' <<<"$status" || die 5 "$(basename "$1"): no good signature by the given key"
  # The last field of VALIDSIG is the primary key's fingerprint.
  signer=$(awk '$2 == "VALIDSIG" { print $NF }' <<<"$status")
  [ -n "$signer" ] || die 5 "$(basename "$1"): no valid signature by the given key"
  if [ -n "$fingerprint" ] && [ "$signer" != "${fingerprint// /}" ]; then
    die 5 "$(basename "$1"): signed by $signer, not by $fingerprint"
  fi
}

signed_by_key "$deb"
signed_by_key "$sums"
(cd "$folder" && grep -F "  $(basename "$deb")" SHA256SUMS | sha256sum --check --status) ||
  die 5 "$(basename "$deb"): the checksum is not the one in SHA256SUMS"
say "$(basename "$deb"): signed by $signer, unchanged"
