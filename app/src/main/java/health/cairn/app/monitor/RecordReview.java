package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.monitor.EntryPass.Line;
import health.cairn.app.usecase.RecordContents;
import health.cairn.app.usecase.RecordContents.Committed;
import health.cairn.app.usecase.RecordContents.Content;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.monitor.Alarm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which records are no longer what their entries commit to, and which the index does not find any more.
final class RecordReview {
  /// More say no more; the count does.
  static final int MAX_ALARMS = 500;

  private final RecordContents contents;
  private final Instant now;
  private final List<Alarm> alarms = new ArrayList<>();
  private long compared;

  /// @param now when what is found was seen first
  RecordReview(RecordContents contents, Instant now) {
    this.contents = contents;
    this.now = now;
  }

  void take(List<Line> lines) throws CairnException {
    List<Committed> committed = new ArrayList<>();
    for (Line line : lines) {
      Entry entry = line.entry();
      if (line.index().filter(i -> i.recordId().equals(entry.subject().recordId())).isEmpty()) {
        add(
            Alarm.Kind.INDEX_CHANGED,
            entry,
            "The index does not find the record that entry %d is about.".formatted(entry.index()));
      }
      if (entry.subject().contentDigest() != null) {
        committed.add(new Committed(entry, line.opening()));
      }
    }
    List<Content> found = contents.compare(committed);
    for (int i = 0; i < found.size(); i++) {
      Entry entry = committed.get(i).entry();
      switch (found.get(i)) {
        case UNCHANGED -> compared++;
        case CHANGED ->
            add(
                Alarm.Kind.RECORD_CHANGED,
                entry,
                "%s is not what was recorded; entry %d has what it was."
                    .formatted(type(entry), entry.index()));
        case MISSING ->
            add(
                Alarm.Kind.RECORD_MISSING,
                entry,
                "%s is gone that entry %d recorded.".formatted(type(entry), entry.index()));
        case NOT_COMMITTED -> {}
      }
    }
  }

  /// Records that are as they were recorded.
  long compared() {
    return compared;
  }

  List<Alarm> alarms() {
    return alarms;
  }

  private void add(Alarm.Kind kind, Entry entry, String sentence) {
    if (alarms.size() < MAX_ALARMS) {
      alarms.add(new Alarm(kind, "entry " + entry.index(), now, sentence));
    }
  }

  /// What sort of record, and not which.
  private static String type(Entry entry) {
    String id = entry.subject().recordId();
    int slash = id.indexOf('/');
    return "A record (" + (slash < 0 ? "of another kind" : id.substring(0, slash)) + ")";
  }
}
