package health.cairn.ledger.journal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// An entry before the journal gave it its index.
///
/// @param event what happened
/// @param time when, to the millisecond
/// @param actor who: the pseudonym of an account, or a model with version, 1 to 100 characters
/// @param purpose why, in the words of the use case ("opened in viewer", "accepted"); may be empty,
///     at most 200 characters
/// @param subject what it is about
/// @param salt fresh for every entry; the subject's digest is made with it
public record EntryDraft(
    EventKind event, Instant time, String actor, String purpose, Subject subject, Salt salt) {
  public EntryDraft {
    time = time.truncatedTo(ChronoUnit.MILLIS);
    Limits.text("actor", actor, 1, 100);
    Limits.text("purpose", purpose, 0, 200);
  }

  /// About a record's content, with a fresh salt.
  ///
  /// @param content the record's bytes, which the entry commits to
  public static EntryDraft ofContent(
      EventKind event,
      Instant time,
      String actor,
      String purpose,
      String recordId,
      long version,
      byte[] content) {
    Salt salt = Salt.random();
    var subject = new Subject(recordId, version, salt.digest(content));
    return new EntryDraft(event, time, actor, purpose, subject, salt);
  }

  /// The same for content that is too large for memory; the stream is read to its end, not closed.
  public static EntryDraft ofContent(
      EventKind event,
      Instant time,
      String actor,
      String purpose,
      String recordId,
      long version,
      InputStream content)
      throws IOException {
    Salt salt = Salt.random();
    var subject = new Subject(recordId, version, salt.digest(content));
    return new EntryDraft(event, time, actor, purpose, subject, salt);
  }

  /// About a record without saying anything of its content (an access), with a fresh salt.
  public static EntryDraft ofEvent(
      EventKind event, Instant time, String actor, String purpose, String recordId, long version) {
    var subject = new Subject(recordId, version, null);
    return new EntryDraft(event, time, actor, purpose, subject, Salt.random());
  }
}
