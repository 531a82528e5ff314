package health.cairn.ledger.besu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/// What the compiler made of `contracts/CheckpointRegistry.sol`; committed, and checked against the
/// source by a test.
///
/// @param sourceSha256 SHA-256 of the source, hexadecimal
/// @param abi the interface, JSON
/// @param bytecode what is sent to deploy it
/// @param deployedBytecode what is then at its address
record RegistryArtifact(String sourceSha256, String abi, String bytecode, String deployedBytecode) {
  static final RegistryArtifact CHECKPOINT_REGISTRY = load("CheckpointRegistry.json");

  private static RegistryArtifact load(String resource) {
    try (InputStream in = RegistryArtifact.class.getResourceAsStream(resource)) {
      JsonNode root =
          new ObjectMapper().readTree(Objects.requireNonNull(in, "this jar lacks " + resource));
      return new RegistryArtifact(
          root.required("sourceSha256").asText(),
          root.required("abi").toString(),
          root.required("bytecode").asText(),
          root.required("deployedBytecode").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
