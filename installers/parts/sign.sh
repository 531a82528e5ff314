# Sourced by build.sh: signatures by the key that the environment names.
#   CAIRN_SIGNING_KEY              id or fingerprint of a secret key in $GNUPGHOME
#   CAIRN_SIGNING_PASSPHRASE_FILE  file with its passphrase, where no agent asks for it

# Quiet: gpg would otherwise tell about its trust database.
signing_key_present() {
  gpg --batch --quiet --list-secret-keys "$CAIRN_SIGNING_KEY" >/dev/null 2>&1
}

detached_signature() {
  local options=(--batch --quiet --yes --armor --local-user "$CAIRN_SIGNING_KEY")
  if [ -n "${CAIRN_SIGNING_PASSPHRASE_FILE:-}" ]; then
    options+=(--pinentry-mode loopback --passphrase-file "$CAIRN_SIGNING_PASSPHRASE_FILE")
  fi
  gpg "${options[@]}" --output "$1.asc" --detach-sign "$1" || die 1 "gpg could not sign $1 with $CAIRN_SIGNING_KEY"
}

# The package, the list of checksums, a signature of each, and the public key they were made with.
sign() {
  local deb=$1 folder
  folder=$(dirname "$deb")
  (cd "$folder" && sha256sum "$(basename "$deb")" >SHA256SUMS)
  detached_signature "$deb"
  detached_signature "$folder/SHA256SUMS"
  gpg --batch --quiet --yes --armor --output "$folder/cairn-signing-key.asc" --export "$CAIRN_SIGNING_KEY"
}
