#!/bin/sh
# Saves what cannot be got back from the other nodes: backup.sh ETC_DIR DATA_DIR OUT.tar
# That is the node's key, its configuration and what kind of database it has; blocks come back by syncing, and votes for
# validators that have not counted yet are to be cast again. The node may run.
# OUT holds a private key: encrypt it, and keep it off this machine.
set -eu
umask 077
if [ $# -ne 3 ]; then
  echo "backup: give /etc/besu, /var/lib/besu and the file to write." >&2
  exit 2
fi
if [ -e "$3" ]; then
  echo "backup: $3 is there already; it is never overwritten." >&2
  exit 2
fi
for needed in key genesis.json config.toml permissions.toml static-nodes.json; do
  if [ ! -f "$1/$needed" ]; then
    echo "backup: $1/$needed is missing; this is not a node's configuration." >&2
    exit 3
  fi
done
partial=$3.partial
trap 'rm -f "$partial"' EXIT
tar -C "$1" -cf "$partial" .
if [ -f "$2/DATABASE_METADATA.json" ]; then
  tar -C "$2" -rf "$partial" --transform 's,^,data/,' DATABASE_METADATA.json
fi
tar -tf "$partial" | grep -qx './key'
mv "$partial" "$3"
