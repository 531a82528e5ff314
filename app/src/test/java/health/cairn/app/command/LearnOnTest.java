package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.learn.DrawnCases;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.AnalysisRows;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.radiomics.RadiomicsModel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From corrected cases to a fusion that serves, is tried on the site's own cases and is taken back, as a person
/// at the terminal does it.
class LearnOnTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void promotedFusion_isTriedOnTheSitesOwnCasesProvedAndTakenBack() throws Exception {
    Terminal terminal = new Terminal(directory.resolve("home"));
    done(terminal.run("init"));
    done(terminal.run("model", "activate", "cheng-t1c-classifier"));
    corrected(directory.resolve("home"), 250);
    Path plan = directory.resolve("plan.json");
    Files.writeString(
        plan, ChangePlan.shipped().text().replace("\"lockedShare\": 0.33", "\"lockedShare\": 0.6"));
    Path cases = DrawnHeads.write(directory.resolve("cases"), 20);
    Ran early = terminal.run("model", "acceptance", "site-fusion", cases, "--out", out());
    assertEquals(3, early.exit(), early.err());
    assertTrue(early.err().contains("There is no model site-fusion"), early.err());

    done(terminal.run("model", "learn", "plan", "--adopt", plan));
    done(terminal.run("model", "learn", "lock"));
    done(terminal.run("model", "learn", "challenge"));
    done(terminal.run("model", "learn", "test"));
    done(terminal.run("model", "learn", "promote", "--reason", "better calibrated"));

    Ran published = terminal.run("model", "acceptance", "site-fusion", cases, "--out", out());
    assertEquals(3, published.exit(), published.err());
    assertTrue(published.out().contains("the published figure less 0.20"), published.out());
    Ran own =
        terminal.run(
            "model",
            "acceptance",
            "site-fusion",
            cases,
            "--out",
            out(),
            "--criteria",
            undemanding());
    done(own);
    JsonNode verdict = JSON.readTree(out().resolve("acceptance.json").toFile());
    assertEquals("site-1", verdict.path("model").path("version").asText());
    assertEquals(20, verdict.path("cases").path("patients").asInt());
    JsonNode looks = verdict.path("looks");
    assertEquals(20, looks.size());
    assertTrue(looks.path(0).path("numbers").has("tumour slice contrast"), looks.toString());
    assertTrue(looks.path(0).path("numbers").has("p(glioma)"), looks.toString());
    analysed(directory.resolve("home"), verdict, 29);
    assertTrue(terminal.run("model", "drift").out().contains("29 of the 30"), "too early");
    analysed(directory.resolve("home"), verdict, 1);
    Ran drift = terminal.run("model", "drift");
    assertEquals(3, drift.exit(), drift.err());
    assertTrue(drift.out().contains("against the 20 cases of ModelAcceptance/2"), drift.out());
    assertTrue(drift.out().contains("CHANGED p(glioma)"), drift.out());
    for (String record :
        List.of("ModelDecision/2", "LearningTest/1", "LearningChallenger/1", "ModelAcceptance/2")) {
      Path proof = directory.resolve("proof.json");
      done(terminal.run("proof", record, "--out", proof));
      done(terminal.run("verify", proof));
    }

    done(terminal.run("model", "rollback", "fuse-t1c"));
    Ran gone = terminal.run("model", "acceptance", "site-fusion", cases, "--out", out());
    assertEquals(3, gone.exit(), gone.err());
  }

  @Test
  void acceptance_takesMeasuredFeaturesAndTheirActivationNamesIt() throws Exception {
    Terminal terminal = new Terminal(directory.resolve("home"));
    done(terminal.run("init"));
    Path cases = DrawnHeads.write(directory.resolve("cases"), 20);

    Ran published =
        terminal.run("model", "acceptance", "cheng-t1c-radiomics", cases, "--out", out());
    assertEquals(3, published.exit(), published.err());
    JsonNode figure =
        JSON.readTree(out().resolve("acceptance.json").toFile()).path("figures").path(0);
    double said = published("cheng-t1c-radiomics").path("patientAccuracy").asDouble();
    assertEquals(said - 0.20, figure.path("threshold").asDouble(), 1e-9);
    done(
        terminal.run(
            "model",
            "acceptance",
            "cheng-t1c-radiomics",
            cases,
            "--out",
            out(),
            "--criteria",
            undemanding()));

    done(terminal.run("model", "activate", "cheng-t1c-radiomics"));
    JsonNode decision =
        JSON.readTree(terminal.run("model", "list", "--json").out()).path("decisions").path(0);
    assertEquals("ModelAcceptance/2", decision.path("acceptance").asText());
  }

  @Test
  void acceptance_comparesWithWhatACardSaysOfSlicesWithATumour() throws Exception {
    Terminal terminal = new Terminal(directory.resolve("home"));
    done(terminal.run("init"));
    Path cases = DrawnHeads.write(directory.resolve("cases"), 20);

    Ran ran = terminal.run("model", "acceptance", "cheng-t1c-vgg19", cases, "--out", out());

    assertEquals(3, ran.exit(), ran.err());
    JsonNode figures = JSON.readTree(out().resolve("acceptance.json").toFile()).path("figures");
    assertEquals("classification.accuracy", figures.path(1).path("metric").asText());
    double said = published("cheng-t1c-vgg19").path("accuracy").asDouble();
    assertEquals(said - 0.20, figures.path(1).path("threshold").asDouble(), 1e-9);
  }

  /// What a shipped card says the model reached.
  private static JsonNode published(String name) throws Exception {
    String folder = name.equals(RadiomicsModel.NAME) ? "radiomics" : "models";
    try (InputStream card =
        Objects.requireNonNull(
            ModelRef.class.getResourceAsStream(
                "/health/cairn/imaging/%s/%s.json".formatted(folder, name)),
            name)) {
      return JSON.readTree(card).path("metrics");
    }
  }

  private static void done(Ran ran) {
    assertEquals(0, ran.exit(), ran.err() + ran.out());
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  private Path out() {
    return directory.resolve("o");
  }

  private Path undemanding() throws Exception {
    Path criteria = directory.resolve("criteria.json");
    Files.writeString(
        criteria,
        """
        {"name": "drawings", "version": "1", "minimumPatients": 20, "criteria": [
          {"task": "classify", "metric": "classification.accuracy",
           "bound": "classification.accuracyCi95", "atLeast": 0.0}]}
        """);
    return criteria;
  }

  /// As if the accepted fusion had answered so many times since, always surer of a glioma than on the accepted
  /// cases, which it saw in the same light.
  private static void analysed(Path home, JsonNode verdict, int analyses) throws Exception {
    JsonNode model = verdict.path("model");
    String models =
        "cheng-t1c-segmenter 1.1.0 0123456789ab, %s %s %s"
            .formatted(
                model.path("name").asText(),
                model.path("version").asText(),
                model.path("sha256").asText().substring(0, 12));
    Home there = new Home(home);
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.open(there.keyFile(), phrase);
        Database database = Database.open(there, keys)) {
      database.write(
          connection -> {
            for (int i = 0; i < analyses; i++) {
              ObjectNode row = JSON.createObjectNode();
              ObjectNode numbers = row.putObject("numbers");
              verdict
                  .path("looks")
                  .path(i % 20)
                  .path("numbers")
                  .properties()
                  .forEach(n -> numbers.set(n.getKey(), n.getValue()));
              numbers.put("p(glioma)", 2.0 + i);
              row.putObject("words");
              new AnalysisRows(connection)
                  .add(LocalDate.of(2026, 11, 23), models, row.toString(), List.of());
            }
            return true;
          });
    }
  }

  /// As if so many findings had been corrected here: the shipped network answered, and was far too sure.
  private static void corrected(Path home, int patients) throws Exception {
    Home there = new Home(home);
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.open(there.keyFile(), phrase);
        Database database = Database.open(there, keys);
        SecondReader reader = new SecondReader(there)) {
      DrawnCases.add(database, reader.networks(), patients, 1, 2.8);
    }
  }
}
