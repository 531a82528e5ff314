package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.SlidingWindow;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Structure;
import health.cairn.imaging.inference.VolumeAnswer;
import health.cairn.imaging.uncertainty.VolumeIntervals;
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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Outlines every structure of a 3-D model's card in a volume: organs at risk, parts of organs, the
/// regions of a tumour. Any thread; the call blocks.
public final class StructureSegmenter {
  private static final String STEP = "Outlining structures";

  private final StoredModel model;
  private final ModelInput.Patches contract;
  private final ModelCard.Segment task;
  private final SlidingWindow window;

  /// Whether a model finds its structures in whole volumes by itself, and says by codes what they are.
  /// One that looks at a single crop needs somebody who knows where.
  public static boolean findsByItself(StoredModel model) {
    return model.card().input() instanceof ModelInput.Patches patches
        && patches.window() == ModelInput.Window.SLIDING
        && model.card().task() instanceof ModelCard.Segment segment
        && segment.structures().stream().allMatch(s -> s.code().isPresent());
  }

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

  public ModelRef model() {
    return model.ref();
  }

  /// The sequence whose place the answer has, unless another grid is asked for: the first channel's.
  public String reference() {
    return window.reference();
  }

  /// Every sequence that some channel shows, or could show where another is missing.
  public List<String> sequences() {
    return Stream.concat(
            contract.sequences().stream(),
            contract.channels().stream()
                .flatMap(
                    c ->
                        c.ifMissing() instanceof ModelInput.Instead instead
                            ? Stream.of(instead.sequence())
                            : Stream.empty()))
        .distinct()
        .toList();
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
    Map<String, Volume> volumes = placed(sequences);
    Grid grid = reference(volumes).grid();
    return outline(volumes, region.map(box -> box.of(grid)).orElse(grid), grid, progress);
  }

  /// The same of whole volumes, on the grid of another series: outlined there, not afterwards brought
  /// there.
  ///
  /// @param target in the space of the first channel's sequence
  public Structures segment(Map<String, Placed> sequences, Grid target, Progress progress)
      throws ImagingException {
    Map<String, Volume> volumes = placed(sequences);
    return outline(volumes, reference(volumes).grid(), target, progress);
  }

  /// Those that the model looks at, the first channel's among them.
  private Map<String, Volume> placed(Map<String, Placed> sequences) throws ImagingException {
    List<String> missing =
        contract.channels().stream()
            .filter(c -> c.ifMissing() instanceof ModelInput.Refuse)
            .map(ModelInput.Channel::sequence)
            .filter(s -> !sequences.containsKey(s))
            .distinct()
            .toList();
    if (!missing.isEmpty() || !sequences.containsKey(window.reference())) {
      throw refused(
          "needs "
              + String.join(", ", contract.sequences())
              + ", and there is no "
              + String.join(" and no ", missing.isEmpty() ? List.of(reference()) : missing)
              + " series");
    }
    Map<String, Volume> volumes = new HashMap<>();
    for (Map.Entry<String, Placed> sequence : sequences.entrySet()) {
      if (sequences().contains(sequence.getKey())) {
        requireFit(sequence.getKey(), sequence.getValue());
        volumes.put(sequence.getKey(), sequence.getValue().volume());
      }
    }
    return volumes;
  }

  private Volume reference(Map<String, Volume> volumes) {
    return Objects.requireNonNull(volumes.get(window.reference()), "placed() asks for it");
  }

  private Structures outline(
      Map<String, Volume> volumes, Grid region, Grid target, Progress progress)
      throws ImagingException {
    VolumeAnswer answer = window.run(volumes, region, target, STEP, progress);
    List<Structures.Outlined> outlined = new ArrayList<>();
    List<String> notFound = new ArrayList<>();
    List<String> notes = new ArrayList<>(answer.notes());
    VoxelLabels labels = new VoxelLabels(task, answer.probabilities());
    VoxelDoubts doubts = new VoxelDoubts(target);
    for (Structure structure : task.structures()) {
      progress.report(STEP, answer.patches(), answer.patches());
      double doubt = doubts.add(answer.probabilities().get(structure.channel()));
      Mask mask = labels.mask(structure.channel());
      if (mask.isEmpty()) {
        notFound.add(structure.label());
      } else {
        outlined.add(outlined(structure, mask, labels, doubt, notes));
      }
    }
    return new Structures(outlined, notFound, answer.patches(), model.ref(), notes, doubts);
  }

  /// What the card promises of this structure. What it promises without naming one is of all together, as
  /// `cairn evaluate` measures it, and so of the only one where it has one.
  private Optional<VolumeIntervals> promised(Structure structure) {
    return structure
        .volumeIntervals()
        .or(() -> task.structures().size() == 1 ? task.volumeIntervals() : Optional.empty());
  }

  private Structures.Outlined outlined(
      Structure structure, Mask mask, VoxelLabels labels, double doubt, List<String> notes) {
    VoxelLabels.Certainty certainty = labels.certainty(structure.channel(), mask);
    double ml = mask.volumeMl();
    return new Structures.Outlined(
        new Segment(structure.label(), structure.code().orElseThrow(), mask),
        parts(mask),
        ml,
        certainty.meanProbability(),
        certainty.meanEntropy(),
        promised(structure)
            .filter(i -> Double.isFinite(doubt))
            .map(i -> VolumePromise.of(i, "The " + structure.label(), ml, doubt, notes)),
        task.scores().exclusive() ? OptionalDouble.empty() : OptionalDouble.of(task.threshold()),
        structure.rgb());
  }

  private static int parts(Mask mask) {
    Grid grid = mask.grid();
    Parts parts = new Parts(1, 1);
    for (int slice = 0; slice < grid.slices(); slice++) {
      int from = slice * grid.voxelsPerSlice();
      double[] inside = new double[grid.voxelsPerSlice()];
      for (int at = mask.next(from); at >= 0 && at < from + inside.length; at = mask.next(at + 1)) {
        inside[at - from] = 1;
      }
      parts.add(slice, inside, new double[inside.length], grid.columns());
    }
    return parts.found().size();
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
