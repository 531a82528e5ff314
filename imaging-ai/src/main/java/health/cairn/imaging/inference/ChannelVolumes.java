package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// What a patch model sees of a study: per channel the values of a box of the working grid,
/// normalised. Channels that show the same sequence share one array.
///
/// @param channels per channel `box.voxels()` values; empty where it holds zeros
/// @param notes which sequences were left aside or stood in for, one sentence each
record ChannelVolumes(Box box, List<Optional<float[]>> channels, List<String> notes) {

  /// @param grid the working grid
  /// @param reference the sequence whose place the grid was made from
  /// @throws ImagingException `REFUSED` when a sequence is missing that nothing replaces
  static ChannelVolumes of(
      ModelCard card,
      ModelInput.Patches contract,
      Map<String, Volume> sequences,
      String reference,
      Grid grid,
      Progress progress)
      throws ImagingException {
    List<String> notes = new ArrayList<>();
    Map<String, float[]> values = new HashMap<>();
    for (String sequence : wanted(contract)) {
      Volume volume = sequences.get(sequence);
      if (volume == null) {
        continue;
      }
      boolean sameSpace =
          sequence.equals(reference)
              || (!grid.frameOfReferenceUid().isEmpty()
                  && grid.frameOfReferenceUid().equals(volume.grid().frameOfReferenceUid()));
      Optional<Volume> turned = sameSpace ? AlignedGrids.turned(volume, grid) : Optional.empty();
      if (turned.isPresent()) {
        values.put(sequence, turned.get().values());
        continue;
      }
      Resampler.Space space =
          sameSpace ? Resampler.Space.ASSUME_SAME : Resampler.Space.SAME_FRAME_OF_REFERENCE;
      switch (Resampler.resample(volume, grid, space, progress)) {
        case Resampler.Resampled there -> values.put(sequence, values(there));
        case Resampler.Refused refused ->
            notes.add(sequence + " was left aside: " + refused.reason() + ".");
      }
    }
    ChannelPlan plan = plan(card, values.keySet(), notes);
    for (String missing : plan.replaced()) {
      notes.add("The model was trained with " + missing + " as well; here it had to do without.");
    }
    values.keySet().retainAll(plan.sequences());
    Box box =
        contract.crop() == ModelInput.Crop.NON_ZERO
            ? nonZero(values.values(), grid)
            : Box.all(grid);
    Map<String, float[]> ready = new HashMap<>();
    for (String sequence : plan.sequences()) {
      float[] cut = cut(Objects.requireNonNull(values.remove(sequence)), grid, box);
      VoxelScale.of(contract.normalisation(), cut).apply(cut);
      ready.put(sequence, cut);
    }
    return new ChannelVolumes(
        box,
        plan.sources().stream().map(source -> source.map(s -> ready.get(s.sequence()))).toList(),
        notes);
  }

  /// What was left aside is the better reason where something is missing.
  private static ChannelPlan plan(ModelCard card, Set<String> there, List<String> leftAside)
      throws ImagingException {
    try {
      return ChannelPlan.of(card, there::contains);
    } catch (ImagingException e) {
      if (leftAside.isEmpty()) {
        throw e;
      }
      throw new ImagingException(
          e.kind(),
          "The model " + card.name() + " needs what it cannot use: " + String.join(" ", leftAside),
          e);
    }
  }

  private static List<String> wanted(ModelInput.Patches contract) {
    List<String> wanted = new ArrayList<>(contract.sequences());
    for (ModelInput.Channel channel : contract.channels()) {
      if (channel.ifMissing() instanceof ModelInput.Instead instead
          && !wanted.contains(instead.sequence())) {
        wanted.add(instead.sequence());
      }
    }
    return wanted;
  }

  /// In the modality's unit; 0 where nothing was measured.
  private static float[] values(Resampler.Resampled resampled) {
    Mask inside = resampled.inside();
    float[] values = resampled.volume().values();
    var bits = inside.bits();
    for (int at = bits.nextClearBit(0); at < values.length; at = bits.nextClearBit(at + 1)) {
      values[at] = 0;
    }
    return values;
  }

  /// The box around every voxel that is not 0 in some sequence; the whole grid where all are 0.
  private static Box nonZero(Iterable<float[]> sequences, Grid grid) {
    int[] low = {grid.slices(), grid.rows(), grid.columns()};
    int[] high = {-1, -1, -1};
    for (float[] values : sequences) {
      for (int at = 0; at < values.length; at++) {
        if (values[at] != 0) {
          int line = at / grid.columns();
          widen(low, high, 0, line / grid.rows());
          widen(low, high, 1, line % grid.rows());
          widen(low, high, 2, at % grid.columns());
        }
      }
    }
    return high[0] < 0
        ? Box.all(grid)
        : new Box(
            low[0],
            low[1],
            low[2],
            high[0] - low[0] + 1,
            high[1] - low[1] + 1,
            high[2] - low[2] + 1);
  }

  private static void widen(int[] low, int[] high, int axis, int index) {
    low[axis] = Math.min(low[axis], index);
    high[axis] = Math.max(high[axis], index);
  }

  private static float[] cut(float[] values, Grid grid, Box box) {
    if (box.equals(Box.all(grid))) {
      return values;
    }
    float[] cut = new float[box.voxels()];
    for (int a = 0, to = 0; a < box.sizeFirst(); a++) {
      for (int b = 0; b < box.sizeSecond(); b++, to += box.sizeThird()) {
        int from = grid.offset(box.third(), box.second() + b, box.first() + a);
        System.arraycopy(values, from, cut, to, box.sizeThird());
      }
    }
    return cut;
  }
}
