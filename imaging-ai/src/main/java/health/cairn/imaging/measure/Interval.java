package health.cairn.imaging.measure;

/// A range that is expected to hold a true value, in that value's unit.
public record Interval(double low, double high) {
  public Interval {
    if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }
}
