package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StackImages;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Structure;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/// Segments slice by slice with a 2-D model, then judges in three dimensions (docs/decisions/0011).
public final class OnnxSegmenter implements Segmenter {
  /// SNOMED CT: the model's classes are all neoplasms; which one is the classifier's to say.
  static final Segment.Code NEOPLASM = new Segment.Code("108369006", "SCT", "Neoplasm");

  private static final String STEP = "Segmenting";

  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Segment task;
  private final Structure structure;

  /// Whether a model is of the kind that is run here.
  public static boolean outlinesOneThing(StoredModel model) {
    return model.card().input() instanceof ModelInput.Slices
        && model.card().task() instanceof ModelCard.Segment segment
        && segment.labels().size() == 1
        && segment.scores() == ModelCard.Scores.PROBABILITY;
  }

  /// @param model one that outlines one label, a probability per pixel
  /// @throws ImagingException `REFUSED` when it is another kind of model
  public OnnxSegmenter(InferenceEngine engine, StoredModel model) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Segment segment) || !outlinesOneThing(model)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not outline exactly one thing on slices.");
    }
    model.card().slices();
    this.engine = engine;
    this.model = model;
    this.task = segment;
    this.structure = segment.structures().getFirst();
  }

  @Override
  public Segmentation segment(Volume volume, Progress progress) throws ImagingException {
    return segment(volume, Evidence.NONE, progress);
  }

  @Override
  public Segmentation segment(Volume volume, Evidence evidence, Progress progress)
      throws ImagingException {
    String sequence = model.card().input().channels().getFirst().sequence();
    return segment(Map.of(sequence, volume), sequence, evidence, progress);
  }

  /// For a model that looks at several sequences. The answer lies on the grid of the first channel's
  /// sequence; the others are brought onto it through patient coordinates, and one that cannot be is
  /// treated as missing, with a note.
  ///
  /// @param sequences by name ("FLAIR", "T1", "T1C"), on any grids in one frame of reference
  /// @throws ImagingException `REFUSED` when a sequence is missing that the card lets nothing replace
  public Segmentation segmentSequences(Map<String, Volume> sequences, Progress progress)
      throws ImagingException {
    String first = model.card().input().channels().getFirst().sequence();
    if (!sequences.containsKey(first)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " needs a " + first + " series.");
    }
    return segment(sequences, first, Evidence.NONE, progress);
  }

  private Segmentation segment(
      Map<String, Volume> sequences, String reference, Evidence evidence, Progress progress)
      throws ImagingException {
    List<String> notes = new ArrayList<>();
    Volume volume = Objects.requireNonNull(sequences.get(reference), "checked by the callers");
    Grid grid = volume.grid();
    SliceInput input = input(grid);
    SlabPlan plan = SlabPlan.of(grid.slices(), grid.affine().sliceSpacingMm());
    ProbabilityStack probabilities = new ProbabilityStack(grid, plan, input, task.threshold());
    Map<String, Volume> onOneGrid = onGridOf(reference, sequences, notes, progress);
    StackImages images = StackImages.of(model, input, new VolumeSlabs(onOneGrid, plan));
    for (String missing : images.replaced()) {
      notes.add("The model was trained with " + missing + " as well; here it had to do without.");
    }
    engine.run(model, images, probabilities, STEP, progress);

    // Nothing is at or above infinity: where nothing may be marked there are no parts.
    double cut = probabilities.cut(task.cut()).orElse(Double.POSITIVE_INFINITY);
    Parts parts = new Parts(cut, task.threshold());
    double[] doubt = new double[grid.slices()];
    for (int slice = 0; slice < grid.slices(); slice++) {
      progress.report(STEP, plan.slabs(), plan.slabs());
      if (probabilities.reaches(slice, cut)) {
        double[] here = probabilities.probabilities(slice);
        parts.add(slice, here, probabilities.disagreements(slice), grid.columns());
        doubt[slice] = OutlineDoubt.of(here.length, i -> here[i]);
      }
    }
    Optional<Enhancement> enhancement =
        evidence.beforeContrast().flatMap(before -> enhancement(volume, before, notes, progress));
    Plausibility.Verdict verdict =
        Plausibility.judge(parts.found(), grid, enhancement, near(grid, evidence));
    Optional<Segmentation.Found> found =
        found(grid, verdict.kept(), cut, doubt, probabilities.networks() > 1, notes);
    say(plan, verdict, notes);
    return new Segmentation(
        found.stream().toList(),
        plan.slabs(),
        grid.slices(),
        model.ref(),
        notes,
        Optional.of(probabilities));
  }

  private SliceInput input(Grid grid) throws ImagingException {
    Affine affine = grid.affine();
    return SliceInput.ofSpacing(
        model.card().slices(),
        grid.rows(),
        grid.columns(),
        affine.rowSpacingMm(),
        affine.columnSpacingMm());
  }

  /// What the networks are shown of a volume.
  ///
  /// @param sequence its name; whatever else the model looks at is missing
  StackImages images(String sequence, Volume volume) throws ImagingException {
    Grid grid = volume.grid();
    SlabPlan plan = SlabPlan.of(grid.slices(), grid.affine().sliceSpacingMm());
    return StackImages.of(model, input(grid), new VolumeSlabs(Map.of(sequence, volume), plan));
  }

  private Map<String, Volume> onGridOf(
      String reference, Map<String, Volume> sequences, List<String> notes, Progress progress) {
    Map<String, Volume> onOneGrid = new HashMap<>();
    Volume target = Objects.requireNonNull(sequences.get(reference));
    for (String name : model.card().input().sequences()) {
      Volume volume = sequences.get(name);
      if (volume == null) {
        continue;
      }
      if (volume.grid().equals(target.grid())) {
        onOneGrid.put(name, volume);
        continue;
      }
      switch (Resampler.resample(
          volume, target.grid(), Resampler.Space.SAME_FRAME_OF_REFERENCE, progress)) {
        case Resampler.Resampled there -> onOneGrid.put(name, there.volume());
        case Resampler.Refused refused ->
            notes.add(name + " was left aside: " + refused.reason() + ".");
      }
    }
    return onOneGrid;
  }

  /// @param cut the parts were found with
  /// @param doubt of each slice's outline
  private Optional<Segmentation.Found> found(
      Grid grid,
      List<Part> kept,
      double cut,
      double[] doubt,
      boolean ensemble,
      List<String> notes) {
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Mask mask = TumourMask.of(grid, kept);
    Lesions lesions = new Lesions(mask, ensemble);
    long voxels = kept.stream().mapToLong(Part::voxels).sum();
    double ml = mask.volumeMl();
    return Optional.of(
        new Segmentation.Found(
            new Segment(label(), structure.code().orElse(NEOPLASM), mask),
            kept.size(),
            kept.stream().mapToDouble(Part::probabilitySum).sum() / voxels,
            kept.stream().mapToDouble(Part::entropySum).sum() / voxels,
            task.volumeIntervals()
                .map(i -> VolumePromise.of(i, "The outline", ml, meanOf(doubt, kept), notes)),
            OptionalDouble.of(cut),
            lesions.disagreement(kept),
            lesions.of(kept)));
  }

  /// Weighted by what is outlined on each slice, as the intervals were fitted.
  private static double meanOf(double[] doubt, List<Part> kept) {
    double sum = 0;
    long voxels = 0;
    for (Part part : kept) {
      for (Part.Run run : part.runs()) {
        int here = run.to() - run.from();
        sum += here * doubt[run.slice()];
        voxels += here;
      }
    }
    return sum / voxels;
  }

  private String label() {
    // Cards of format 1 say "tumour".
    return Character.toUpperCase(structure.label().charAt(0)) + structure.label().substring(1);
  }

  private static Optional<Enhancement> enhancement(
      Volume volume, Volume before, List<String> notes, Progress progress) {
    return switch (Resampler.resample(
        before, volume.grid(), Resampler.Space.SAME_FRAME_OF_REFERENCE, progress)) {
      case Resampler.Resampled there ->
          Optional.of(Enhancement.of(volume, there.volume(), there.inside()));
      case Resampler.Refused refused -> {
        notes.add("T1 before contrast agent was left aside: " + refused.reason() + ".");
        yield Optional.empty();
      }
    };
  }

  private static Optional<Mask> near(Grid grid, Evidence evidence) {
    return evidence
        .abnormality()
        .filter(mask -> mask.grid().frameOfReferenceUid().equals(grid.frameOfReferenceUid()))
        .map(mask -> Resampler.resample(mask, grid))
        .filter(mask -> !mask.isEmpty())
        .map(mask -> Neighbourhood.of(mask, Plausibility.MAX_APART_MM));
  }

  private static void say(SlabPlan plan, Plausibility.Verdict verdict, List<String> notes) {
    if (plan.perSlab() > 1) {
      notes.add(
          "Slices were averaged by "
              + plan.perSlab()
              + " before segmentation and the outline interpolated between them.");
    }
    if (verdict.kept().isEmpty()) {
      notes.add("No tumour was outlined. That does not mean that there is none.");
    }
    notes.addAll(verdict.notes());
  }
}
