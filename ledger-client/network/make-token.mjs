// Makes a token for RPC: `node make-token.mjs --key rpc-token-private.pem --days 30 > token`
// It may read and send signed transactions; with --votes also vote for validators. A token is as good as its file is safe.
import { createSign } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    key: { type: "string" },
    days: { type: "string", default: "30" },
    votes: { type: "boolean", default: false },
  },
});
const days = Number(values.days);
if (!values.key || !(days > 0 && days <= 366)) {
  console.error("make-token: give --key FILE, and --days from 1 to 366.");
  process.exit(2);
}
// What the monitor asks of the validators.
const READS = ["qbft:getValidatorsByBlockNumber", "qbft:getSignerMetrics"];
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const now = Math.floor(Date.now() / 1000);
const signed = [
  part({ alg: "RS256", typ: "JWT" }),
  part({
    permissions: ["eth:*", "net:*", "web3:*", ...(values.votes ? ["qbft:*"] : READS)],
    iat: now,
    exp: now + days * 86400,
  }),
].join(".");
process.stdout.write(`${signed}.${createSign("RSA-SHA256").update(signed).sign(readFileSync(values.key), "base64url")}\n`);
