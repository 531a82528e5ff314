// Makes the files of a QBFT network: keys, genesis, allow-lists, a configuration for each node, and the key
// that RPC tokens are signed with. `node make-network.mjs --out DIR --chain-id N --hosts a,b,c,d [--accounts 0x..,0x..]`
// Needs node 18 or later and nothing else. Private keys stay in DIR; each goes to its own machine, then away from here.
import { createECDH, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { isIPv4 } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { keccak256 } from "./keccak.mjs";

const P2P_PORT = 30303;
const RPC_PORT = 8545;
const METRICS_PORT = 9545;

function refuse(reason) {
  console.error(`make-network: ${reason}`);
  process.exit(2);
}

const { values } = parseArgs({
  options: {
    out: { type: "string" },
    "chain-id": { type: "string" },
    hosts: { type: "string" },
    accounts: { type: "string", default: "" },
  },
});
const chainId = Number(values["chain-id"]);
const hosts = (values.hosts ?? "").split(",").filter((host) => host !== "");
const accounts = values.accounts.split(",").filter((account) => account !== "");
if (!values.out) refuse("say where to with --out DIR.");
if (existsSync(values.out)) refuse(`${values.out} is there already; keys are never overwritten.`);
if (!Number.isSafeInteger(chainId) || chainId < 1) refuse("say which chain with --chain-id N, a number from 1.");
if (hosts.length < 4) refuse("QBFT tolerates a failure from 4 validators on: give --hosts with at least 4 addresses.");
if (new Set(hosts).size !== hosts.length) refuse("a host is named twice.");
for (const host of hosts) {
  if (!isIPv4(host)) refuse(`${host} is no IPv4 address; nodes find each other by address.`);
}
for (const account of accounts) {
  if (!/^0x[0-9a-fA-F]{40}$/.test(account)) refuse(`${account} is no account.`);
}

/** Recursive length prefix (Yellow Paper, appendix B) of buffers and arrays of them. */
function rlp(item) {
  const list = Array.isArray(item);
  const body = list ? Buffer.concat(item.map(rlp)) : item;
  if (!list && body.length === 1 && body[0] < 0x80) return body;
  const base = list ? 0xc0 : 0x80;
  if (body.length < 56) return Buffer.concat([Buffer.from([base + body.length]), body]);
  let digits = body.length.toString(16);
  if (digits.length % 2) digits = "0" + digits;
  const length = Buffer.from(digits, "hex");
  return Buffer.concat([Buffer.from([base + 55 + length.length]), length, body]);
}

const validators = hosts.map((host, index) => {
  const pair = createECDH("secp256k1");
  pair.generateKeys();
  const point = pair.getPublicKey().subarray(1);
  const secret = Buffer.alloc(32);
  pair.getPrivateKey().copy(secret, 32 - pair.getPrivateKey().length);
  return {
    host,
    name: `validator-${index + 1}`,
    secret: secret.toString("hex"),
    publicKey: point.toString("hex"),
    address: keccak256(point).subarray(12),
    enode: `enode://${point.toString("hex")}@${host}:${P2P_PORT}`,
  };
});

// Vanity, validators, no vote, round 0, no seals.
const extraData = rlp([
  Buffer.alloc(32),
  validators.map((validator) => validator.address).sort(Buffer.compare),
  [],
  Buffer.alloc(0),
  [],
]);

const genesis = {
  config: {
    chainId,
    berlinBlock: 0,
    londonBlock: 0,
    zeroBaseFee: true,
    qbft: { blockperiodseconds: 1, epochlength: 30000, requesttimeoutseconds: 4 },
  },
  nonce: "0x0",
  timestamp: "0x0",
  gasLimit: "0x1c9c380",
  difficulty: "0x1",
  mixHash: "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365",
  coinbase: "0x" + "00".repeat(20),
  alloc: {},
  extraData: "0x" + extraData.toString("hex"),
};

function put(path, text, mode = 0o644) {
  writeFileSync(join(values.out, path), text, { mode, flag: "wx" });
}

const json = (value) => JSON.stringify(value, null, 2) + "\n";
const tomlList = (items) => `[${items.map((item) => `"${item}"`).join(", ")}]`;

mkdirSync(values.out, { mode: 0o700 });
const token = generateKeyPairSync("rsa", { modulusLength: 3072 });
put("rpc-token-private.pem", token.privateKey.export({ type: "pkcs8", format: "pem" }), 0o600);

for (const validator of validators) {
  mkdirSync(join(values.out, validator.name), { mode: 0o700 });
  mkdirSync(join(values.out, validator.name, "data"), { mode: 0o700 });
  put(`${validator.name}/genesis.json`, json(genesis));
  put(`${validator.name}/static-nodes.json`, json(validators.map((each) => each.enode)));
  put(`${validator.name}/rpc-token-public.pem`, token.publicKey.export({ type: "spki", format: "pem" }));
  put(`${validator.name}/key`, validator.secret + "\n", 0o600);
  put(`${validator.name}/key.pub`, validator.publicKey + "\n");
  put(`${validator.name}/address`, "0x" + validator.address.toString("hex") + "\n");
  put(
    `${validator.name}/permissions.toml`,
    `# Who may connect, and which accounts may send. Kept the same on every node; read when Besu starts.
nodes-allowlist=${tomlList(validators.map((each) => each.enode))}
` + (accounts.length ? `accounts-allowlist=${tomlList(accounts)}\n` : ""),
  );
  put(
    `${validator.name}/config.toml`,
    `data-path="/var/lib/besu"
genesis-file="/etc/besu/genesis.json"
node-private-key-file="/etc/besu/key"
static-nodes-file="/etc/besu/static-nodes.json"

p2p-host="${validator.host}"
p2p-port=${P2P_PORT}
discovery-enabled=false
permissions-nodes-config-file-enabled=true
permissions-nodes-config-file="/etc/besu/permissions.toml"
permissions-accounts-config-file-enabled=${accounts.length > 0}
permissions-accounts-config-file="/etc/besu/permissions.toml"

min-gas-price=0
tx-pool="sequenced"
sync-mode="FULL"

rpc-http-enabled=true
rpc-http-host="0.0.0.0"
rpc-http-port=${RPC_PORT}
rpc-http-api=["ETH", "NET", "QBFT", "WEB3"]
host-allowlist=["${validator.host}", "localhost"]
rpc-http-tls-enabled=true
rpc-http-tls-keystore-file="/etc/besu/tls/node.p12"
rpc-http-tls-keystore-password-file="/etc/besu/tls/password"
rpc-http-authentication-enabled=true
rpc-http-authentication-jwt-public-key-file="/etc/besu/rpc-token-public.pem"
rpc-http-authentication-jwt-algorithm="RS256"

metrics-enabled=true
metrics-host="127.0.0.1"
metrics-port=${METRICS_PORT}
`,
  );
}
console.log(`${values.out}: chain ${chainId}, ${validators.length} validators.`);
