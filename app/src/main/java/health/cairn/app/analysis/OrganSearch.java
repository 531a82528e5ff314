package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.OrganPart;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.organ.Hippocampus;
import health.cairn.imaging.organ.HippocampusFinder;
import health.cairn.imaging.segment.Placed;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Adds the organs at risk to an analysis: the hippocampi on a 3-D T1, before contrast agent where there
/// is one, and how far each lies from the tumour.
public final class OrganSearch {
  private final HippocampusFinder hippocampus;

  public OrganSearch(HippocampusFinder hippocampus) {
    this.hippocampus = hippocampus;
  }

  /// Who outlines them.
  public ModelRef model() {
    return hippocampus.model();
  }

  /// The series that is looked at first; empty where there is none to look at.
  public static Optional<Reading> first(Analysis analysis) {
    return candidates(analysis).findFirst();
  }

  private static Stream<Reading> candidates(Analysis analysis) {
    return Stream.of(SequenceRole.T1, SequenceRole.T1C)
        .flatMap(role -> Optional.ofNullable(analysis.sequences().get(role)).stream());
  }

  /// @param points that a reader has placed in the hippocampi, patient millimetres; the program looks for
  ///   both itself where there are none
  /// @return the analysis with what was found, or with a warning that says why nothing was
  public Analysis add(Analysis analysis, List<PatientPoint> points, Progress progress)
      throws ImagingException {
    long start = System.nanoTime();
    Analysis with = search(analysis, points, progress);
    return with.withTimings(with.timings().withOrgans((System.nanoTime() - start) / 1_000_000));
  }

  private Analysis search(Analysis analysis, List<PatientPoint> points, Progress progress)
      throws ImagingException {
    List<Reading> candidates = candidates(analysis).toList();
    List<String> reasons = new ArrayList<>();
    for (Reading reading : candidates) {
      Placed placed =
          new Placed(
              reading.stack().volume(),
              reading.stack().spacingKnown(),
              reading.stack().orientationKnown());
      Hippocampus.Answer answer =
          points.isEmpty()
              ? hippocampus.find(placed, progress)
              : hippocampus.at(placed, points, progress);
      switch (answer) {
        case Hippocampus.Found found -> {
          return analysis.withOrgans(organs(found, reading, analysis), notes(found, reading));
        }
        case Hippocampus.NotFound none ->
            reasons.add(reading.series().role() + ": " + none.reason());
      }
    }
    return analysis.withOrgans(
        List.of(),
        candidates.isEmpty()
            ? List.of("There is no T1 series: no organ was outlined.")
            : List.of("No organ was outlined. " + String.join(" ", reasons)));
  }

  private List<String> notes(Hippocampus.Found found, Reading reading) {
    List<String> notes = new ArrayList<>(found.notes());
    if (reading.series().role() == SequenceRole.T1C) {
      notes.add(
          "The hippocampus was outlined on T1 after contrast agent; its model has learnt from T1"
              + " without.");
    }
    return notes;
  }

  private List<Organ> organs(Hippocampus.Found found, Reading reading, Analysis analysis) {
    Optional<TumourSurface> tumour =
        analysis.tumour().flatMap(t -> TumourSurface.of(masks(t.regions()), grid(reading)));
    List<String> notes = new ArrayList<>();
    if (tumour.isEmpty()) {
      notes.add(
          analysis.tumour().filter(t -> !t.regions().isEmpty()).isPresent()
              ? "How far it lies from the tumour is not known: the series have different frames of"
                  + " reference."
              : "There is no outlined tumour to measure a distance to.");
    }
    List<Organ> organs = new ArrayList<>();
    for (Hippocampus one : found.organs()) {
      List<OrganPart> parts =
          one.parts().stream()
              .filter(part -> !part.segment().mask().isEmpty())
              .map(
                  part ->
                      new OrganPart(
                          part.segment(),
                          part.uncertainty(),
                          part.rgb(),
                          TumourSurface.distance(tumour, part.segment().mask())))
              .toList();
      organs.add(
          new Organ(
              one.side().word() + " hippocampus",
              one.side(),
              parts,
              one.volumeMl(),
              one.volumeCi95Ml(),
              one.volumeRangeMl(),
              one.spreadMm(),
              one.boxes(),
              one.meanProbability(),
              parts.stream()
                  .map(OrganPart::toTumourMm)
                  .filter(OptionalDouble::isPresent)
                  .mapToDouble(OptionalDouble::getAsDouble)
                  .min(),
              hippocampus.model(),
              reading,
              notes));
    }
    return organs;
  }

  private static List<Mask> masks(List<Outlined> outlined) {
    return outlined.stream().map(o -> o.found().segment().mask()).toList();
  }

  private static Grid grid(Reading reading) {
    return reading.stack().volume().grid();
  }
}
