package health.cairn.app.analysis;

/// How long each step took, in milliseconds.
public record Timings(
    long read, long preprocess, long segment, long classify, long explain, long write, long total) {

  Timings withExplain(long explainMs) {
    return new Timings(read, preprocess, segment, classify, explainMs, write, total + explainMs);
  }

  Timings withWrite(long writeMs) {
    return new Timings(read, preprocess, segment, classify, explain, writeMs, total + writeMs);
  }
}
