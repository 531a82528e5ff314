package health.cairn.imaging.radiomics;

import health.cairn.imaging.classify.SliceSample;
import java.util.BitSet;

/// The classical outline of the surveys, without any training: strip the skull roughly, group the
/// pixels by brightness, keep the compact bright part that stands out most. A baseline to be compared
/// with, not a segmenter to rely on: it takes whatever is brightest, and always finds something.
public final class ClusterOutline {
  private static final int CLUSTERS = 5;

  /// Scalp, fat and skull are within about 12 mm of the head's surface.
  private static final int STRIPPED = 12;

  private static final int OPENED = 1;

  private final Clustering method;

  public ClusterOutline(Clustering method) {
    this.method = method;
  }

  /// @return the outlined pixels on the slice's own grid; empty where no head is found
  public BitSet of(SliceSample sample) {
    CanonicalSlice slice = CanonicalSlice.of(sample);
    BitSet brain = Pixels.shrunk(Head.of(slice).pixels(), STRIPPED);
    BitSet outline = brain.isEmpty() ? new BitSet() : outline(slice, brain);
    return slice.onSource(outline, sample);
  }

  private BitSet outline(CanonicalSlice slice, BitSet brain) {
    double[] values = brain.stream().mapToDouble(at -> slice.values()[at]).toArray();
    IntensityClusters clusters = IntensityClusters.of(values, CLUSTERS, method);
    BitSet bright = new BitSet();
    for (int at = brain.nextSetBit(0); at >= 0; at = brain.nextSetBit(at + 1)) {
      bright.set(at, clusters.membership(slice.values()[at], CLUSTERS - 1) >= 0.5);
    }
    BitSet opened = Pixels.grown(Pixels.shrunk(bright, OPENED), OPENED);
    opened.and(bright);
    BitSet best = new BitSet();
    double most = 0;
    BitSet left = opened;
    for (BitSet part = Pixels.largestPart(left);
        part.cardinality() >= TumourFeatures.MIN_PIXELS;
        part = Pixels.largestPart(left)) {
      double score = score(part);
      if (score > most) {
        most = score;
        best = part;
      }
      left = Pixels.without(left, part);
    }
    return Pixels.filled(best);
  }

  /// Area times roundness: the share of its own enclosing box's inscribed ellipse that it fills.
  private static double score(BitSet part) {
    int top = CanonicalSlice.SIZE;
    int bottom = 0;
    int first = CanonicalSlice.SIZE;
    int last = 0;
    for (int at = part.nextSetBit(0); at >= 0; at = part.nextSetBit(at + 1)) {
      int row = at / CanonicalSlice.SIZE;
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
      first = Math.min(first, at % CanonicalSlice.SIZE);
      last = Math.max(last, at % CanonicalSlice.SIZE);
    }
    double width = last - first + 1;
    double height = bottom - top + 1;
    double filled = part.cardinality() / (Math.PI / 4 * width * height);
    double oblong = Math.min(width, height) / Math.max(width, height);
    return part.cardinality() * filled * filled * oblong;
  }
}
