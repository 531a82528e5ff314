package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.nio.FloatBuffer;
import java.util.BitSet;

/// Whether something of a head's size and shape is there, by brightness alone: no model is asked.
public final class HeadCheck {
  private static final int SIZE = 192;

  /// What the rules of a fusion see of a slice, whatever size a member takes.
  private static final ModelInput.Slices VIEW =
      ModelInput.Slices.single("image", SIZE, 250, "T1C", 0.01, 0.995);

  private HeadCheck() {}

  /// On one slice.
  static boolean found(SliceSample slice) {
    FloatBuffer pixels = FloatBuffer.allocate(SIZE * SIZE);
    slice.input(VIEW).write(slice.values(), pixels);
    return HeadOutline.of(Raster.of(SIZE, SIZE, pixels.array())).found();
  }

  /// On more than half of the slices from the middle of a stack.
  ///
  /// @param volume whose pixels have a known size
  public static boolean found(Volume volume) {
    Mask nothing = Mask.of(volume.grid(), new BitSet());
    return TumourSlice.central(volume.grid().slices()).stream()
            .filter(s -> found(MemberClassifier.sample(volume, nothing, s.index())))
            .mapToDouble(TumourSlice::weight)
            .sum()
        > 0.5;
  }
}
