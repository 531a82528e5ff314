package health.cairn.imaging.render;

import health.cairn.imaging.volume.Volume;
import org.jspecify.annotations.Nullable;

/// Turns stored samples into grey pixels with one look-up per voxel: a table of all 65,536 samples
/// is remade when the window changes, which costs less than windowing one slice.
///
/// Not for several threads.
public final class SlicePainter {
  private static final int SAMPLES = 1 << 16;

  private final int[] table = new int[SAMPLES];
  private short[] samples = new short[0];
  private @Nullable WindowLevel madeFor;
  private double slope;
  private double intercept;
  private boolean signed;

  /// Paints a slice as opaque ARGB.
  ///
  /// @param argb as many pixels as the slice has voxels, rows after one another
  public void paint(Volume volume, int slice, WindowLevel look, int[] argb) {
    int n = volume.grid().voxelsPerSlice();
    if (argb.length < n) {
      throw new IllegalArgumentException(argb.length + " pixels for " + n + " voxels");
    }
    if (samples.length != n) {
      samples = new short[n];
    }
    remake(volume, look);
    volume.copySlice(slice, samples);
    for (int i = 0; i < n; i++) {
      argb[i] = table[samples[i] & 0xffff];
    }
  }

  private void remake(Volume volume, WindowLevel look) {
    if (look.equals(madeFor)
        && slope == volume.slope()
        && intercept == volume.intercept()
        && signed == volume.signed()) {
      return;
    }
    madeFor = look;
    slope = volume.slope();
    intercept = volume.intercept();
    signed = volume.signed();
    double scale = 255.0 / look.window();
    double black = look.level() - look.window() / 2;
    for (int i = 0; i < SAMPLES; i++) {
      double value = (signed ? (short) i : i) * slope + intercept;
      int grey = (int) Math.clamp((value - black) * scale + 0.5, 0.0, 255.0);
      if (look.inverted()) {
        grey = 255 - grey;
      }
      table[i] = 0xff000000 | grey << 16 | grey << 8 | grey;
    }
  }
}
