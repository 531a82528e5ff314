#!/bin/sh
# Compiles the contracts and writes the Java wrappers anew. Needs node, npm, mvn and a JDK 21 or later
# (JAVA_HOME, else java on the PATH). Run it after every change of a .sol file; commit what it writes.
set -eu
cd "$(dirname "$0")"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -d node_modules/solc ] || npm ci --ignore-scripts --no-audit --no-fund
node compile.mjs

mvn -B -q -f wrapper-pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath \
  -Dmdep.outputFile="$work/classpath"
for name in CheckpointRegistry InstitutionRegistry ConsentRegistry AccessRegistry; do
  node -e '
    const fs = require("fs");
    const [artifact, base] = process.argv.slice(1);
    const { abi, bytecode } = JSON.parse(fs.readFileSync(artifact, "utf8"));
    fs.writeFileSync(base + ".abi", JSON.stringify(abi));
    fs.writeFileSync(base + ".bin", bytecode);
  ' "../src/main/resources/health/cairn/ledger/besu/$name.json" "$work/$name"
  "$java" -cp "$(cat "$work/classpath")" org.web3j.codegen.SolidityFunctionWrapperGenerator \
    -a "$work/$name.abi" -b "$work/$name.bin" \
    -o ../src/main/java -p health.cairn.ledger.besu.generated
done
