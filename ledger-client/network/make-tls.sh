#!/bin/sh
# Makes the network's authority and a certificate for each node: make-tls.sh NETWORK_DIR HOST...
# HOST in the order given to make-network.mjs. The authority's key belongs on a medium that is taken out afterwards.
set -eu
umask 077
if [ $# -lt 2 ]; then
  echo "make-tls: give the network's folder and the hosts in order." >&2
  exit 2
fi
network=$1
shift
cd "$network"
if [ -e authority.pem ]; then
  echo "make-tls: $network/authority.pem is there already; it is never overwritten." >&2
  exit 2
fi

openssl ecparam -name prime256v1 -genkey -noout -out authority-key.pem
openssl req -x509 -new -key authority-key.pem -sha256 -days 3650 -subj "/CN=Cairn network authority" \
  -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign" \
  -out authority.pem
chmod 644 authority.pem

number=0
for host in "$@"; do
  number=$((number + 1))
  node=validator-$number
  if [ ! -d "$node" ]; then
    echo "make-tls: there is no $network/$node; make-network.mjs makes it." >&2
    exit 2
  fi
  mkdir "$node/tls"
  case $host in
    *[!0-9.]*) name="DNS:$host" ;;
    *) name="IP:$host" ;;
  esac
  openssl ecparam -name prime256v1 -genkey -noout -out "$node/tls/key.pem"
  openssl req -new -key "$node/tls/key.pem" -subj "/CN=$node" -out "$node/tls/request.pem"
  printf 'subjectAltName=%s,DNS:localhost,IP:127.0.0.1\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nbasicConstraints=critical,CA:FALSE\n' \
    "$name" >"$node/tls/extensions"
  openssl x509 -req -in "$node/tls/request.pem" -CA authority.pem -CAkey authority-key.pem -CAcreateserial \
    -sha256 -days 397 -extfile "$node/tls/extensions" -out "$node/tls/node.pem" 2>/dev/null
  openssl rand -hex 24 >"$node/tls/password"
  openssl pkcs12 -export -inkey "$node/tls/key.pem" -in "$node/tls/node.pem" -certfile authority.pem -name node \
    -passout "file:$node/tls/password" -out "$node/tls/node.p12"
  rm "$node/tls/request.pem" "$node/tls/extensions" "$node/tls/key.pem"
done
