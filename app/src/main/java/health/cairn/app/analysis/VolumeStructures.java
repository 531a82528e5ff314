package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Doubt;
import health.cairn.app.analysis.Analysis.Origin;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.measure.SurfaceDistance;
import health.cairn.imaging.segment.Placed;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.segment.StructureSegmenter;
import health.cairn.imaging.segment.Structures;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// What models of volumes outline, beside the tumour on T1 after contrast agent: regions of a tumour by several
/// sequences, organs, whatever their cards name. A model that cannot answer in this study says why in one
/// sentence, and the others answer.
final class VolumeStructures {
  private final List<StructureSegmenter> models;
  private final List<String> chosen;

  /// @param chosen that some of them were chosen for this look, in sentences
  VolumeStructures(List<StructureSegmenter> models, List<String> chosen) {
    this.models = List.copyOf(models);
    this.chosen = List.copyOf(chosen);
  }

  /// The sequences that some model looks at.
  List<SequenceRole> roles() {
    return models.stream()
        .flatMap(model -> model.sequences().stream())
        .distinct()
        .map(SequenceRole::valueOf)
        .toList();
  }

  /// Whether an outline is of one of these models.
  boolean outlined(Outlined one) {
    return models.stream().anyMatch(model -> model.model().equals(one.origin().model()));
  }

  /// All outlines lie on one grid: the tumour's, else that of the first model which finds something.
  ///
  /// @param tumour as it was outlined before; empty where there is no series for that
  /// @param warnings takes what a reader must know
  /// @return empty where nothing was looked at
  Optional<Tumour> add(
      Optional<Tumour> tumour,
      Map<SequenceRole, Reading> sequences,
      List<String> warnings,
      Progress progress)
      throws ImagingException {
    Optional<Tumour> all = tumour;
    for (StructureSegmenter model : models) {
      try {
        all = Optional.of(add(model, all, sequences, warnings, progress));
      } catch (ImagingException e) {
        if (e.kind() != ImagingException.Kind.REFUSED) {
          throw e;
        }
        warnings.add(withoutStop(e.getMessage()) + ": it outlined nothing.");
      }
    }
    return all.map(VolumeStructures::withDistances);
  }

  private Tumour add(
      StructureSegmenter model,
      Optional<Tumour> before,
      Map<SequenceRole, Reading> sequences,
      List<String> warnings,
      Progress progress)
      throws ImagingException {
    Map<String, Placed> placed = new HashMap<>();
    sequences.forEach(
        (role, reading) ->
            placed.put(
                role.name(),
                new Placed(
                    reading.stack().volume(),
                    reading.stack().spacingKnown(),
                    reading.stack().orientationKnown())));
    Optional<Reading> own =
        Optional.ofNullable(sequences.get(SequenceRole.valueOf(model.reference())));
    Optional<Reading> onto = before.map(Tumour::reading).or(() -> own);
    if (own.isPresent()) {
      requireOneSpace(model, own.get(), onto.orElse(own.get()));
    }
    // Without its first sequence the model refuses before it looks at the grid.
    Structures found =
        onto.isPresent()
            ? model.segment(placed, onto.get().stack().volume().grid(), progress)
            : model.segment(placed, Optional.empty(), progress);
    String title = found.model().name() + " " + found.model().version();
    if (!found.notFound().isEmpty()) {
      warnings.add(
          "%s did not outline: %s. That does not mean that there is none."
              .formatted(title, String.join(", ", found.notFound())));
    }
    found.notes().forEach(note -> warnings.add(title + ": " + note));
    List<String> notes = new ArrayList<>(found.notes());
    notes.addAll(chosen);
    Origin origin = new Origin(found.model(), own.orElseThrow(), notes);
    List<Outlined> outlined = new ArrayList<>(before.map(Tumour::outlined).orElseGet(List::of));
    List<Segmentation.Found> mine = new ArrayList<>();
    for (Structures.Outlined one : found.outlined()) {
      Segmentation.Found segment =
          new Segmentation.Found(
              one.segment(),
              one.parts(),
              one.meanProbability(),
              one.uncertainty(),
              one.volumeCi95Ml(),
              one.cut(),
              OptionalDouble.empty(),
              List.of());
      mine.add(segment);
      Mask mask = one.segment().mask();
      outlined.add(
          new Outlined(
              segment,
              origin,
              InPlaneDiameters.of(mask),
              KeyPictures.fullestSlice(mask),
              OptionalDouble.empty(),
              one.rgb()));
    }
    Reading reading = onto.orElseThrow();
    int slices = reading.stack().volume().grid().slices();
    return new Tumour(
        reading,
        before
            .map(Tumour::segmentation)
            .orElseGet(() -> new Segmentation(mine, slices, slices, found.model(), found.notes())),
        outlined,
        Stream.concat(
                before.stream().flatMap(t -> t.doubts().stream()),
                Stream.of(new Doubt(found.model(), reading, found.doubt())))
            .toList());
  }

  private static void requireOneSpace(StructureSegmenter model, Reading own, Reading onto)
      throws ImagingException {
    Grid from = own.stack().volume().grid();
    Grid to = onto.stack().volume().grid();
    boolean known =
        !from.frameOfReferenceUid().isEmpty()
            && from.frameOfReferenceUid().equals(to.frameOfReferenceUid());
    if (!known && !from.equals(to)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model %s looks at %s, which does not share a frame of reference with %s"
              .formatted(model.model().name(), own.series().role(), onto.series().role()));
    }
  }

  /// How far each organ lies from all that was outlined of a tumour.
  private static Tumour withDistances(Tumour all) {
    BitSet bits = new BitSet();
    all.regions().forEach(o -> bits.or(o.found().segment().mask().bits()));
    if (bits.isEmpty()) {
      return all;
    }
    Mask tumour = Mask.of(all.reading().stack().volume().grid(), bits);
    return new Tumour(
        all.reading(),
        all.segmentation(),
        all.outlined().stream()
            .map(o -> o.organ() ? o.at(SurfaceDistance.mm(tumour, o.found().segment().mask())) : o)
            .toList(),
        all.doubts());
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}
