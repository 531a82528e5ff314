package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.JournalCheck.Kind;
import health.cairn.ledger.journal.JournalCheckRun.Found;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Whether what was done to a journal is what its entries say was done: words erased, keys changed.
final class SaidCheck {
  private final JournalStore store;
  private final List<Erasure> gone = new ArrayList<>(); // runs, in order
  private final TreeMap<Long, Erasure> erased = new TreeMap<>(); // by first entry
  private final Map<String, Opening> keyEntries = new HashMap<>();
  private final Map<String, Entry> keySubjects = new HashMap<>();
  private long destroyed;

  SaidCheck(JournalStore store) {
    this.store = store;
  }

  long destroyed() {
    return destroyed;
  }

  void destroyed(long index) {
    destroyed++;
    if (!gone.isEmpty() && gone.getLast().to() == index - 1) {
      gone.set(gone.size() - 1, new Erasure(gone.getLast().from(), index));
    } else {
      gone.add(new Erasure(index, index));
    }
  }

  void entry(Entry entry, Opening opening) throws Found {
    if (entry.event() == EventKind.RECORD_ERASED) {
      Erasure run = Erasure.of(entry).orElse(null);
      if (run == null) {
        throw new Found(entry.index(), Kind.UNREADABLE, "an erasure that names no entries");
      }
      erased.merge(run.from(), run, (a, b) -> a.to() >= b.to() ? a : b);
    }
    if (entry.event() == EventKind.KEY_CHANGED) {
      if (keyEntries.put(entry.subject().recordId(), opening) != null) {
        throw new Found(entry.index(), Kind.KEY_CHANGE_UNSAID, "a change of the key said twice");
      }
      keySubjects.put(entry.subject().recordId(), entry);
    }
  }

  void agree() throws LedgerException, Found {
    erasures();
    keyChanges();
  }

  private void erasures() throws Found {
    var said = new ArrayList<Erasure>(); // runs that touch become one
    for (Erasure run : erased.values()) {
      if (!said.isEmpty() && said.getLast().to() >= run.from() - 1) {
        Erasure last = said.getLast();
        said.set(said.size() - 1, new Erasure(last.from(), Math.max(last.to(), run.to())));
      } else {
        said.add(run);
      }
    }
    for (int i = 0; i < Math.max(said.size(), gone.size()); i++) {
      Erasure words = i < said.size() ? said.get(i) : null;
      Erasure places = i < gone.size() ? gone.get(i) : null;
      if (words != null && words.equals(places)) {
        continue;
      }
      boolean unsaid =
          words == null
              || (places != null
                  && (places.from() < words.from()
                      || (places.from() == words.from() && places.to() > words.to())));
      if (unsaid && places != null) {
        long at = words != null && places.from() == words.from() ? words.to() + 1 : places.from();
        throw new Found(at, Kind.ERASED_UNSAID, "words are gone that no entry says were erased");
      }
      if (words != null) {
        long at = places != null && places.from() == words.from() ? places.to() + 1 : words.from();
        throw new Found(at, Kind.NOT_ERASED, "words are there that were to be erased");
      }
    }
  }

  private void keyChanges() throws LedgerException, Found {
    List<KeyChange> changes = store.keyChanges();
    for (KeyChange change : changes) {
      Opening opening = keyEntries.remove(change.recordId());
      Entry entry = keySubjects.get(change.recordId());
      if (opening == null
          || entry == null
          || !Objects.equals(
              entry.subject().contentDigest(),
              opening.salt().digest(change.note().getBytes(StandardCharsets.UTF_8)))) {
        throw new Found(
            change.body().until(),
            Kind.KEY_CHANGE_UNSAID,
            "a change of the key that no entry commits to");
      }
    }
    for (String recordId : keyEntries.keySet()) {
      Entry entry = keySubjects.get(recordId);
      throw new Found(
          entry == null ? 0 : entry.index(),
          Kind.KEY_CHANGE_UNSAID,
          "a change of the key that is not kept");
    }
  }
}
