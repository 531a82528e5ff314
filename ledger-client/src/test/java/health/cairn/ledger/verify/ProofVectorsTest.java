package health.cairn.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.verify.ProofVectors.Expected;
import health.cairn.ledger.verify.ProofVectors.Vector;
import health.cairn.ledger.witness.WitnessPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The published vectors, checked by both verifiers. `-Dcairn.vectors.write=true` writes them anew.
class ProofVectorsTest {
  private static final Path FOLDER = Path.of("verify/vectors");
  private static final Path SCRIPT = Path.of("verify/cairn_verify.py");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @TempDir Path folder;

  @Test
  void files_areWhatTheGeneratorMakes() throws Exception {
    var names = new TreeSet<String>();
    for (var each : new ProofVectors().all().entrySet()) {
      String text = JSON.writeValueAsString(node(each.getKey(), each.getValue())) + "\n";
      Path file = FOLDER.resolve(each.getKey() + ".json");
      if (Boolean.getBoolean("cairn.vectors.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, text);
      }
      assertEquals(text, Files.readString(file), each.getKey());
      names.add(file.getFileName().toString());
    }
    try (var files = Files.list(FOLDER)) {
      assertEquals(
          names,
          files
              .map(file -> file.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void verify_saysOfEveryFileWhatIsExpected() throws Exception {
    for (Path file : files()) {
      JsonNode vector = JSON.readTree(file.toFile());
      String origin = ProofVectors.ORIGIN;
      Set<VerificationKey> trusted =
          texts(vector, "trustedKeys").stream()
              .map(hex -> VerificationKey.fromHex(origin, hex))
              .collect(Collectors.toSet());
      Set<VerificationKey> witnesses =
          texts(vector, "witnesses").stream()
              .map(Cosignature::parseKey)
              .collect(Collectors.toSet());
      var policy = new WitnessPolicy(vector.path("witnessesNeeded").asInt(), witnesses);
      Expected said =
          switch (new ProofVerifier(trusted, policy).verify(proof(vector))) {
            case ProofCheck.Verified verified -> Expected.VERIFIED;
            case ProofCheck.Mismatch mismatch -> Expected.MISMATCH;
            case ProofCheck.Malformed malformed -> Expected.MALFORMED;
          };
      assertEquals(vector.path("expected").asText(), said.name(), file.toString());
    }
  }

  @Test
  void independentVerifier_saysOfEveryFileWhatIsExpected() throws Exception {
    assumeTrue(hasPython(), "no python3");
    for (Path file : files()) {
      JsonNode vector = JSON.readTree(file.toFile());
      Path proof = Files.write(folder.resolve("proof"), proof(vector));
      var command = new ArrayList<>(List.of("python3", SCRIPT.toString(), proof.toString()));
      texts(vector, "trustedKeys").forEach(key -> command.addAll(List.of("--key", key)));
      texts(vector, "witnesses").forEach(key -> command.addAll(List.of("--witness", key)));
      command.addAll(List.of("--needed", vector.path("witnessesNeeded").asText()));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(60, TimeUnit.SECONDS));
      Expected said =
          switch (process.exitValue()) {
            case 0 -> Expected.VERIFIED;
            case 1 -> Expected.MISMATCH;
            case 2 -> Expected.MALFORMED;
            default -> throw new AssertionError(file + ": " + out);
          };
      assertEquals(vector.path("expected").asText(), said.name(), file + ": " + out);
      assertEquals(said == Expected.VERIFIED, JSON.readTree(out).path("verified").asBoolean());
    }
  }

  @Test
  void independentVerifier_isShortAndNeedsNothingElse() throws Exception {
    List<String> lines = Files.readAllLines(SCRIPT);
    assertTrue(lines.size() <= 300, "lines: " + lines.size());
    Set<String> standard =
        Set.of(
            "argparse",
            "base64",
            "datetime",
            "hashlib",
            "hmac",
            "json",
            "re",
            "ssl",
            "sys",
            "urllib.request");
    for (String line : lines) {
      if (line.startsWith("import ")) {
        assertTrue(standard.containsAll(List.of(line.substring(7).split(", "))), line);
      }
      assertTrue(!line.startsWith("from "), line);
    }
  }

  @Test
  void compactText_saysTheSameForEveryGoodFile() throws Exception {
    for (Path file : files()) {
      JsonNode vector = JSON.readTree(file.toFile());
      if (vector.path("expected").asText().equals("VERIFIED")) {
        ProofFile read = ProofFile.parse(proof(vector));
        byte[] text = CompactProof.text(read).getBytes(StandardCharsets.US_ASCII);
        assertEquals(read, ProofFile.parse(text), file.toString());
        if (!file.toString().contains("version-1")) {
          assertArrayEquals(proof(vector), ProofFile.parse(text).toBytes());
        }
      }
    }
  }

  private static List<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ObjectNode node(String name, Vector vector) {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", name);
    node.put("expected", vector.expected().name());
    node.set("trustedKeys", JSON.valueToTree(vector.trusted()));
    node.set("witnesses", JSON.valueToTree(vector.witnesses()));
    node.put("witnessesNeeded", vector.needed());
    try {
      node.put(
          "proof",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(vector.proof())).toString());
    } catch (CharacterCodingException e) {
      node.put("proofBase64", Base64.getEncoder().encodeToString(vector.proof()));
    }
    return node;
  }

  private static byte[] proof(JsonNode vector) {
    return vector.has("proofBase64")
        ? Base64.getDecoder().decode(vector.path("proofBase64").asText())
        : vector.path("proof").asText().getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> texts(JsonNode vector, String name) {
    var texts = new ArrayList<String>();
    vector.path(name).forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
