// Compiles the contracts and writes what the Java side needs of them: ABI, byte code, and the SHA-256 of
// the source it came from. `node compile.mjs` writes the artifacts; `node compile.mjs --print NAME` prints
// one to stdout instead. The same source and compiler always give the same bytes: metadata is off.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import solc from "solc";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/main/resources/health/cairn/ledger/besu");
const contracts = ["CheckpointRegistry", "InstitutionRegistry", "ConsentRegistry", "AccessRegistry"];

/** Only files of this folder can be imported, by name. */
function importNamed(path) {
  if (!/^[A-Za-z]+\.sol$/.test(path)) {
    return { error: "not a file of this folder" };
  }
  return { contents: readFileSync(join(here, path), "utf8") };
}

/** Where the constructor writes into the deployed code, as [first byte, bytes]; zero in the artifact. */
function immutables(references) {
  return Object.values(references ?? {})
    .flat()
    .map(({ start, length }) => [start, length])
    .sort((a, b) => a[0] - b[0]);
}

function compile(name) {
  const file = `${name}.sol`;
  const source = readFileSync(join(here, file));
  const output = JSON.parse(
    solc.compile(
      JSON.stringify({
        language: "Solidity",
        sources: { [file]: { content: source.toString("utf8") } },
        settings: {
          evmVersion: "paris",
          optimizer: { enabled: true, runs: 1000 },
          metadata: { appendCBOR: false, bytecodeHash: "none" },
          outputSelection: {
            "*": { "*": ["abi", "evm.bytecode.object", "evm.deployedBytecode"] },
          },
        },
      }),
      { import: importNamed },
    ),
  );
  for (const message of output.errors ?? []) {
    console.error(message.formattedMessage);
  }
  if ((output.errors ?? []).length > 0) {
    process.exit(1); // a warning is an error here
  }
  const contract = output.contracts[file][name];
  return (
    JSON.stringify(
      {
        contract: name,
        compiler: solc.version(),
        sourceSha256: createHash("sha256").update(source).digest("hex"),
        abi: contract.abi,
        bytecode: "0x" + contract.evm.bytecode.object,
        deployedBytecode: "0x" + contract.evm.deployedBytecode.object,
        immutables: immutables(contract.evm.deployedBytecode.immutableReferences),
      },
      null,
      2,
    ) + "\n"
  );
}

if (process.argv[2] === "--print") {
  process.stdout.write(compile(process.argv[3]));
} else {
  mkdirSync(target, { recursive: true });
  for (const name of contracts) {
    writeFileSync(join(target, `${name}.json`), compile(name));
  }
}
