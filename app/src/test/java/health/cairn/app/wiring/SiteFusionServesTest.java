package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.analysis.TypeWords;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.TumourType;
import health.cairn.app.models.ModelChoice;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.ServingFile;
import health.cairn.app.models.SiteFusion;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.fuse.FusionFit;
import health.cairn.imaging.fuse.FusionTemplate;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.ledger.merkle.Hash;
import health.cairn.sample.SamplePatient;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A fusion that a site has fitted and promoted answers in the next analysis, and what its member said by
/// itself is kept apart.
class SiteFusionServesTest {
  private static final String MEMBER = "cheng-t1c-classifier";

  @TempDir Path directory;

  @Test
  void analyzer_answersByTheRulesThatWerePromotedHere() throws Exception {
    Study study = sampleStudy();
    Path models = Files.createDirectory(directory.resolve("models"));
    promote(models, installed());

    try (SecondReader reader = new SecondReader(List.of(models), ServingFile.in(models))) {
      Analysis analysis = reader.analyzer().analyze(study, 0, Progress.NONE);

      Classification joined = analysis.classification().orElseThrow();
      assertEquals("site-1", joined.model().version());
      assertEquals(List.of(MEMBER), joined.voices().stream().map(v -> v.model().name()).toList());
      double surest =
          analysis.members().stream()
              .map(MemberSlice::answers)
              .flatMap(List::stream)
              .flatMap(answer -> answer.probabilities().stream())
              .mapToDouble(p -> p)
              .max()
              .orElseThrow();
      double fused =
          joined.probabilities().values().stream().mapToDouble(p -> p).max().orElseThrow();
      assertTrue(fused < surest, fused + " is as sure as " + surest);

      TumourType type = TypeWords.of(analysis);
      assertEquals(1, type.opinions().size());
      assertTrue(type.opinions().getFirst().model().startsWith(MEMBER), type.toString());
      assertFalse(type.rules().isEmpty());
      assertTrue(
          type.evidence().stream().anyMatch(f -> f.label().equals("Outlined share of the head")),
          type.toString());
    }
  }

  @Test
  void analyzer_answersAsShippedWhereThePromotedRulesWereFittedOnOtherNetworks() throws Exception {
    Path models = Files.createDirectory(directory.resolve("models"));
    promote(models, new Networks(new TreeMap<>(Map.of(MEMBER, Hash.sha256("older").hex()))));

    try (SecondReader reader = new SecondReader(List.of(models), ServingFile.in(models))) {
      ModelOffer serves = reader.offers().getFirst();
      assertEquals(FusedMember.NAME, serves.name());
      assertTrue(serves.standing().contains("as shipped: site-fusion 1"), serves.standing());
      assertTrue(reader.withoutCard(SiteFusion.NAME).isEmpty());
      StudyAnalyzer analyzer = reader.analyzer();
      assertTrue(analyzer.asServing());

      Analysis analysis = analyzer.analyze(sampleStudy(), 0, Progress.NONE);

      assertFalse(analysis.classification().orElseThrow().model().version().startsWith("site"));
      assertTrue(
          analysis.warnings().stream().anyMatch(w -> w.contains("other networks")),
          analysis.warnings().toString());
    }
  }

  @Test
  void choose_letsOtherModelsAnswerThisOnce() throws Exception {
    try (SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      List<ModelOffer> offers = reader.offers();
      assertEquals(Set.of(Task.CLASSIFY_T1C, Task.OUTLINE_T1C), serving(offers));
      assertEquals(offers.size(), offers.stream().map(ModelOffer::key).distinct().count());
      for (ModelOffer offer : offers) {
        assertFalse(offer.reached().isEmpty(), offer.name());
        assertFalse(offer.measuredOn().isBlank(), offer.name());
        assertEquals(64, offer.sha256().length(), offer.name());
        assertFalse(offer.licence().isBlank(), offer.name());
        assertTrue(offer.barred().isEmpty(), offer.name());
      }
      ModelOffer other =
          offers.stream()
              .filter(o -> o.task() == Task.CLASSIFY_T1C && !o.serves())
              .findFirst()
              .orElseThrow();
      assertFalse(reader.analyzer(new ModelWish(List.of(other.name()))).asServing());
      ModelOffer serves = offers.getFirst();
      assertTrue(serves.serves(), serves.name());
      assertTrue(reader.analyzer(new ModelWish(List.of(serves.key()))).asServing());
      ImagingException refused =
          assertThrows(
              ImagingException.class,
              () -> reader.analyzer(new ModelWish(List.of(other.name(), MEMBER))));
      assertEquals(ImagingException.Kind.REFUSED, refused.kind());
    }
  }

  @Test
  void choose_letsBrightnessAloneOutlineAndSaysHowBadlyThatFits() throws Exception {
    try (SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      ModelOffer offer =
          reader.offers().stream()
              .filter(o -> o.name().equals("k-means-baseline"))
              .findFirst()
              .orElseThrow();
      assertEquals(Task.OUTLINE_T1C, offer.task());
      assertFalse(offer.serves());
      assertEquals(
          new ModelOffer.Reached("mean Dice", "0.242", "0.169 to 0.331"),
          offer.reached().getFirst());

      Analysis analysis =
          reader
              .analyzer(new ModelWish(List.of("k-means-baseline")))
              .analyze(sampleStudy(), 0, Progress.NONE);

      Analysis.Tumour tumour = analysis.tumour().orElseThrow();
      assertEquals("k-means-baseline", tumour.segmentation().model().name());
      assertTrue(
          analysis.warnings().stream().anyMatch(w -> w.contains("An unsupervised baseline")),
          analysis.warnings().toString());
      assertTrue(
          analysis.warnings().stream()
              .anyMatch(w -> w.startsWith("k-means-baseline 1.0.0 was chosen for this look")),
          analysis.warnings().toString());
    }
  }

  @Test
  void analyze_storesWhatBrightnessAloneMarkedLikeAnyModelsOutline() throws Exception {
    try (DemoHome home = DemoHome.create("clusters")) {
      home.desk().importFrom(List.of(home.samplePatient()), Progress.NONE);
      String study = home.desk().worklist().getFirst().study().orElseThrow().studyInstanceUid();

      List<FindingView> findings =
          home.desk()
              .analyze(study, new ModelWish(List.of("fuzzy-c-means-baseline")), Progress.NONE);

      assertTrue(
          findings.stream().anyMatch(f -> f.author().equals("fuzzy-c-means-baseline 1.0.0")),
          findings.toString());
    }
  }

  /// The member as it is shipped.
  private static Networks installed() throws Exception {
    try (SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      return Networks.of(reader.withoutCard(MEMBER).orElseThrow());
    }
  }

  /// Lets rules serve that were fitted on one member's answers.
  private static void promote(Path models, Networks fittedOn) throws Exception {
    String rules =
        fittedOn.above(FusionFit.fit(sureAndOftenWrong(), FusionTemplate.text(), 1).text());
    new SiteFusion(models).write(rules);
    Files.writeString(
        models.resolve("models-serving.txt"),
        new ObjectMapper()
            .writeValueAsString(
                List.of(
                    new ServingDecision(
                        "ModelDecision/1",
                        SiteFusion.TASK.word(),
                        new ServingDecision.Chosen(
                            SiteFusion.NAME, "1", Hash.sha256(rules).hex(), ""),
                        null,
                        false,
                        "test",
                        "2026-11-22T00:00:00Z",
                        "",
                        null,
                        null))));
  }

  private Study sampleStudy() throws Exception {
    Path zip = directory.resolve("patient.zip");
    try (InputStream in = SamplePatient.bundledZip()) {
      Files.copy(in, zip);
    }
    return new DicomReader()
        .read(List.of(zip), Files.createDirectory(directory.resolve("scratch")), Progress.NONE)
        .studies()
        .getFirst();
  }

  private static Set<Task> serving(List<ModelOffer> offers) {
    return offers.stream()
        .filter(ModelOffer::serves)
        .map(ModelOffer::task)
        .collect(Collectors.toSet());
  }

  /// The member claims 0.97 each time and is right in six of ten.
  private static List<OutOfFold> sureAndOftenWrong() {
    Random random = new Random(7);
    List<OutOfFold> rows = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      int truth = random.nextInt(3);
      int said = random.nextDouble() < 0.6 ? truth : (truth + 1) % 3;
      List<Double> p = new ArrayList<>(List.of(0.01, 0.01, 0.01, 0.01));
      p.set(said, 0.97);
      rows.add(
          new OutOfFold(
              "i" + i,
              "p" + i,
              0,
              TumourClass.at(truth),
              MEMBER,
              p,
              Double.NaN,
              SliceEvidence.UNKNOWN));
    }
    return rows;
  }
}
