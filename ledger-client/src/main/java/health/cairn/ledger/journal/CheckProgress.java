package health.cairn.ledger.journal;

/// Is told how far a full check has come, on the thread that checks. Stops it by throwing a
/// [java.util.concurrent.CancellationException]; the check changes nothing, so nothing is left half.
@FunctionalInterface
public interface CheckProgress {
  CheckProgress NONE = (checked, of) -> {};

  /// @param checked entries so far
  /// @param of entries in all
  void at(long checked, long of);
}
