package health.cairn.imaging.organ;

import health.cairn.imaging.volume.PatientPoint;
import java.util.Locale;
import java.util.Optional;

/// Whether what a network outlined can be a hippocampus, and two of them a pair. The bounds hold the
/// 203 hippocampi of the training set (2.4 to 4.4 mL; the anterior part's middle 14 to 21 mm in front of
/// the posterior one's and 1 to 12 mm lower) with room for atrophy and for other heads; none was fitted
/// to a case.
final class PlausibleHippocampus {
  private static final double LEAST_ML = 1.5;
  private static final double MOST_ML = 5.5;
  private static final double LEAST_IN_FRONT_MM = 11;
  private static final double MOST_IN_FRONT_MM = 26;
  private static final double LEAST_LARGEST_SHARE = 0.9;
  private static final double LEAST_PROBABILITY = 0.9;
  private static final double MOST_AT_FACES = 0.01;
  private static final double VOXEL_ML = 0.001;
  private static final double MOST_OFF_MIDLINE_MM = 45;
  private static final double LEAST_OFF_MIDLINE_MM = 12;

  private static final double MOST_PAIR_SHIFT_MM = 12;
  private static final double MOST_PAIR_RATIO = 1.7;

  private PlausibleHippocampus() {}

  /// @return why it cannot be one, in a clause; empty where it can
  static Optional<String> flaw(OrganLook look) {
    double front = look.posterior().yMm() - look.anterior().yMm();
    if (look.volumeMl() < LEAST_ML || look.volumeMl() > MOST_ML) {
      return said("it would measure %.1f mL", look.volumeMl());
    }
    if (look.largestShare() < LEAST_LARGEST_SHARE) {
      return said("only %.0f %% of it hangs together", 100 * look.largestShare());
    }
    if (front < LEAST_IN_FRONT_MM || front > MOST_IN_FRONT_MM) {
      return said("its anterior part would lie %.0f mm in front of the posterior one", front);
    }
    if (look.anterior().zMm() > look.posterior().zMm() + 2) {
      return Optional.of("its anterior part would lie above the posterior one");
    }
    if (look.meanProbability() < LEAST_PROBABILITY) {
      return said("the model is only %.0f %% sure of it", 100 * look.meanProbability());
    }
    if (look.cutOff() * VOXEL_ML > MOST_AT_FACES * look.volumeMl()) {
      return Optional.of("it runs out of the box");
    }
    return Optional.empty();
  }

  /// @return why they cannot be left and right of one head, in a clause; empty where they can
  static Optional<String> flaw(OrganLook left, OrganLook right, HeadFrame head) {
    PatientPoint l = left.middle();
    PatientPoint r = right.middle();
    for (double off : new double[] {l.xMm() - head.midlineXMm(), head.midlineXMm() - r.xMm()}) {
      if (off < LEAST_OFF_MIDLINE_MM || off > MOST_OFF_MIDLINE_MM) {
        return said("one of them would lie %.0f mm from the middle of the head", off);
      }
    }
    if (Math.abs(l.yMm() - r.yMm()) > MOST_PAIR_SHIFT_MM
        || Math.abs(l.zMm() - r.zMm()) > MOST_PAIR_SHIFT_MM) {
      return Optional.of("left and right would not lie across from each other");
    }
    double ratio = left.volumeMl() / right.volumeMl();
    if (ratio > MOST_PAIR_RATIO || ratio < 1 / MOST_PAIR_RATIO) {
      return said("one would be %.1f times as large as the other", Math.max(ratio, 1 / ratio));
    }
    return Optional.empty();
  }

  private static Optional<String> said(String format, double value) {
    return Optional.of(String.format(Locale.ROOT, format, value));
  }
}
