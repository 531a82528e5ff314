package health.cairn.imaging.evaluate.metric;

/// Cells of a true and a predicted mask, and what is computed from them alone.
///
/// @param common cells in both
/// @param truth cells in the true mask
/// @param predicted cells in the predicted mask
public record Overlap(long common, long truth, long predicted) {

  /// Sorensen-Dice coefficient 2|A and B| / (|A| + |B|) (Dice, Ecology 1945, 26:297); 1 when both
  /// are empty.
  public double dice() {
    long total = truth + predicted;
    return total == 0 ? 1 : 2.0 * common / total;
  }

  /// Intersection over union, the Jaccard index (New Phytologist 1912, 11:37); 1 when both are empty.
  public double iou() {
    long union = truth + predicted - common;
    return union == 0 ? 1 : common / (double) union;
  }

  /// Share of the true cells that is found (recall); NaN when there are none.
  public double sensitivity() {
    return truth == 0 ? Double.NaN : common / (double) truth;
  }

  /// Share of the predicted cells that is true (positive predictive value); NaN when there are none.
  public double precision() {
    return predicted == 0 ? Double.NaN : common / (double) predicted;
  }

  public Overlap plus(Overlap other) {
    return new Overlap(common + other.common, truth + other.truth, predicted + other.predicted);
  }
}
