package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which model serves is a person's decision, on record, checked at each load, and undone by one command.
class ModelServingTest {
  private static final Pattern FILE = Pattern.compile("\"file\": \"([^\"]+)\"");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void init() {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
  }

  @Test
  void activate_refusesAModelThatNeverPassedHere() throws Exception {
    add("flair", "1.0.0", "weights");

    Ran ran = terminal.run("model", "activate", "flair");

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("cairn model acceptance flair"), ran.err());
    assertFalse(listed("flair").path("serves").asBoolean(true));
  }

  @Test
  void activate_refusesAModelWhoseLicenceNobodyAccepted() throws Exception {
    Path folder = Files.createDirectories(directory.resolve("home/models/flair"));
    pack(folder, "flair", "1.0.0", "weights", "CC-BY-NC-4.0");

    Ran ran = terminal.run("model", "activate", "flair", "--without-acceptance", "a trial");

    assertEquals(3, ran.exit(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("CC-BY-NC-4.0"), ran.err());
  }

  @Test
  void activate_isSignedInTheJournalAndShownWithWhoAndWhen() throws Exception {
    add("flair", "1.0.0", "weights");

    Ran ran =
        terminal.run(
            "model",
            "activate",
            "flair",
            "--without-acceptance",
            "a trial on phantoms",
            "--user",
            "dr.lee");

    assertEquals(0, ran.exit(), ran.err());
    JsonNode listed = listed("flair");
    assertTrue(listed.path("serves").asBoolean());
    assertEquals("segment-flair", listed.path("task").asText());
    String words = terminal.run("model", "list").out();
    assertTrue(words.contains("by dr.lee (ModelDecision/1; without acceptance: a trial on"), words);
    Path proof = directory.resolve("proof.json");
    assertEquals(0, terminal.run("proof", "ModelDecision/1", "--out", proof).exit());
    Ran verified = terminal.run("verify", proof, "--json");
    assertEquals(0, verified.exit(), verified.err());
    assertTrue(verified.out().contains("MODEL_PROMOTED"), verified.out());
  }

  @Test
  void rollback_goesBackStepByStepAndThenSaysThereIsNothing() throws Exception {
    add("flair", "1.0.0", "weights");
    add("flair", "2.0.0", "heavier");
    activate("flair@1.0.0");
    activate("flair@2.0.0");

    assertEquals(0, terminal.run("model", "rollback").exit());
    assertTrue(served("1.0.0"));
    assertEquals(0, terminal.run("model", "rollback", "segment-flair").exit());
    assertFalse(served("1.0.0") || served("2.0.0"));
    Path proof = directory.resolve("proof.json");
    assertEquals(0, terminal.run("proof", "ModelDecision/4", "--out", proof).exit());
    String proved = terminal.run("verify", proof, "--json").out();
    assertTrue(proved.contains("MODEL_PROMOTED"), "what is shipped took over again: " + proved);
    Ran nothing = terminal.run("model", "rollback");
    assertEquals(3, nothing.exit(), nothing.err());
  }

  @Test
  void activate_asksForTheVersionWhenThereAreSeveral() throws Exception {
    add("flair", "1.0.0", "weights");
    add("flair", "2.0.0", "heavier");

    Ran ran = terminal.run("model", "activate", "flair");

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("flair@2.0.0"), ran.err());
  }

  @Test
  void analyze_exits5WhenAnotherModelLiesWhereTheChosenOneLay() throws Exception {
    add("flair", "1.0.0", "weights");
    activate("flair");
    // A card and a network that agree with each other, and are not what was decided on.
    pack(directory.resolve("home/models/flair-1.0.0"), "flair", "1.0.0", "forgery", "CC0-1.0");
    Files.delete(directory.resolve("home/models/flair-1.0.0/licence-of-pack"));
    Path study = Files.createDirectory(directory.resolve("study"));
    TinyStudy.write(study, "serving", 3);

    Ran analysed = terminal.run("analyze", study, "--out", directory.resolve("out"));

    assertEquals(5, analysed.exit(), analysed.err());
    assertTrue(analysed.err().contains("cairn model rollback segment-flair"), analysed.err());
    assertEquals(5, terminal.run("model", "list").exit());
    assertEquals(0, terminal.run("model", "rollback").exit());
    assertEquals(0, terminal.run("model", "list").exit());
  }

  @Test
  void open_writesTheCopyAnewWhenSomebodyEditedIt() throws Exception {
    add("flair", "1.0.0", "weights");
    activate("flair");
    Path copy = directory.resolve("home/models/models-serving.txt");
    String original = Files.readString(copy);
    Files.writeString(copy, "[ ]");

    assertEquals(0, terminal.run("ledger", "status").exit());

    assertEquals(original, Files.readString(copy));
  }

  @Test
  void activate_takesAShippedWayToClassifyThatIsNoNetwork() throws Exception {
    Ran ran = terminal.run("model", "activate", "cheng-t1c-radiomics");

    assertEquals(0, ran.exit(), ran.err());
    String words = terminal.run("model", "list").out();
    assertTrue(words.contains("nothing: cheng-t1c-radiomics"), words);
    assertEquals(0, terminal.run("model", "activate", "cheng-t1c-classifier").exit());
    assertEquals(0, terminal.run("model", "rollback").exit());
    assertEquals(0, terminal.run("model", "list").exit());
  }

  @Test
  void acceptance_refusesFewerThan20PatientsAndKeepsNothing() throws Exception {
    Path cases = draw(19);

    Ran ran =
        terminal.run(
            "model", "acceptance", "cheng-t1c-classifier", cases, "--out", directory.resolve("o"));

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("19 patients"), ran.err());
    assertFalse(Files.exists(directory.resolve("o")));
    assertEquals(
        3, terminal.run("proof", "ModelAcceptance/1", "--out", directory.resolve("p")).exit());
  }

  @Test
  void acceptance_failsOnDrawingsAndTheVerdictIsSigned() throws Exception {
    Path out = directory.resolve("o");

    Ran ran = terminal.run("model", "acceptance", "cheng-t1c-classifier", draw(20), "--out", out);

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.out().contains("did not pass"), ran.out());
    JsonNode record = JSON.readTree(out.resolve("acceptance.json").toFile());
    assertFalse(record.path("passed").asBoolean(true));
    assertEquals(20, record.path("cases").path("patients").asInt());
    assertTrue(record.path("groups").path("notRecorded").toString().contains("fieldStrength"));
    assertEquals("tumourSize", record.path("groups").path("known").path(0).path("trait").asText());
    assertTrue(ran.out().contains("Columns of index.csv can say it"), ran.out());
    assertTrue(
        Files.readString(out.resolve("acceptance.note"))
            .contains(Hash.sha256(Files.readString(out.resolve("acceptance.json"))).hex()));
    Path proof = directory.resolve("proof.json");
    assertEquals(0, terminal.run("proof", "ModelAcceptance/1", "--out", proof).exit());
    assertEquals(0, terminal.run("verify", proof).exit());
  }

  @Test
  void acceptance_opensTheWayWhenTheSitesOwnCriteriaHold() throws Exception {
    Path card = directory.resolve("own");
    copyShipped(card);
    assertEquals(0, terminal.run("model", "add", card).exit());
    Path criteria = directory.resolve("criteria.json");
    Files.writeString(
        criteria,
        """
        {"name": "drawings", "version": "1", "minimumPatients": 20, "criteria": [
          {"task": "segment", "metric": "segmentation.diceMean",
           "bound": "segmentation.diceCi95", "atLeast": 0.0}]}
        """);

    Ran tried =
        terminal.run(
            "model",
            "acceptance",
            "site-segmenter",
            draw(20),
            "--out",
            directory.resolve("o"),
            "--criteria",
            criteria);

    assertEquals(0, tried.exit(), tried.err() + tried.out());
    assertEquals(0, terminal.run("model", "activate", "site-segmenter").exit());
    JsonNode decision =
        JSON.readTree(terminal.run("model", "list", "--json").out()).path("decisions").path(0);
    assertEquals("ModelAcceptance/1", decision.path("acceptance").asText());
  }

  @Test
  void acceptance_refusesCriteriaThatSayTooLittleInOneSentence() throws Exception {
    Path cases = draw(20);
    String head = "{\"name\": \"x\", \"version\": \"1\", \"minimumPatients\": 20, \"criteria\": ";
    Map<String, String> wrong =
        Map.of(
            head,
            "not valid JSON",
            head + "null}",
            "it says no criteria",
            head + "[{\"task\": \"classify\", \"metric\": \"m\", \"atLeast\": 0.1}]}",
            "it says no bound",
            head.replace("20", "3") + "[]}",
            "minimumPatients is below 20");
    Path criteria = directory.resolve("criteria.json");
    for (Map.Entry<String, String> one : wrong.entrySet()) {
      Files.writeString(criteria, one.getKey());
      Ran ran =
          terminal.run(
              "model",
              "acceptance",
              "cheng-t1c-classifier",
              cases,
              "--out",
              directory.resolve("o"),
              "--criteria",
              criteria);
      assertEquals(3, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(ran.err().contains("criteria.json cannot be used"), ran.err());
      assertTrue(ran.err().contains(one.getValue()), ran.err());
    }
    Files.writeString(criteria, "{\"name\": \"p\", \"bounds\": null}");
    Ran plan = terminal.run("model", "learn", "plan", "--adopt", criteria);
    assertEquals(3, plan.exit(), plan.err());
    assertTrue(plan.err().contains("criteria.json cannot be used: it says no "), plan.err());
    Files.write(criteria, new byte[] {'{', (byte) 0xff, (byte) 0xfe});
    Ran binary = terminal.run("model", "learn", "plan", "--adopt", criteria);
    assertTrue(binary.err().contains("it is not text in UTF-8"), binary.err());
  }

  private void activate(String named) {
    Ran ran = terminal.run("model", "activate", named, "--without-acceptance", "a test");
    assertEquals(0, ran.exit(), ran.err());
  }

  private boolean served(String version) throws IOException {
    return models().stream()
        .filter(m -> m.path("card").path("version").asText().equals(version))
        .filter(m -> m.path("card").path("name").asText().equals("flair"))
        .anyMatch(m -> m.path("serves").asBoolean());
  }

  private JsonNode listed(String name) throws IOException {
    return models().stream()
        .filter(m -> m.path("card").path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> models() throws IOException {
    JsonNode models = JSON.readTree(terminal.run("model", "list", "--json").out()).path("models");
    return StreamSupport.stream(models.spliterator(), false).toList();
  }

  private void add(String name, String version, String weights) throws IOException {
    Path pack = Files.createDirectory(directory.resolve(name + version));
    pack(pack, name, version, weights, "Apache-2.0");
    Files.delete(pack.resolve("licence-of-pack"));
    assertEquals(0, terminal.run("model", "add", pack).exit());
  }

  private static void pack(Path pack, String name, String version, String weights, String licence)
      throws IOException {
    Files.deleteIfExists(pack.resolve("card.json"));
    Files.writeString(pack.resolve("net.onnx"), weights);
    Files.writeString(pack.resolve("licence-of-pack"), licence);
    Files.writeString(
        pack.resolve("card.json"),
        """
        {"format": 2, "name": "%s", "version": "%s", "task": "segment",
         "file": "net.onnx", "sha256": "%s", "bytes": %d, "licence": "%s",
         "input": {"name": "image", "size": 64, "fieldOfViewMm": 250, "sequence": "FLAIR",
                   "lowPercentile": 0.01, "highPercentile": 0.995},
         "output": [{"name": "probability", "labels": ["whole tumour"]}],
         "structures": [{"label": "whole tumour", "code": "108369006", "meaning": "Neoplasm"}],
         "threshold": 0.5, "intendedUse": "Tests.", "limits": ["None."]}
        """
            .formatted(
                name,
                version,
                Hash.sha256(weights).hex(),
                weights.getBytes(StandardCharsets.UTF_8).length,
                licence));
  }

  /// The shipped segmenter under another name, as a model of the site's own.
  private static void copyShipped(Path folder) throws IOException {
    Files.createDirectories(folder);
    String models = "/health/cairn/imaging/models/";
    String json;
    try (var card =
        ModelServingTest.class.getResourceAsStream(models + "cheng-t1c-segmenter.json")) {
      json = new String(card.readAllBytes(), StandardCharsets.UTF_8);
    }
    Files.writeString(
        folder.resolve("card.json"),
        json.replaceFirst("\"cheng-t1c-segmenter\"", "\"site-segmenter\""));
    for (MatchResult file : FILE.matcher(json).results().toList()) {
      try (var network = ModelServingTest.class.getResourceAsStream(models + file.group(1))) {
        Files.copy(network, folder.resolve(file.group(1)));
      }
    }
  }

  private Path draw(int patients) throws IOException {
    return DrawnHeads.write(directory.resolve("cases"), patients);
  }
}
