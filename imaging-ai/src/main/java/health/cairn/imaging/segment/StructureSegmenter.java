package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SlidingWindow;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Structure;
import health.cairn.imaging.inference.VolumeAnswer;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Outlines every structure of a 3-D model's card in a volume: organs at risk, parts of organs, the
/// regions of a tumour. Any thread; the call blocks.
public final class StructureSegmenter {
  private static final String STEP = "Outlining structures";

  private final StoredModel model;
  private final ModelInput.Patches contract;
  private final ModelCard.Segment task;
  private final SlidingWindow window;

  /// @throws ImagingException `REFUSED` when the model takes no volumes, outlines nothing, or has a
  ///   structure without a code
  public StructureSegmenter(InferenceEngine engine, StoredModel model) throws ImagingException {
    this.window = new SlidingWindow(engine, model);
    this.model = model;
    this.contract = model.card().patches();
    this.task = (ModelCard.Segment) model.card().task();
    if (task.structures().stream().anyMatch(s -> s.code().isEmpty())) {
      throw refused("does not say by a code what it outlines");
    }
  }

  /// Of a model that looks at one sequence, all of the volume.
  public Structures segment(Placed volume, Progress progress) throws ImagingException {
    return segment(Map.of(window.reference(), volume), Optional.empty(), progress);
  }

  /// @param sequences by name; the answer lies on the grid of the first channel's sequence
  /// @param region of that grid the model is to look at; empty for all of it
  /// @throws ImagingException `REFUSED` when spacing or orientation is not known, a step is too coarse
  ///   for the model, or something is missing or too large; else as [InferenceEngine#run]
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  public Structures segment(
      Map<String, Placed> sequences, Optional<VoxelBox> region, Progress progress)
      throws ImagingException {
    Map<String, Volume> volumes = new HashMap<>();
    for (Map.Entry<String, Placed> sequence : sequences.entrySet()) {
      if (contract.sequences().contains(sequence.getKey())) {
        requireFit(sequence.getKey(), sequence.getValue());
        volumes.put(sequence.getKey(), sequence.getValue().volume());
      }
    }
    Volume reference = volumes.get(window.reference());
    if (reference == null) {
      throw refused("needs a " + window.reference() + " series");
    }
    Grid grid = reference.grid();
    Grid part = region.map(box -> box.of(grid)).orElse(grid);
    VolumeAnswer answer = window.run(volumes, part, grid, STEP, progress);
    List<Structures.Outlined> outlined = new ArrayList<>();
    List<String> notFound = new ArrayList<>();
    VoxelLabels labels = new VoxelLabels(task, answer.probabilities());
    for (Structure structure : task.structures()) {
      progress.report(STEP, answer.patches(), answer.patches());
      Mask mask = labels.mask(structure.channel());
      if (mask.isEmpty()) {
        notFound.add(structure.label());
      } else {
        outlined.add(outlined(structure, mask, labels));
      }
    }
    return new Structures(outlined, notFound, answer.patches(), model.ref(), answer.notes());
  }

  private static Structures.Outlined outlined(Structure structure, Mask mask, VoxelLabels labels) {
    VoxelLabels.Certainty certainty = labels.certainty(structure.channel(), mask);
    return new Structures.Outlined(
        new Segment(structure.label(), structure.code().orElseThrow(), mask),
        mask.volumeMl(),
        certainty.meanProbability(),
        certainty.meanEntropy(),
        structure.rgb());
  }

  private void requireFit(String sequence, Placed placed) throws ImagingException {
    if (!placed.spacingKnown()) {
      throw refused(
          "needs millimetres, and the spacing of the " + sequence + " series is not known");
    }
    if (!placed.orientationKnown()) {
      throw refused(
          "needs the patient's directions, and the orientation of the "
              + sequence
              + " series is not known");
    }
    Affine affine = placed.volume().grid().affine();
    double coarsest =
        Math.max(
            affine.sliceSpacingMm(), Math.max(affine.columnSpacingMm(), affine.rowSpacingMm()));
    if (coarsest > contract.coarsestSpacingMm() * (1 + 1e-3)) {
      throw refused(
          String.format(
              Locale.ROOT,
              "needs steps of at most %.1f mm, and the %s series has %.1f mm",
              contract.coarsestSpacingMm(),
              sequence,
              coarsest));
    }
  }

  private ImagingException refused(String because) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The model " + model.card().name() + " " + because + ".");
  }
}
