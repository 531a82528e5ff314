package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is committed of the compiled contracts is that of their sources, and the static analysis has
/// nothing to say. When one of the first fails, run `contracts/regenerate.sh`.
class ContractArtifactTest {
  private static final Path CONTRACTS = Path.of("contracts");
  private static final Path ARTIFACTS = Path.of("src/main/resources/health/cairn/ledger/besu");

  @TempDir Path folder;

  @Test
  void artifact_isThatOfTheSource() throws IOException {
    for (RegistryArtifact artifact : RegistryArtifact.ALL) {
      byte[] source = Files.readAllBytes(CONTRACTS.resolve(artifact.name() + ".sol"));
      assertEquals(Hash.sha256(source).hex(), artifact.sourceSha256(), artifact.name());
    }
  }

  @Test
  void wrapper_isThatOfTheArtifact() {
    assertEquals(
        RegistryArtifact.ALL.stream().map(RegistryArtifact::bytecode).toList(),
        List.of(
            CheckpointRegistry.BINARY,
            InstitutionRegistry.BINARY,
            ConsentRegistry.BINARY,
            AccessRegistry.BINARY));
  }

  @Test
  void isCode_seesEveryChangeOutsideOfWhatTheConstructorWrites() {
    RegistryArtifact artifact = RegistryArtifact.CONSENT_REGISTRY;
    assertFalse(artifact.immutables().isEmpty());
    String code = artifact.deployedBytecode();
    assertTrue(artifact.isCode(code));
    assertFalse(artifact.isCode(code + "00"));
    assertFalse(artifact.isCode("0x"));
    for (int i = 2; i < code.length(); i += 97) {
      int at = (i - 2) / 2;
      boolean written =
          artifact.immutables().stream()
              .anyMatch(place -> at >= place.start() && at < place.start() + place.length());
      char other = code.charAt(i) == '7' ? '8' : '7';
      String changed = code.substring(0, i) + other + code.substring(i + 1);
      assertEquals(written, artifact.isCode(changed), "nibble " + i);
    }
  }

  @Test
  void artifact_isWhatTheCompilerMakes() throws Exception {
    requireModule("solc");
    for (RegistryArtifact artifact : RegistryArtifact.ALL) {
      String output =
          run(
              0,
              CONTRACTS,
              "node",
              "--max-old-space-size=512",
              "compile.mjs",
              "--print",
              artifact.name());
      assertEquals(
          Files.readString(ARTIFACTS.resolve(artifact.name() + ".json"), StandardCharsets.UTF_8),
          output);
    }
  }

  @Test
  void analysis_findsNothing() throws Exception {
    requireModule("solhint");
    assertEquals("", run(0, CONTRACTS, "npm", "run", "--silent", "lint").strip());
  }

  /// The analysis would say so if there was something: the same rules on a contract that has faults.
  @Test
  void analysis_failsWhenThereIsSomethingToFind() throws Exception {
    requireModule("solhint");
    Files.copy(CONTRACTS.resolve(".solhint.json"), folder.resolve(".solhint.json"));
    Files.writeString(
        folder.resolve("Faulty.sol"),
        """
        // SPDX-License-Identifier: Apache-2.0
        pragma solidity ^0.8.0;
        contract Faulty {
            address owner;
            function take(address payable to) public {
                require(tx.origin == owner, "no");
                to.call{value: 1}("");
            }
        }
        """);
    String solhint =
        CONTRACTS.resolve("node_modules/solhint/solhint.js").toAbsolutePath().toString();
    String output =
        run(1, folder, "node", solhint, "--noPoster", "--disc", "--max-warnings", "0", "*.sol");
    for (String rule :
        List.of("avoid-tx-origin", "no-unchecked-calls", "compiler-version", "use-natspec")) {
      assertTrue(output.contains(rule), rule + " in: " + output);
    }
  }

  private static void requireModule(String name) {
    assumeTrue(
        Files.isDirectory(CONTRACTS.resolve("node_modules").resolve(name)),
        "no " + name + ": run `npm ci --ignore-scripts` in ledger-client/contracts");
  }

  private String run(int expectedExit, Path where, String... command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .directory(where.toFile())
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no node: " + e.getMessage());
      throw e;
    }
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertEquals(expectedExit, process.exitValue(), text);
    return text;
  }
}
