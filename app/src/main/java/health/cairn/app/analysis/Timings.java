package health.cairn.app.analysis;

/// How long each step took, in milliseconds.
///
/// @param organs 0 where no organ was asked for
public record Timings(
    long read,
    long preprocess,
    long segment,
    long classify,
    long explain,
    long write,
    long total,
    long organs) {

  /// Without organs.
  public Timings(
      long read,
      long preprocess,
      long segment,
      long classify,
      long explain,
      long write,
      long total) {
    this(read, preprocess, segment, classify, explain, write, total, 0);
  }

  Timings withExplain(long explainMs) {
    return new Timings(
        read, preprocess, segment, classify, explainMs, write, total + explainMs, organs);
  }

  Timings withWrite(long writeMs) {
    return new Timings(
        read, preprocess, segment, classify, explain, writeMs, total + writeMs, organs);
  }

  Timings withOrgans(long organsMs) {
    return new Timings(
        read, preprocess, segment, classify, explain, write, total + organsMs, organsMs);
  }
}
