package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs a patch model over a volume: brings the sequences onto the model's grid, covers it with
/// patches, blends their answers and brings these back (docs/decisions/0013). Any thread; blocks;
/// cancelled through `progress`, at the latest after one patch. A study that would need more than 60 % of
/// the heap, or 3 GB with what lies outside of it, is refused before anything is computed.
public final class SlidingWindow {
  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelInput.Patches contract;
  private final ModelCard.Segment task;

  /// @throws ImagingException `REFUSED` when the model does not outline things in volumes
  public SlidingWindow(InferenceEngine engine, StoredModel model) throws ImagingException {
    this.contract = model.card().patches();
    if (!(model.card().task() instanceof ModelCard.Segment segment)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not outline anything.");
    }
    this.engine = engine;
    this.model = model;
    this.task = segment;
  }

  /// The sequence whose volume gives the place: the first channel's.
  public String reference() {
    return contract.channels().getFirst().sequence();
  }

  /// @param sequences by name ("T1C"), on any grids; all but the reference must lie in its frame of
  ///   reference, else they count as missing
  /// @param region what is looked at: the reference's grid, or a part of it
  /// @param target the grid of the answer, in the same space
  /// @param step what `progress` reports, in the reader's words
  /// @throws ImagingException `REFUSED` when a sequence is missing, the region too large for the
  ///   model's one patch or for the memory bound; else as [InferenceEngine#run]
  public VolumeAnswer run(
      Map<String, Volume> sequences, Grid region, Grid target, String step, Progress progress)
      throws ImagingException {
    if (!sequences.containsKey(reference())) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " needs a " + reference() + " series.");
    }
    requireMemory(region, target);
    Grid grid = WorkingGrid.of(region, contract);
    ChannelVolumes volumes =
        ChannelVolumes.of(model.card(), contract, sequences, reference(), grid, progress);
    PatchPlan plan = PatchPlan.of(model.card(), contract, volumes.box());
    Volume[] probabilities = blended(volumes, plan, grid, step, progress);
    List<Volume> answers = new ArrayList<>();
    for (int label = 0; label < probabilities.length; label++) {
      answers.add(onGrid(probabilities[label], target, progress));
    }
    return new VolumeAnswer(answers, plan.count(), volumes.notes());
  }

  private Volume[] blended(
      ChannelVolumes volumes, PatchPlan plan, Grid grid, String step, Progress progress)
      throws ImagingException {
    PatchBlend blend = new PatchBlend(plan, task.labels().size(), volumes.box().voxels());
    engine.run(model, new PatchImages(volumes, plan), blend, step, progress);
    return blend.probabilities(task.scores(), grid, volumes.box());
  }

  private static Volume onGrid(Volume probability, Grid target, Progress progress) {
    if (probability.grid().equals(target)) {
      return probability;
    }
    Optional<Volume> turned = AlignedGrids.turned(probability, target);
    if (turned.isPresent()) {
      return turned.get();
    }
    return switch (Resampler.resample(probability, target, Resampler.Space.ASSUME_SAME, progress)) {
      // Outside is the lowest stored value; a probability has to be 0 there.
      case Resampler.Resampled there -> zeroOutside(there);
      case Resampler.Refused refused ->
          Volume.owning(target, new short[target.voxels()], false, probability.slope(), 0);
    };
  }

  private static Volume zeroOutside(Resampler.Resampled there) {
    Grid grid = there.volume().grid();
    if (there.inside().count() == grid.voxels()) {
      return there.volume();
    }
    short[] stored = there.volume().storedCopy();
    var inside = there.inside().bits();
    for (int at = inside.nextClearBit(0); at < stored.length; at = inside.nextClearBit(at + 1)) {
      stored[at] = 0;
    }
    return Volume.owning(grid, stored, false, there.volume().slope(), 0);
  }

  private void requireMemory(Grid region, Grid target) throws ImagingException {
    Optional<String> tooMuch =
        MemoryBound.of(contract, task.labels().size(), region, target)
            .tooMuch(MemoryBound.heapLimit());
    if (tooMuch.isPresent()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " " + tooMuch.get() + ".");
    }
  }
}
