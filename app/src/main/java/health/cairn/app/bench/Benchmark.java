package health.cairn.app.bench;

/// Something that is measured on real parts, in a place of its own that is removed afterwards.
public interface Benchmark {
  /// As it is asked for on the command line.
  String name();

  Measure run() throws Exception;
}
