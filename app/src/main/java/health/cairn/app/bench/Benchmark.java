package health.cairn.app.bench;

import java.util.List;
import java.util.Optional;

/// Something that is measured on real parts, in a place of its own that is removed afterwards.
public interface Benchmark {
  /// As it is asked for on the command line.
  String name();

  /// Those asked for together under one name ("ledger"); else its own name.
  default String group() {
    return name();
  }

  /// What this machine lacks for it, in one sentence; empty where it can be measured.
  default Optional<String> lacking() {
    return Optional.empty();
  }

  /// @return its figures; the first has its name
  List<Measure> run() throws Exception;
}
