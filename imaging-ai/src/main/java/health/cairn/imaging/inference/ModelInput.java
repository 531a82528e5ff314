package health.cairn.imaging.inference;

import java.util.List;
import java.util.Optional;

/// What a model takes: slices of a fixed size, or patches of a volume (docs/model-manifest.md).
public sealed interface ModelInput {
  /// Name of the graph's input, float32.
  String name();

  /// What each channel shows, in the graph's order; at least one.
  List<Channel> channels();

  /// The tensor's shape for that many images: [n, channels, rows, columns] or [n, channels, first,
  /// second, third].
  long[] shape(int images);

  /// Values of one image, all channels together.
  default int values() {
    long values = 1;
    for (long side : shape(1)) {
      values *= side;
    }
    return Math.toIntExact(values);
  }

  /// Sequences some channel shows, in the order of the channels.
  default List<String> sequences() {
    return channels().stream().map(Channel::sequence).distinct().toList();
  }

  /// A square of `size` pixels that shows `fieldOfViewMm` of the patient, centred on the slice,
  /// intensities brought to 0..1 between two percentiles ([SliceInput]); float32 [n, channels, size,
  /// size].
  ///
  /// @param lowPercentile of all pixels, as a share (0.01)
  /// @param highPercentile of the pixels above the mean, as a share (0.995)
  /// @param range over which pixels the percentiles are taken
  record Slices(
      String name,
      int size,
      double fieldOfViewMm,
      List<Channel> channels,
      double lowPercentile,
      double highPercentile,
      Range range)
      implements ModelInput {
    public Slices {
      channels = List.copyOf(channels);
    }

    /// One channel, one sequence, each slice with a range of its own.
    public static Slices single(
        String name,
        int size,
        double fieldOfViewMm,
        String sequence,
        double lowPercentile,
        double highPercentile) {
      return new Slices(
          name,
          size,
          fieldOfViewMm,
          List.of(Channel.of(sequence)),
          lowPercentile,
          highPercentile,
          Range.SLICE);
    }

    @Override
    public long[] shape(int images) {
      return new long[] {images, channels.size(), size, size};
    }

    /// Whether all it takes is one slice of one sequence.
    public boolean isSingle() {
      return channels.size() == 1 && channels.getFirst().sliceOffset() == 0;
    }
  }

  /// Boxes of `patch` voxels of `spacingMm`, cut from a volume that was turned to `axes`, resampled and
  /// normalised; float32 [n, channels, patch.first, patch.second, patch.third].
  ///
  /// @param axes where the indices of the three array axes grow to, one letter each of R or L, A or P,
  ///   S or I ("RAS": first index towards the patient's right)
  /// @param spacingMm in the order of `axes`
  /// @param patch voxels in the order of `axes`
  /// @param window how patches cover a volume
  /// @param overlap share of a patch that its neighbour covers again, 0..0.9; counts when sliding
  /// @param crop what of the volume is looked at
  /// @param coarsestSpacingMm a volume with a larger step along any axis is refused
  /// @param workingBytes what ONNX Runtime was seen to need for one patch, where the card says it;
  ///   counted into the memory bound
  record Patches(
      String name,
      List<Channel> channels,
      String axes,
      Triple<Double> spacingMm,
      Triple<Integer> patch,
      Window window,
      double overlap,
      Normalisation normalisation,
      Crop crop,
      double coarsestSpacingMm,
      Optional<Long> workingBytes)
      implements ModelInput {
    public Patches {
      channels = List.copyOf(channels);
    }

    Patches sliding() {
      return new Patches(
          name,
          channels,
          axes,
          spacingMm,
          patch,
          Window.SLIDING,
          overlap,
          normalisation,
          crop,
          coarsestSpacingMm,
          workingBytes);
    }

    @Override
    public long[] shape(int images) {
      return new long[] {images, channels.size(), patch.first(), patch.second(), patch.third()};
    }
  }

  /// What one channel shows.
  ///
  /// @param sequence "T1", "T1C", "T2", "FLAIR": the names of the sequence roles
  /// @param sliceOffset slices from the one in question, in the order of the stack; beyond its ends the
  ///   last slice stands in. Always 0 in a patch
  /// @param ifMissing what stands in where the study lacks the sequence
  record Channel(String sequence, int sliceOffset, Replacement ifMissing) {
    /// The slice in question; a study without that sequence is refused.
    public static Channel of(String sequence) {
      return new Channel(sequence, 0, new Refuse());
    }
  }

  /// What a channel holds where the study lacks its sequence.
  sealed interface Replacement {}

  /// Nothing does: the study is refused.
  record Refuse() implements Replacement {}

  /// Zeros, after normalisation.
  record Zeros() implements Replacement {}

  /// Another sequence; where that is missing too, the study is refused.
  record Instead(String sequence, int sliceOffset) implements Replacement {}

  /// Over which pixels an intensity range is taken: the slice's own, or all slices of its sequence.
  enum Range {
    SLICE,
    STACK
  }

  /// How patches cover a volume: side by side with overlap, or one patch around the middle of what is
  /// given (a crop around a structure), zeros beyond its ends.
  enum Window {
    SLIDING,
    CENTRED
  }

  /// What of a volume is looked at: all of it, or the box around all voxels that are not 0 in some
  /// channel (skull-stripped heads).
  enum Crop {
    NONE,
    NON_ZERO
  }

  /// How the values of one channel are brought to the network's range, over all voxels looked at.
  sealed interface Normalisation {}

  /// (value - mean) / standard deviation, of all voxels.
  record ZScore() implements Normalisation {}

  /// The same of the voxels that are not 0; those that are stay 0.
  record ZScoreNonZero() implements Normalisation {}

  /// (value - low) / (high - low), clipped to 0..1; both are percentiles of all voxels, as shares.
  record Percentiles(double low, double high) implements Normalisation {}

  /// Three values in the order of an input's axes.
  record Triple<T>(T first, T second, T third) {}
}
