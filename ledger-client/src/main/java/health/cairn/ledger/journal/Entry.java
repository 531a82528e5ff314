package health.cairn.ledger.journal;

import health.cairn.ledger.json.CanonicalJson;
import health.cairn.ledger.json.CanonicalJsonParser;
import health.cairn.ledger.json.Json;
import health.cairn.ledger.json.JsonObjectReader;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/// One line of the journal: what happened, when, by whom, why, to which version of which record.
///
/// @param index position in the journal, from 0
/// @param event what happened
/// @param time when, to the millisecond
/// @param actor who
/// @param purpose why; may be empty
/// @param subject what it is about
public record Entry(
    long index, EventKind event, Instant time, String actor, String purpose, Subject subject) {
  public Entry {
    if (index < 0) {
      throw new IllegalArgumentException("entries count from 0");
    }
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("an entry's time is finer than a millisecond");
    }
    Limits.text("actor", actor, 1, 100);
    Limits.text("purpose", purpose, 0, 200);
  }

  /// The canonical form that the entry's commitment is over.
  public byte[] canonicalBytes() {
    return CanonicalJson.bytes(toJson());
  }

  Json toJson() {
    var record = new TreeMap<String, Json>();
    record.put("id", new Json.Text(subject.recordId()));
    record.put("version", new Json.Int(subject.version()));
    Hash digest = subject.contentDigest();
    if (digest != null) {
      record.put("digest", new Json.Text(digest.hex()));
    }
    var members = new TreeMap<String, Json>();
    members.put("actor", new Json.Text(actor));
    members.put("event", new Json.Text(event.name()));
    members.put("index", new Json.Int(index));
    members.put("purpose", new Json.Text(purpose));
    members.put("record", new Json.Obj(record));
    members.put("time", new Json.Text(time.toString()));
    return new Json.Obj(members);
  }

  /// Reads the canonical form back; anything else is refused.
  public static Entry parse(byte[] canonicalBytes) throws JsonRefusedException {
    Json json = CanonicalJsonParser.parse(canonicalBytes, Limits.ENTRY_BYTES);
    JsonObjectReader members = JsonObjectReader.of(json);
    JsonObjectReader record = members.object("record");
    Hash digest = record.has("digest") ? record.text("digest", Hash::fromHex) : null;
    Entry entry;
    try {
      entry =
          new Entry(
              members.count("index"),
              members.text("event", EventKind::valueOf),
              members.text("time", Instant::parse),
              members.text("actor"),
              members.text("purpose"),
              new Subject(record.text("id"), record.count("version"), digest));
    } catch (IllegalArgumentException e) {
      throw new JsonRefusedException("not an entry", e);
    }
    boolean asWritten = // a time or a digest can be written in other ways
        entry.time().toString().equals(members.text("time"))
            && (digest == null || digest.hex().equals(record.text("digest")));
    record.end();
    members.end();
    if (!asWritten) {
      throw new JsonRefusedException("an entry that is not in its canonical form");
    }
    return entry;
  }
}
