package health.cairn.ledger.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A run of entries whose words were destroyed. The entry that says so names their places and not what
/// they were about, so that nothing leads back to whoever asked for it.
///
/// @param from first entry, from 0
/// @param to last entry, included
record Erasure(long from, long to) {
  private static final Pattern ID =
      Pattern.compile("Journal/(0|[1-9][0-9]{0,15})(?:-([1-9][0-9]{0,15}))?");

  Erasure {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("no run of entries");
    }
  }

  /// As few runs as cover exactly these entries.
  static List<Erasure> over(Collection<Long> indices) {
    var runs = new ArrayList<Erasure>();
    for (long index : new TreeSet<>(indices)) {
      if (!runs.isEmpty() && runs.getLast().to == index - 1) {
        runs.set(runs.size() - 1, new Erasure(runs.getLast().from, index));
      } else {
        runs.add(new Erasure(index, index));
      }
    }
    return runs;
  }

  /// What an entry about it has as its record's id: "Journal/17" or "Journal/17-23".
  String recordId() {
    return "Journal/" + from + (to == from ? "" : "-" + to);
  }

  static Optional<Erasure> of(Entry entry) {
    Matcher id = ID.matcher(entry.subject().recordId());
    if (entry.event() != EventKind.RECORD_ERASED || !id.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(id.group(1));
    long to = id.group(2) == null ? from : Long.parseLong(id.group(2));
    return to < from || to >= entry.index() ? Optional.empty() : Optional.of(new Erasure(from, to));
  }
}
