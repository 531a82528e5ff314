package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.analysis.Networks;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.learn.DrawnCases;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.inference.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks that were trained anew come to a site with cases that others answered: they are asked about the slices
/// that were kept, tested on locked patients, and answer only after that. As a person at the terminal does it.
class RetrainedNetworkTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENTS = 30;

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void correctedCasesOfANetworkThatIsGone() throws Exception {
    terminal = new Terminal(directory.resolve("home"));
    done(terminal.run("init"));
    Path heads = DrawnHeads.write(directory.resolve("heads"), PATIENTS);
    Networks gone = new Networks(new TreeMap<>(Map.of("gone", "0".repeat(64))));
    database(
        database -> {
          DrawnCases.addSlices(database, gone, heads, PATIENTS);
          return true;
        });
  }

  @Test
  void networkOfTheKind_joinsTheOthersOnlyOnceItPassedOnLockedSlices() throws Exception {
    JsonNode status = JSON.readTree(terminal.run("model", "learn", "status", "--json").out());
    assertEquals(0, status.path("leftOut").asInt(), "all of them can be asked about");
    assertEquals(PATIENTS, status.path("patients").asInt());
    done(terminal.run("model", "learn", "plan", "--adopt", undemanding()));
    done(terminal.run("model", "learn", "lock"));
    done(terminal.run("model", "add", parts("cheng-t1c-vgg16", 2)));
    String shipped = answering();

    Ran unknown = terminal.run("model", "learn", "challenge", "--with", "cheng-t1c-vgg16@7");
    assertEquals(3, unknown.exit(), unknown.err());
    Ran outlines = terminal.run("model", "learn", "challenge", "--with", "cheng-t1c-segmenter");
    assertTrue(outlines.err().contains("does not say what kind"), outlines.err());
    done(terminal.run("model", "learn", "challenge", "--with", "cheng-t1c-vgg16@9.9.9"));
    assertEquals(shipped, answering(), "nothing answers before a person says so");
    done(terminal.run("model", "learn", "test"));
    done(terminal.run("model", "learn", "promote", "--reason", "trained on our cases"));

    assertTrue(answering().contains("site-1"), answering());
    Path card = added("cheng-t1c-vgg16");
    String text = Files.readString(card);
    Files.writeString(card, text.replace("250.0", "200.0"));
    assertEquals(shipped, answering(), "what it is shown is part of what was tested");
    Files.writeString(card, text);
    assertTrue(answering().contains("site-1"), answering());
    done(terminal.run("model", "rollback", "fuse-t1c"));
    assertEquals(shipped, answering());
  }

  @Test
  void networkThatOutlines_servesOnlyOnceItPassedOnOutlinesOfLockedPatients() throws Exception {
    done(terminal.run("model", "learn", "plan", "--adopt", undemanding()));
    done(terminal.run("model", "add", parts("cheng-t1c-segmenter", 1)));
    Ran early = terminal.run("model", "learn", "test", "--model", "cheng-t1c-segmenter@9.9.9");
    assertEquals(3, early.exit(), early.err());
    assertTrue(early.err().contains("of 0 locked patients; the plan wants 10"), early.err());
    done(terminal.run("model", "learn", "lock"));
    outlined(directory.resolve("heads"));

    Ran untested =
        terminal.run("model", "learn", "promote", "--model", "cheng-t1c-segmenter@9.9.9");
    assertEquals(3, untested.exit(), untested.err());
    assertTrue(untested.err().contains("was not tested"), untested.err());
    Ran itself =
        terminal.run("model", "learn", "test", "--model", "cheng-t1c-segmenter@" + shipped());
    assertTrue(itself.err().contains("outlines here already"), itself.err());
    Ran tested =
        terminal.run("model", "learn", "test", "--model", "cheng-t1c-segmenter@9.9.9", "--json");
    done(tested);
    JsonNode test = JSON.readTree(tested.out());
    assertEquals(10, test.path("patients").asInt());
    assertTrue(test.path("championDice").asDouble() > 0.1, "discs are bright: " + test);
    assertNotEquals(test.path("championDice"), test.path("challengerDice"));
    done(terminal.run("model", "learn", "promote", "--model", "cheng-t1c-segmenter@9.9.9"));

    JsonNode decision =
        JSON.readTree(terminal.run("model", "list", "--json").out()).path("decisions").path(0);
    assertEquals("segment-t1c", decision.path("task").asText());
    assertEquals("9.9.9", decision.path("model").path("version").asText());
    assertEquals("LearningOutlineTest/1", decision.path("acceptance").asText());
    done(terminal.run("model", "rollback", "segment-t1c"));
  }

  private static void done(Ran ran) {
    assertEquals(0, ran.exit(), ran.err() + ran.out());
    assertFalse(ran.err().contains("Exception"), ran.err());
  }

  /// A plan that lets everything pass: what is tested here is the way, not the networks.
  private Path undemanding() throws Exception {
    ObjectNode plan = (ObjectNode) JSON.readTree(ChangePlan.shipped().text());
    ((ObjectNode) plan.path("bounds"))
        .put("leastTemperature", 0.0)
        .put("mostTemperature", 1e9)
        .put("mostMeanShift", 1.0);
    ((ObjectNode) plan.path("verification"))
        .put("logLossDifferenceBelow", 1e9)
        .put("accuracyDifferenceAtLeast", -1.0)
        .put("calibrationErrorRiseAtMost", 1.0);
    ((ObjectNode) plan.path("data"))
        .put("leastPatients", 20)
        .put("leastPatientsPerClass", 1)
        .put("leastLockedPatients", 10);
    ((ObjectNode) plan.path("retraining"))
        .put("diceDifferenceAbove", -1.1)
        .put("leastLockedPatients", 10);
    Path file = directory.resolve("plan.json");
    Files.writeString(file, plan.toString());
    return file;
  }

  /// A model of the first parts of a shipped one, as if it had been trained anew.
  private Path parts(String name, int parts) throws Exception {
    Path pack = Files.createDirectory(directory.resolve("pack"));
    ObjectNode card = (ObjectNode) JSON.readTree(resource(name + ".json"));
    card.put("version", "9.9.9");
    ArrayNode files = (ArrayNode) card.path("files");
    while (files.size() > parts) {
      files.remove(files.size() - 1);
    }
    for (JsonNode file : files) {
      ((ObjectNode) file).remove("explain");
      Files.write(pack.resolve(file.path("file").asText()), resource(file.path("file").asText()));
    }
    Files.writeString(pack.resolve(name + ".json"), card.toString());
    return pack;
  }

  private static String shipped() throws Exception {
    return JSON.readTree(resource("cheng-t1c-segmenter.json")).path("version").asText();
  }

  private static byte[] resource(String file) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            ModelRef.class.getResourceAsStream("/health/cairn/imaging/models/" + file), file)) {
      return in.readAllBytes();
    }
  }

  /// The card of a model in the home.
  private Path added(String name) throws Exception {
    try (var files = Files.walk(directory.resolve("home/models"))) {
      return files
          .filter(f -> f.toString().endsWith(".json"))
          .filter(f -> new String(bytes(f), StandardCharsets.UTF_8).contains(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /// Who would answer an analysis now, by version and networks.
  private String answering() throws Exception {
    Home home = new Home(directory.resolve("home"));
    try (SecondReader reader = new SecondReader(home)) {
      return reader.offers().stream()
          .filter(o -> o.serves() && o.name().equals(FusedMember.NAME))
          .map(o -> o.version() + " " + o.sha256())
          .findFirst()
          .orElseThrow();
    }
  }

  /// As if a reader had outlined every patient's disc before the patients were locked.
  private void outlined(Path heads) throws Exception {
    database(
        database ->
            database.write(
                connection -> {
                  try (PreparedStatement patients =
                          connection.prepareStatement(
                              "select pseudonym from learning_example order by number");
                      var row = patients.executeQuery();
                      PreparedStatement insert =
                          connection.prepareStatement(
                              "insert into learning_outline(pseudonym, correction, label, image,"
                                  + " mask) values (?, ?, 'glioma', ?, ?)")) {
                    for (int i = 0; row.next(); i++) {
                      insert.setString(1, row.getString(1));
                      insert.setString(2, "%032x".formatted(i));
                      insert.setBytes(3, bytes(heads.resolve("images/c" + i + ".png")));
                      insert.setBytes(4, bytes(heads.resolve("masks/c" + i + ".png")));
                      insert.executeUpdate();
                    }
                  }
                  return true;
                }));
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    boolean with(Database database) throws Exception;
  }

  private void database(Work work) throws Exception {
    Home home = new Home(directory.resolve("home"));
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.open(home.keyFile(), phrase);
        Database database = Database.open(home, keys)) {
      assertTrue(work.with(database));
    }
  }
}
