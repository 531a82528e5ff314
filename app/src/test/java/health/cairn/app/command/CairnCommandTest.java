package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.sample.SamplePatient;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line as scripts use it: exit codes, JSON on stdout, one sentence on stderr.
class CairnCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Path home;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void names() {
    home = directory.resolve("home");
    environment.put("CAIRN_PASSPHRASE", "test");
  }

  @Test
  void run_exits2WhenACommandIsUnknown() {
    assertEquals(2, run("frobnicate").exit());
  }

  @Test
  void run_saysThereIsNoDisplayWhenTheWindowIsAskedFor() {
    Ran ran = run();
    assertEquals(2, ran.exit());
    assertTrue(ran.err().contains("no display"), ran.err());
  }

  @Test
  void patients_exits3WhenThereIsNoHome() {
    Ran ran = run("patients");
    assertEquals(3, ran.exit());
    assertTrue(ran.err().contains("cairn init"), ran.err());
  }

  @Test
  void patients_exits4WhenThePassphraseIsWrong() {
    assertEquals(0, run("init").exit());
    environment.put("CAIRN_PASSPHRASE", "wrong");
    Ran ran = run("patients");
    assertEquals(4, ran.exit());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertFalse(ran.err().contains("wrong"), "the passphrase is not repeated");
  }

  @Test
  void init_exits3WhenThereIsAHomeAlready() {
    assertEquals(0, run("init").exit());
    assertEquals(3, run("init").exit());
  }

  @Test
  void import_takesTheGoodAndNamesTheBad() throws Exception {
    assertEquals(0, run("init").exit());
    Path sample = directory.resolve("patient.zip");
    try (InputStream in = SamplePatient.bundledZip()) {
      Files.copy(in, sample);
    }
    Path bad = Files.writeString(directory.resolve("letter.txt"), "Dear colleague");
    Path notFhir = Files.writeString(directory.resolve("notes.json"), "{\"hello\": 1}");
    Ran ran = run("import", sample.toString(), bad.toString(), notFhir.toString(), "--json");
    assertEquals(7, ran.exit(), ran.err());
    JsonNode summary = JSON.readTree(ran.out());
    assertEquals(
        summary.get("read").asInt(),
        summary.get("stored").asInt()
            + summary.get("merged").asInt()
            + summary.get("refused").size());
    assertEquals(2, summary.get("refused").size());
    assertTrue(ran.err().contains("letter.txt"), ran.err());
    assertTrue(ran.err().contains("notes.json"), ran.err());

    JsonNode rows = JSON.readTree(run("patients", "--json").out());
    assertEquals(1, rows.size());
    JsonNode labs =
        JSON.readTree(run("timeline", SamplePatient.PATIENT_ID, "--kind", "LAB", "--json").out());
    assertTrue(labs.size() > 50, "labs: " + labs.size());
  }

  @Test
  void import_exits3WhenNothingIsTaken() throws Exception {
    assertEquals(0, run("init").exit());
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Ran ran = run("import", empty.toString());
    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("empty"), ran.err());
  }

  @Test
  void verify_provesARecordAndFailsWhenAByteIsFlipped() throws Exception {
    assertEquals(0, run("init").exit());
    Path fhir = directory.resolve("jane.json");
    Files.writeString(
        fhir, "{\"resourceType\":\"Patient\",\"id\":\"jane\",\"name\":[{\"text\":\"Jane Roe\"}]}");
    assertEquals(0, run("import", fhir.toString()).exit());
    Path proof = directory.resolve("proof.json");
    assertEquals(0, run("proof", "Patient/jane", "--out", proof.toString()).exit());
    Ran good = run("verify", proof.toString(), "--json");
    assertEquals(0, good.exit(), good.err());
    JsonNode report = JSON.readTree(good.out());
    assertTrue(report.get("verified").asBoolean());
    assertEquals("not yet anchored", report.get("anchor").asText());

    byte[] bytes = Files.readAllBytes(proof);
    for (int at : List.of(10, bytes.length / 2, bytes.length - 10)) {
      byte[] flipped = bytes.clone();
      flipped[at] ^= 1;
      Files.write(proof, flipped);
      int exit = run("verify", proof.toString()).exit();
      assertEquals(5, exit, "byte " + at);
    }
  }

  @Test
  void patients_exits5WhenTheHomeLostItsDatabaseOrItsKeys() throws Exception {
    assertEquals(0, run("init").exit());
    Path keys = home.resolve("keys.json");
    Path kept = Files.move(keys, directory.resolve("kept.json"));
    assertEquals(5, run("patients").exit());
    assertEquals(5, run("init").exit());
    assertFalse(Files.exists(keys), "nothing was written into the home");
    Files.move(kept, keys);
    Files.delete(home.resolve("cairn.mv.db"));
    Ran ran = run("patients");
    assertEquals(5, ran.exit(), ran.err());
    assertFalse(Files.exists(home.resolve("cairn.mv.db")), "no empty database was made");
  }

  @Test
  void patients_exits5WhenTheDatabaseIsCutInHalf() throws Exception {
    assertEquals(0, run("init").exit());
    Path database = home.resolve("cairn.mv.db");
    byte[] whole = Files.readAllBytes(database);
    Files.write(database, java.util.Arrays.copyOf(whole, whole.length / 2));
    Ran ran = run("patients");
    assertEquals(5, ran.exit(), ran.err());
    assertTrue(ran.err().contains("damaged"), ran.err());
  }

  @Test
  void patients_opensAHomeWhoseLengthNobodyNoted() throws Exception {
    assertEquals(0, run("init").exit());
    Files.delete(home.resolve("cairn.length"));

    assertEquals(0, run("patients").exit());
    assertTrue(Files.exists(home.resolve("cairn.length")));
  }

  @Test
  void ledgerAnchor_exits6AndKeepsTheCheckpointWhenNobodyAnswers() throws Exception {
    assertEquals(0, run("init").exit());
    Path fhir = directory.resolve("jane.json");
    Files.writeString(fhir, "{\"resourceType\":\"Patient\",\"id\":\"jane\"}");
    assertEquals(0, run("import", fhir.toString()).exit());
    Ran ran =
        run(
            "ledger",
            "anchor",
            "--rpc",
            "http://127.0.0.1:1",
            "--chain-id",
            "1337",
            "--contract",
            "0x" + "1".repeat(40),
            "--json");
    assertEquals(6, ran.exit(), ran.err());
    JsonNode status = JSON.readTree(run("ledger", "status", "--json").out());
    assertEquals(1, status.get("waitingForChain").asInt());
  }

  @Test
  void modelList_namesTheShippedModelsWithTheirLicences() throws Exception {
    Ran ran = run("model", "list", "--json");
    assertEquals(0, ran.exit(), ran.err());
    Map<String, String> licences = new TreeMap<>();
    for (JsonNode model : JSON.readTree(ran.out()).get("models")) {
      JsonNode card = model.get("card");
      licences.put(card.get("name").asText(), card.get("licence").asText());
      assertFalse(model.get("awaitsLicence").asBoolean(), "nothing shipped is opt-in");
    }
    assertEquals("CC-BY-4.0", licences.get("cheng-t1c-segmenter"));
    assertEquals("CC-BY-4.0", licences.get("cheng-t1c-classifier"));
    assertEquals("CC-BY-SA-4.0", licences.get("hippocampus-segmenter"));
  }

  @Test
  void analyze_exits3AndNamesTheChoicesForAModelThatCannotAnswer() throws Exception {
    Path out = directory.resolve("out");
    Ran unknown =
        run("analyze", directory.toString(), "--model", "nobody", "--out", out.toString());
    assertEquals(3, unknown.exit(), unknown.err());
    assertEquals(1, unknown.err().lines().count(), unknown.err());
    assertTrue(unknown.err().contains("cheng-t1c-radiomics"), unknown.err());
    Ran two =
        run(
            "analyze",
            directory.toString(),
            "--model",
            "cheng-t1c-radiomics",
            "--model",
            "cheng-t1c-unet",
            "--out",
            out.toString());
    assertEquals(3, two.exit(), two.err());
    assertTrue(two.err().contains("choose one"), two.err());
  }

  @Test
  void modelList_exits7AndNamesAModelThatIsRefused() throws Exception {
    Path models = Files.createDirectories(home.resolve("models"));
    Files.writeString(models.resolve("forged.json"), "{}");
    Ran ran = run("model", "list");
    assertEquals(7, ran.exit());
    assertTrue(ran.err().contains("forged.json"), ran.err());
  }

  private Ran run(String... arguments) {
    return new Terminal(home).runIn(environment, (Object[]) arguments);
  }
}
