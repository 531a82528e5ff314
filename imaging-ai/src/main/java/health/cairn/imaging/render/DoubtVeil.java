package health.cairn.imaging.render;

import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;

/// Doubt as a veil over a picture: clear where a model is sure, the colour of "uncertain" the denser the
/// less it knows.
public final class DoubtVeil {
  /// Reddish purple of Okabe and Ito, 0xRRGGBB: everywhere in the program it means uncertain.
  public static final int RGB = 0xCC79A7;

  /// How much of the picture the veil hides where the model has no idea.
  private static final double MOST = 0.75;

  private DoubtVeil() {}

  /// What the veil shows, in words.
  public static String words(DoubtMap map) {
    return map.networks() > 1 ? "where the models doubt or disagree" : "where the model doubts";
  }

  /// Of every voxel of a slice by its entropy: ARGB, premultiplied.
  public static int[] argb(DoubtSlice slice) {
    int[] argb = new int[slice.voxels()];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = argb(slice.entropy(i));
    }
    return argb;
  }

  /// @param entropy bits, 0..1
  /// @return premultiplied
  public static int argb(double entropy) {
    double alpha = MOST * Math.clamp(entropy, 0, 1);
    int argb = (int) Math.round(255 * alpha) << 24;
    for (int shift = 16; shift >= 0; shift -= 8) {
      argb |= (int) Math.round((RGB >> shift & 0xff) * alpha) << shift;
    }
    return argb;
  }
}
