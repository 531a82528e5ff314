package health.cairn.ledger.besu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What the compiler made of a contract in `contracts/`; committed, and checked against the source
/// by a test.
///
/// @param name of the contract
/// @param sourceSha256 SHA-256 of the source, hexadecimal
/// @param abi the interface, JSON
/// @param bytecode what is sent to deploy it
/// @param deployedBytecode what is then at its address, with zeros where the constructor writes
/// @param immutables where the constructor writes
record RegistryArtifact(
    String name,
    String sourceSha256,
    String abi,
    String bytecode,
    String deployedBytecode,
    List<Place> immutables) {
  static final RegistryArtifact CHECKPOINT_REGISTRY = load("CheckpointRegistry");
  static final RegistryArtifact INSTITUTION_REGISTRY = load("InstitutionRegistry");
  static final RegistryArtifact CONSENT_REGISTRY = load("ConsentRegistry");
  static final RegistryArtifact ACCESS_REGISTRY = load("AccessRegistry");
  static final List<RegistryArtifact> ALL =
      List.of(CHECKPOINT_REGISTRY, INSTITUTION_REGISTRY, CONSENT_REGISTRY, ACCESS_REGISTRY);

  /// @param start first byte
  /// @param length in bytes
  record Place(int start, int length) {}

  RegistryArtifact {
    immutables = List.copyOf(immutables);
  }

  /// Whether this is the contract's code, whatever its constructor was given.
  ///
  /// @param code as a node tells it, `0x` and hexadecimal
  boolean isCode(String code) {
    if (code.length() != deployedBytecode.length()) {
      return false;
    }
    var masked = new StringBuilder(code.toLowerCase(Locale.ROOT));
    for (Place place : immutables) {
      int from = 2 + 2 * place.start();
      int to = from + 2 * place.length();
      masked.replace(from, to, "0".repeat(to - from));
    }
    return masked.toString().equals(deployedBytecode);
  }

  private static RegistryArtifact load(String name) {
    String resource = name + ".json";
    try (InputStream in = RegistryArtifact.class.getResourceAsStream(resource)) {
      JsonNode root =
          new ObjectMapper().readTree(Objects.requireNonNull(in, "this jar lacks " + resource));
      var immutables = new ArrayList<Place>();
      for (JsonNode place : root.required("immutables")) {
        immutables.add(new Place(place.required(0).asInt(), place.required(1).asInt()));
      }
      return new RegistryArtifact(
          name,
          root.required("sourceSha256").asText(),
          root.required("abi").toString(),
          root.required("bytecode").asText(),
          root.required("deployedBytecode").asText(),
          immutables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
