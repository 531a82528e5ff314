package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.TrialModel;
import health.cairn.app.desk.TrialView;
import health.cairn.app.wiring.DemoHome;
import health.cairn.imaging.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hospital tries models on its own studies as they are (DICOM), with what its people outlined and named.
class SiteDicomTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SEGMENTER = "cheng-t1c-segmenter";
  private static final String CLASSIFIER = "cheng-t1c-classifier";
  private static final String CLASSES_AND_NONE = "cheng-t1c-radiomics";

  @TempDir Path directory;
  private Terminal terminal;
  private DrawnSite site;

  @BeforeEach
  void init() throws Exception {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
    site = new DrawnSite(directory.resolve("site"));
  }

  @Test
  void acceptance_judgesBothKindsOfModelOnOneFolderAndNamesNobody() throws Exception {
    site.patients(0, 21);
    List<String> said = new ArrayList<>();

    Ran outlined = accept(SEGMENTER);

    said.add(outlined.out() + outlined.err());
    assertEquals(0, outlined.exit(), outlined.err() + outlined.out());
    JsonNode record = record(SEGMENTER);
    assertEquals(21, record.path("cases").path("patients").asInt());
    assertEquals(21 * 3, record.path("cases").path("cases").asInt());
    String groups = record.path("groups").path("known").toString();
    for (String group :
        List.of(
            "\"Siemens\"", "\"GE\"", "\"1.5\"", "\"3\"", "\"axial\"", "\"60 and over\"", "\"F\"")) {
      assertTrue(groups.contains(group), group + " in " + groups);
    }
    assertEquals("[]", record.path("groups").path("notRecorded").toString());
    assertEquals(21, record.path("looks").size());
    JsonNode metrics = metrics(SEGMENTER);
    assertTrue(metrics.path("segmentation").path("diceMean").asDouble() > 0.3, metrics.toString());

    Ran named = accept(CLASSIFIER);

    said.add(named.out() + named.err());
    assertEquals(0, named.exit(), named.err() + named.out());
    assertEquals(21, record(CLASSIFIER).path("cases").path("patients").asInt());
    assertEquals(
        record.path("cases").path("digest"), record(CLASSIFIER).path("cases").path("digest"));
    Path proof = directory.resolve("proof.json");
    assertEquals(0, terminal.run("proof", "ModelAcceptance/2", "--out", proof).exit());
    said.add(Files.readString(proof));
    assertNobodyIsNamed(said);
  }

  @Test
  void kindsWithoutOutlines_areForAModelThatNamesKindsOnly() throws Exception {
    for (int i = 0; i < 3; i++) {
      site.series(i, true);
      site.name(i, DrawnSite.kind(i));
    }

    Ran named = evaluate(CLASSIFIER);

    assertEquals(0, named.exit(), named.err());
    JsonNode metrics = metrics(CLASSIFIER);
    assertEquals(3, metrics.path("patients").asInt());
    assertEquals(metrics.path("cases"), metrics.path("classification").path("images"));
    assertTrue(metrics.path("segmentation").isMissingNode(), metrics.toString());
    assertTrue(
        metrics.path("groups").path("tumourSize").isMissingNode(),
        "nobody drew how large they are");
    assertRefused(SEGMENTER, "only a model that names kinds can be tried on it");
  }

  @Test
  void outlinesWithoutKinds_areForAModelThatOutlinesOnly() throws Exception {
    for (int i = 0; i < 3; i++) {
      site.outline(i, site.series(i, true), DrawnSite.BY_HAND, 0);
    }

    assertEquals(0, evaluate(SEGMENTER).exit());
    assertEquals(3, metrics(SEGMENTER).path("patients").asInt());
    assertRefused(CLASSIFIER, "only a model that outlines can be tried on it");
  }

  @Test
  void acceptance_namesEachProblemByFileAndJudgesTheOthers() throws Exception {
    site.patients(0, 20);
    site.series(20, false);
    Path beside = site.outline(21, site.series(21, true), DrawnSite.BY_HAND, 1.3);
    site.series(22, true);
    Path byProgram = site.outline(23, site.series(23, true), DrawnSite.BY_PROGRAM, 0);
    Path twice = site.series(24, true);
    Path first = site.outline(24, twice, DrawnSite.BY_HAND, 0);
    Path second = site.outline(24, twice, DrawnSite.BY_HAND, 0);
    site.series(25, true);
    site.name(25, "none");
    Path text = Files.writeString(site.folder().resolve("notes.txt"), "no image");

    Ran ran = accept(SEGMENTER);

    assertEquals(7, ran.exit(), ran.err() + ran.out());
    assertEquals(20, record(SEGMENTER).path("cases").path("patients").asInt());
    assertTrue(
        record(SEGMENTER).path("warnings").toString().contains("6 of 26 studies were left out."));
    said(ran, "study20", "is of a study without a series of T1 after contrast agent");
    said(ran, beside.getFileName().toString(), "lies on another grid than the series");
    said(ran, "study22", "without an outline (DICOM Segmentation) that a person drew");
    said(ran, byProgram.getFileName().toString(), "a program drew it");
    said(ran, first.getFileName().toString(), "one of several outlines");
    said(ran, second.getFileName().toString(), "one of several outlines");
    said(ran, "study25", "nothing to outline");
    said(ran, text.getFileName().toString(), "is not DICOM");
    assertEquals(
        8, ran.err().lines().filter(l -> l.contains(site.folder().toString())).count(), ran.err());
    assertNobodyIsNamed(List.of(ran.out() + ran.err()));
  }

  @Test
  void patientsWhoseKindIsNoneThatTheModelKnows_areLeftOut() throws Exception {
    site.patients(0, 2);
    for (int i = 2; i < 5; i++) {
      site.series(i, true);
    }
    site.name(2, "none");
    site.name(3, "melanoma");

    Ran ran = evaluate(CLASSIFIER);

    assertEquals(7, ran.exit(), ran.err() + ran.out());
    assertEquals(2, metrics(CLASSIFIER).path("patients").asInt());
    said(ran, "study2", "whose kind the model does not know");
    said(ran, "kinds.csv", "line 5 names no kind (glioma, meningioma, pituitary, none)");
    said(ran, "study3", "kinds.csv names no kind");
    said(ran, "study4", "kinds.csv names no kind");
    assertNobodyIsNamed(List.of(ran.out() + ran.err()));
  }

  @Test
  void acceptance_saysHowManyWereLeftOutWhereTooFewRemain() throws Exception {
    site.patients(0, 2);
    site.series(2, true);

    Ran ran = accept(SEGMENTER);

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("2 patients"), ran.err());
    assertTrue(ran.err().contains("1 of 3 studies were left out."), ran.err());
    said(ran, "study2", "without an outline");
    assertFalse(Files.exists(out(SEGMENTER)));
  }

  @Test
  void evaluate_takesSlicesOfPatientsWithoutATumour() throws Exception {
    site.patients(0, 3);
    site.series(3, true);
    site.name(3, "none");

    Ran ran = evaluate(SEGMENTER, CLASSES_AND_NONE);

    assertEquals(0, ran.exit(), ran.err());
    JsonNode metrics = metrics(SEGMENTER);
    assertEquals(4, metrics.path("patients").asInt());
    assertEquals("site-dicom", metrics.path("dataset").asText());
    assertTrue(
        metrics.path("segmentation").path("tumourFree").path("images").asInt() > 0,
        metrics.toString());
    Ran fold = terminal.run("evaluate", site.folder(), "--out", out("fold"), "--fold", 1);
    assertEquals(3, fold.exit(), fold.err());
    assertTrue(fold.err().contains("have no folds"), fold.err());
  }

  @Test
  void tryOn_takesTheSameFolderInTheWindow() throws Exception {
    site.patients(0, 20);
    site.series(20, true);
    try (DemoHome demo = DemoHome.create("reader")) {
      ModelCare care = demo.desk().care();
      String key =
          care.triable().stream()
              .map(TrialModel::key)
              .filter(k -> k.startsWith(SEGMENTER))
              .findFirst()
              .orElseThrow();

      TrialView view = care.tryOn(key, site.folder(), Progress.NONE);

      assertEquals(20, view.patients());
      assertTrue(view.groups().stream().anyMatch(g -> g.startsWith("vendor GE")), view.toString());
      assertTrue(
          view.warnings().stream()
              .anyMatch(w -> w.contains("study20") && w.contains("without an outline")),
          view.warnings().toString());
    }
  }

  private Ran evaluate(String... models) {
    List<Object> typed =
        new ArrayList<>(List.of("evaluate", site.folder(), "--out", out(models[0])));
    for (String model : models) {
      typed.addAll(List.of("--model", model));
    }
    return terminal.run(typed.toArray());
  }

  private JsonNode metrics(String model) throws Exception {
    return JSON.readTree(out(model).resolve("metrics.json").toFile());
  }

  private Ran accept(String model) throws Exception {
    return terminal.run(
        "model",
        "acceptance",
        model,
        site.folder(),
        "--out",
        out(model),
        "--criteria",
        undemanding());
  }

  private Path out(String model) {
    return directory.resolve("out").resolve(model);
  }

  private JsonNode record(String model) throws Exception {
    return JSON.readTree(out(model).resolve("acceptance.json").toFile());
  }

  private void assertRefused(String model, String why) throws Exception {
    Ran ran = accept(model);
    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains(why), ran.err());
  }

  private static void said(Ran ran, String file, String reason) {
    assertTrue(
        ran.err().lines().anyMatch(line -> line.contains(file) && line.contains(reason)),
        file + " " + reason + " in " + ran.err());
  }

  private Path undemanding() throws Exception {
    return Files.writeString(
        directory.resolve("criteria.json"),
        """
        {"name": "drawings", "version": "1", "minimumPatients": 20, "criteria": [
          {"task": "segment", "metric": "segmentation.diceMean",
           "bound": "segmentation.diceCi95", "atLeast": 0.0},
          {"task": "classify", "metric": "classification.accuracy",
           "bound": "classification.accuracyCi95", "atLeast": 0.0}]}
        """);
  }

  private void assertNobodyIsNamed(List<String> said) throws Exception {
    List<String> all = new ArrayList<>(said);
    try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    assertTrue(all.size() >= said.size() + 2, "something was written");
    for (String text : all) {
      for (String secret : DrawnSite.secrets(30)) {
        assertFalse(
            text.toLowerCase(Locale.ROOT).contains(secret.toLowerCase(Locale.ROOT)),
            secret + " in " + text);
      }
    }
  }
}
