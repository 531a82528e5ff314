package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is committed of the compiled contract is that of its source. When one of these fails, run
/// `contracts/regenerate.sh`.
class ContractArtifactTest {
  private static final Path CONTRACTS = Path.of("contracts");
  private static final Path ARTIFACT =
      Path.of("src/main/resources/health/cairn/ledger/besu/CheckpointRegistry.json");

  @Test
  void artifact_isThatOfTheSource() throws IOException {
    byte[] source = Files.readAllBytes(CONTRACTS.resolve("CheckpointRegistry.sol"));
    assertEquals(Hash.sha256(source).hex(), RegistryArtifact.CHECKPOINT_REGISTRY.sourceSha256());
  }

  @Test
  void wrapper_isThatOfTheArtifact() {
    assertEquals(RegistryArtifact.CHECKPOINT_REGISTRY.bytecode(), CheckpointRegistry.BINARY);
  }

  @Test
  void artifact_isWhatTheCompilerMakes() throws Exception {
    assumeTrue(
        Files.isDirectory(CONTRACTS.resolve("node_modules/solc")),
        "no solc: run `npm ci --ignore-scripts` in ledger-client/contracts");
    Path output = Files.createTempFile("cairn-compiled", ".json");
    try {
      Process node;
      try {
        node =
            new ProcessBuilder(
                    "node",
                    "--max-old-space-size=512",
                    "compile.mjs",
                    "--print",
                    "CheckpointRegistry")
                .directory(CONTRACTS.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
      } catch (IOException e) {
        assumeTrue(false, "no node: " + e.getMessage());
        return;
      }
      assertTrue(node.waitFor(60, TimeUnit.SECONDS), "the compiler hangs");
      assertEquals(0, node.exitValue());
      assertEquals(
          Files.readString(ARTIFACT, StandardCharsets.UTF_8),
          Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }
}
