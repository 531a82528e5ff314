package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.KeptOutlines.Outline;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.dicom.MeasurementReport;
import health.cairn.imaging.dicom.MeasurementReport.Group;
import health.cairn.imaging.dicom.MeasurementReport.Measurement;
import health.cairn.imaging.dicom.MeasurementReportWriter;
import health.cairn.imaging.dicom.ReportCodes;
import health.cairn.imaging.dicom.RtStructWriter;
import health.cairn.imaging.dicom.RtStructWriter.Interpretation;
import health.cairn.imaging.dicom.RtStructWriter.Roi;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegOrigin;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Files for dose planning of what a study's records hold now: tumours, organs at risk, and what is measured on the
/// organs as they are outlined now.
public final class KeptStructures {
  private static final String HIPPOCAMPUS = "5366008"; // SNOMED CT

  private final Optional<KeptOutlines> tumours;
  private final Optional<KeptOutlines> organs;
  private final List<String> leftOut = new ArrayList<>();

  private KeptStructures(Optional<KeptOutlines> tumours, Optional<KeptOutlines> organs) {
    this.tumours = tumours;
    this.organs = organs;
    tumours.ifPresent(t -> leftOut.addAll(t.leftOut()));
    organs.ifPresent(o -> leftOut.addAll(o.leftOut()));
  }

  /// What is outlined as an RT Structure Set and as Segmentation objects: tumours, and organs at risk with a
  /// report of their measurements.
  ///
  /// @param tumours empty where none is outlined; organs likewise
  /// @return the files, and what is not among them
  /// @throws IllegalArgumentException where both are empty
  public static StructuresWritten write(
      Optional<KeptOutlines> tumours, Optional<KeptOutlines> organs, Path directory)
      throws ImagingException {
    if (tumours.isEmpty() && organs.isEmpty()) {
      throw new IllegalArgumentException("nothing is outlined");
    }
    return new KeptStructures(tumours, organs).write(directory);
  }

  private StructuresWritten write(Path directory) throws ImagingException {
    List<Path> files = new ArrayList<>();
    if (tumours.isPresent()) {
      files.add(segmentation(tumours.get(), directory.resolve(ResultObjects.SEGMENTATION)).file());
    }
    if (organs.isPresent()) {
      WrittenObject outlines = segmentation(organs.get(), directory.resolve(ResultObjects.ORGANS));
      files.add(outlines.file());
      files.add(
          new MeasurementReportWriter()
              .write(
                  measured(organs.get(), outlines), directory.resolve(ResultObjects.MEASUREMENTS))
              .file());
    }
    Path structures = directory.resolve(PlanningStructures.NAME);
    Reading reading = tumours.or(() -> organs).orElseThrow().reading();
    new RtStructWriter().write(reading.series(), reading.stack(), rois(reading), structures);
    files.add(structures);
    return new StructuresWritten(files, leftOut);
  }

  private static WrittenObject segmentation(KeptOutlines kept, Path file) throws ImagingException {
    return new SegWriter()
        .write(kept.reading().series(), kept.reading().stack(), kept.drawn(), file);
  }

  /// Distances are to the tumour as it is outlined now, which may be another than the one that was there when the
  /// organs were found.
  private MeasurementReport measured(KeptOutlines kept, WrittenObject segmentation) {
    Optional<TumourSurface> tumour =
        tumours.flatMap(
            t ->
                TumourSurface.of(
                    t.outlines().stream().map(o -> o.segment().mask()).toList(),
                    kept.reading().stack().volume().grid()));
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < kept.outlines().size(); i++) {
      Outline outline = kept.outlines().get(i);
      int number = i + 1;
      // What no program had a part in has no algorithm that a group of measurements could name.
      outline
          .drawn()
          .origin()
          .byProgram()
          .ifPresent(by -> groups.add(group(kept, outline, by, segmentation, number, tumour)));
    }
    return new MeasurementReport(
        Stream.concat(Stream.of(kept.reading()), tumours.map(KeptOutlines::reading).stream())
            .map(Reading::series)
            .distinct()
            .toList(),
        groups,
        List.of());
  }

  private static Group group(
      KeptOutlines kept,
      Outline outline,
      SegAlgorithm by,
      WrittenObject segmentation,
      int number,
      Optional<TumourSurface> tumour) {
    Segment segment = outline.segment();
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(
        new Measurement(
            ReportCodes.VOLUME,
            ResultObjects.rounded(segment.mask().volumeMl()),
            ReportCodes.MILLILITRE,
            Optional.of(ReportCodes.SUM_OF_VOXELS),
            Optional.empty()));
    TumourSurface.distance(tumour, segment.mask())
        .ifPresent(
            mm -> measurements.add(ResultObjects.length(ReportCodes.DISTANCE_TO_TUMOUR, mm)));
    return new Group(
        outline.drawn().marks().tracking().orElseThrow(),
        segmentation,
        number,
        segment.code(),
        Optional.of(segment.code()),
        outline.drawn().marks().side(),
        by,
        kept.reading().series().seriesInstanceUid(),
        measurements,
        outline.finding().why());
  }

  private List<Roi> rois(Reading reading) {
    Grid grid = reading.stack().volume().grid();
    List<Roi> rois = new ArrayList<>();
    tumours.ifPresent(kept -> rois.addAll(all(kept, grid)));
    organs.ifPresent(
        kept -> {
          for (Laterality side : Laterality.values()) {
            whole(kept, side, grid).ifPresent(rois::add);
          }
          rois.addAll(all(kept, grid));
        });
    return rois;
  }

  private List<Roi> all(KeptOutlines kept, Grid grid) {
    List<Roi> rois = new ArrayList<>();
    for (Outline outline : kept.outlines()) {
      Segment segment = outline.segment();
      PlanningStructures.onGrid(segment.mask(), grid)
          .ifPresentOrElse(
              mask ->
                  rois.add(
                      PlanningStructures.structure(
                          new Segment(segment.label(), segment.code(), mask),
                          outline.drawn().marks().rgb().orElseThrow(),
                          outline.drawn().origin())),
              () ->
                  leftOut.add(
                      "The %s is not among the structures for planning: its series has another frame of reference than the tumour's."
                          .formatted(segment.label())));
    }
    return rois;
  }

  /// A hippocampus of whose parts none was rejected; what is left of one would be too small by its name.
  private Optional<Roi> whole(KeptOutlines kept, Laterality side, Grid grid) {
    List<Outline> parts =
        kept.outlines().stream().filter(o -> hippocampus(o.segment(), side)).toList();
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String name = PlanningStructures.wholeName(side);
    if (kept.rejected().stream().anyMatch(s -> hippocampus(s, side))) {
      leftOut.add(
          "%s is not among the structures for planning: a part of it was rejected."
              .formatted(name));
      return Optional.empty();
    }
    if (kept.unplaced().stream().anyMatch(segment -> hippocampus(segment, side))
        || parts.stream()
            .anyMatch(p -> PlanningStructures.onGrid(p.segment().mask(), grid).isEmpty())) {
      leftOut.add(
          "%s is not among the structures for planning: a part of it has another frame of reference."
              .formatted(name));
      return Optional.empty();
    }
    if (parts.stream().map(p -> p.segment().label()).distinct().count() < parts.size()) {
      leftOut.add(
          "%s is not among the structures for planning: a part of it is outlined more than once; reject all but one."
              .formatted(name));
      return Optional.empty();
    }
    BitSet bits = new BitSet();
    for (Outline part : parts) {
      PlanningStructures.onGrid(part.segment().mask(), grid).ifPresent(m -> bits.or(m.bits()));
    }
    Outline first = parts.getFirst();
    SegOrigin origin =
        parts.stream()
            .map(o -> o.drawn().origin())
            .filter(SegOrigin.Semiautomatic.class::isInstance)
            .findFirst()
            .orElse(first.drawn().origin());
    return bits.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Roi(
                new Segment(name, first.segment().code(), Mask.of(grid, bits)),
                first.drawn().marks().rgb().orElseThrow(),
                Interpretation.ORGAN,
                origin));
  }

  private static boolean hippocampus(Segment segment, Laterality side) {
    return segment.code().value().equals(HIPPOCAMPUS)
        && Laterality.named(segment.label()).equals(Optional.of(side));
  }
}
