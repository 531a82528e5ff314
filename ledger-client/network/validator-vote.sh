#!/bin/sh
# Votes for adding or removing a validator: validator-vote.sh add|remove 0xADDRESS URL AUTHORITY_PEM ADMIN_TOKEN_FILE
# More than half of the validators must vote the same within one epoch (30,000 blocks); each runs this on its own node.
set -eu
if [ $# -ne 5 ]; then
  echo "validator-vote: add|remove 0xADDRESS URL AUTHORITY_PEM TOKEN_FILE" >&2
  exit 2
fi
case $1 in
  add) add=true ;;
  remove) add=false ;;
  *)
    echo "validator-vote: say add or remove first." >&2
    exit 2
    ;;
esac
if ! printf '%s' "$2" | grep -Eq '^0x[0-9a-fA-F]{40}$'; then
  echo "validator-vote: $2 is no address: 0x and 40 hexadecimal digits." >&2
  exit 2
fi
# The header goes in by a file, so that the token is in no list of processes.
header=$(mktemp)
trap 'rm -f "$header"' EXIT
printf 'Authorization: Bearer %s\n' "$(cat "$5")" >"$header"
curl --fail --silent --show-error --max-time 20 --cacert "$4" --header "@$header" --header 'Content-Type: application/json' \
  --data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"qbft_proposeValidatorVote\",\"params\":[\"$2\",$add]}" "$3"
echo
