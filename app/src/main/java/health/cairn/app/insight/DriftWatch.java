package health.cairn.app.insight;

import health.cairn.app.CairnException;
import health.cairn.app.store.AnalysisRows;
import health.cairn.app.store.Database;
import java.util.List;
import java.util.Optional;

/// Keeps the monitor's last word until there are new rows or decisions: it is asked far more often than it
/// has something new to say. Any thread.
public final class DriftWatch {
  private final Database database;
  private final DriftMonitor.Accepted accepted;
  private List<AnalysisRows.Row> judged = List.of();
  private Optional<String> brief = Optional.empty();

  public DriftWatch(Database database, DriftMonitor.Accepted accepted) {
    this.database = database;
    this.accepted = accepted;
  }

  /// As [DriftReport#brief].
  public synchronized Optional<String> brief() throws CairnException {
    List<AnalysisRows.Row> rows = database.read(c -> new AnalysisRows(c).all());
    if (!rows.equals(judged)) {
      brief = DriftMonitor.STANDARD.report(database, accepted).brief();
      judged = rows;
    }
    return brief;
  }
}
