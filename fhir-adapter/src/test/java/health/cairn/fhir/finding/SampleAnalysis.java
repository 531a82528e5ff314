package health.cairn.fhir.finding;

import health.cairn.fhir.Code;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An analysis with everything in it, for tests.
final class SampleAnalysis {
  static final ModelAuthor SEGMENTER = new ModelAuthor("cairn-segment", "1.0.0", "ab".repeat(32));
  static final ModelAuthor CLASSIFIER = new ModelAuthor("cairn-classify", "1.1.0", "cd".repeat(32));
  static final RecordIds IDS = RecordIds.derivedFrom("analysis-1");
  static final Person READER = new Person("lee", "Dr. Lee");
  static final Instant ANALYSED = Instant.parse("2026-11-20T12:00:00Z");

  private SampleAnalysis() {}

  static Analysis of(boolean abstained) {
    SourceStudy study =
        new SourceStudy(
            "1.2.826.0.1.3680043.2.1143.1",
            Optional.empty(),
            Optional.of(Instant.parse("2026-11-19T09:30:00Z")),
            "MR head",
            "A-1",
            List.of(
                series("1.2.826.0.1.3680043.2.1143.1.1", 1, "T1 post", true),
                series("1.2.826.0.1.3680043.2.1143.1.2", 2, "FLAIR", false)));
    Analysis.KeySlice slice = new Analysis.KeySlice("1.2.826.0.1.3680043.2.1143.1.1", 14);
    Analysis.Tumour core =
        new Analysis.Tumour(
            "Enhancing tumour",
            SEGMENTER,
            12.4,
            Optional.of(new Analysis.Interval(11.1, 13.9)),
            Optional.of(31.0),
            Optional.of(24.5),
            0.12,
            List.of("Brighter than white matter after contrast in 9 of 22 slices."),
            Optional.of(slice));
    Analysis.Classification type =
        new Analysis.Classification(
            CLASSIFIER,
            List.of(
                new Analysis.Category(
                    "glioma", Optional.of(Code.snomed("393564001", "Glioma")), 0.91),
                new Analysis.Category("meningioma", Optional.empty(), 0.06),
                new Analysis.Category("pituitary", Optional.empty(), 0.03)),
            abstained,
            0.3,
            List.of("The attention lies within the tumour."),
            Optional.empty());
    return new Analysis("Patient/sample-1", study, List.of(core), Optional.of(type), ANALYSED);
  }

  /// What a person outlined in the same study.
  static OwnFinding own() {
    Analysis sample = of(false);
    return new OwnFinding(
        sample.patientReference(),
        sample.study(),
        READER,
        ANALYSED,
        "Tumour",
        3.2,
        21.0,
        17.5,
        "Missed by every model.",
        sample.tumours().getFirst().keySlice());
  }

  private static SourceStudy.SourceSeries series(
      String uid, int number, String description, boolean analysed) {
    return new SourceStudy.SourceSeries(
        uid, number, "MR", description, 22, "ef".repeat(32), analysed);
  }
}
