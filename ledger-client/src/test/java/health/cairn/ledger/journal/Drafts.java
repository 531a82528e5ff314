package health.cairn.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Entries for tests.
public final class Drafts {
  public static final Instant MORNING = Instant.parse("2026-03-12T07:30:00.125Z");

  private Drafts() {}

  public static byte[] record(int number) {
    return ("record " + number).getBytes(StandardCharsets.UTF_8);
  }

  public static EntryDraft stored(int number) {
    return EntryDraft.ofContent(
        EventKind.RECORD_STORED,
        MORNING.plusMillis(number),
        "account-7",
        "import",
        "Observation/" + number,
        1,
        record(number));
  }

  public static List<EntryDraft> stored(int from, int to) {
    var drafts = new ArrayList<EntryDraft>();
    for (int i = from; i < to; i++) {
      drafts.add(stored(i));
    }
    return drafts;
  }
}
