package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.util.List;

/// Brings the samples of a stack onto one scale: one sign, one rescale, black as low.
final class SampleScale {
  private SampleScale() {}

  /// @param samples changed in place and owned by the volume from then on
  static Volume volume(Grid grid, List<FrameInfo> frames, short[] samples, List<String> issues) {
    if (frames.stream().anyMatch(FrameInfo::rescaleIgnored)) {
      issues.add("A rescale slope of 0 was ignored");
    }
    padding(grid, frames, samples, issues);
    invert(grid, frames, samples, issues);
    FrameInfo first = frames.getFirst();
    boolean same =
        frames.stream()
            .allMatch(
                frame ->
                    frame.slope() == first.slope()
                        && frame.intercept() == first.intercept()
                        && frame.layout().signed() == first.layout().signed());
    return same
        ? Volume.owning(grid, samples, first.layout().signed(), first.slope(), first.intercept())
        : unified(grid, frames, samples, issues);
  }

  /// Pixels outside what was imaged carry a value that is no measurement (DICOM PS3.3 C.7.5.1.1.2);
  /// they become the lowest value that is one.
  private static void padding(
      Grid grid, List<FrameInfo> frames, short[] samples, List<String> issues) {
    int perSlice = grid.voxelsPerSlice();
    long padded = 0;
    for (int slice = 0; slice < frames.size(); slice++) {
      FrameInfo frame = frames.get(slice);
      if (frame.padding().isEmpty()) continue;
      short padding = frame.padding().get().shortValue();
      int lowest = Integer.MAX_VALUE;
      int end = (slice + 1) * perSlice;
      int before = 0;
      for (int i = slice * perSlice; i < end; i++) {
        if (samples[i] == padding) {
          before++;
        } else {
          lowest = Math.min(lowest, widen(samples[i], frame.layout().signed()));
        }
      }
      if (before == 0 || lowest == Integer.MAX_VALUE) continue;
      for (int i = slice * perSlice; i < end; i++) {
        if (samples[i] == padding) samples[i] = (short) lowest;
      }
      padded += before;
    }
    if (padded > 0) {
      issues.add(
          "%.0f %% of the pixels are padding; they are shown as the lowest value"
              .formatted(100.0 * padded / samples.length));
    }
  }

  private static void invert(
      Grid grid, List<FrameInfo> frames, short[] samples, List<String> issues) {
    int perSlice = grid.voxelsPerSlice();
    boolean any = false;
    for (int slice = 0; slice < frames.size(); slice++) {
      PixelLayout layout = frames.get(slice).layout();
      if (!layout.photometric().equals("MONOCHROME1")) continue;
      any = true;
      // Reflects the range of the bits stored onto itself.
      int sum = layout.signed() ? -1 : (1 << layout.bitsStored()) - 1;
      for (int i = slice * perSlice; i < (slice + 1) * perSlice; i++) {
        samples[i] = (short) (sum - widen(samples[i], layout.signed()));
      }
    }
    if (any) issues.add("Low values were stored as white (MONOCHROME1); they are turned round");
  }

  private static Volume unified(
      Grid grid, List<FrameInfo> frames, short[] samples, List<String> issues) {
    int perSlice = grid.voxelsPerSlice();
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int slice = 0; slice < frames.size(); slice++) {
      FrameInfo frame = frames.get(slice);
      boolean signed = frame.layout().signed();
      for (int i = slice * perSlice; i < (slice + 1) * perSlice; i++) {
        double value = widen(samples[i], signed) * frame.slope() + frame.intercept();
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double step = high > low ? (high - low) / 65535 : 1;
    for (int slice = 0; slice < frames.size(); slice++) {
      FrameInfo frame = frames.get(slice);
      boolean signed = frame.layout().signed();
      for (int i = slice * perSlice; i < (slice + 1) * perSlice; i++) {
        double value = widen(samples[i], signed) * frame.slope() + frame.intercept();
        samples[i] = (short) Math.round((value - low) / step);
      }
    }
    issues.add(
        "The rescale differs between slices; values were brought onto one scale, exact to %.3g"
            .formatted(step / 2));
    return Volume.owning(grid, samples, false, step, low);
  }

  private static int widen(short sample, boolean signed) {
    return signed ? sample : sample & 0xffff;
  }
}
