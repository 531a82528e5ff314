package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/// The statement by which one checkpoint key hands over to the next, as a C2SP signed note. The key
/// that goes signs it, and the key that comes signs it too, which shows that somebody holds it. Its
/// first line is no origin, so that it can never be passed off as a checkpoint. That it is
/// well-formed says nothing yet: see [KeyHistory].
///
/// @param body what is signed
/// @param byOld signature by the key that goes
/// @param byNew signature by the key that comes
public record KeyChange(Body body, NoteSignature byOld, NoteSignature byNew) {
  private static final String HEAD = "change of a key";
  private static final String TIME = "time ";
  private static final String DASH = "\u2014 ";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final int MAX_LENGTH = 1200;

  /// Why a key goes.
  public enum Cause {
    /// In the course of things.
    ROTATED,
    /// Somebody else may hold it.
    COMPROMISED
  }

  /// What is signed.
  ///
  /// @param origin the journal's, see [Checkpoint#origin]
  /// @param number of this change in the journal, from 1
  /// @param oldKey the key that goes, 64 hexadecimal digits
  /// @param newKey the key that comes, 64 hexadecimal digits
  /// @param until the old key's checkpoints hold up to this many entries; over more, they are refused
  /// @param cause why
  /// @param time when, to the second
  public record Body(
      String origin,
      long number,
      String oldKey,
      String newKey,
      long until,
      Cause cause,
      Instant time) {
    public Body {
      Hash.fromHex(oldKey);
      Hash.fromHex(newKey);
      if (number < 1 || until < 0 || oldKey.equals(newKey)) {
        throw new IllegalArgumentException("a change of a key that changes nothing");
      }
      new Checkpoint(origin, 1, Hash.fromHex(oldKey), time); // refuses an odd origin
      time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /// The lines that are signed, each ended by a line feed.
    public String text() {
      return String.join(
              "\n",
              HEAD,
              origin,
              Long.toString(number),
              oldKey,
              newKey,
              Long.toString(until),
              cause.name().toLowerCase(Locale.ROOT),
              TIME + time)
          + "\n";
    }
  }

  public VerificationKey oldKey() {
    return VerificationKey.fromHex(body.origin(), body.oldKey());
  }

  public VerificationKey newKey() {
    return VerificationKey.fromHex(body.origin(), body.newKey());
  }

  /// Whether both keys signed exactly this.
  public boolean signedByBoth() {
    byte[] text = body.text().getBytes(StandardCharsets.UTF_8);
    return byOld.holds(oldKey(), text) && byNew.holds(newKey(), text);
  }

  /// Under which an entry of the journal commits to this statement's [#note].
  public String recordId() {
    return "CheckpointKey/" + body.number();
  }

  /// The note: what is signed, an empty line, two signature lines.
  public String note() {
    String prefix = DASH + body.origin() + " ";
    return body.text() + "\n" + prefix + byOld.base64() + "\n" + prefix + byNew.base64() + "\n";
  }

  /// Reads [#note] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static KeyChange parse(String note) {
    String[] lines = note.length() > MAX_LENGTH ? new String[0] : note.split("\n", -1);
    if (lines.length != 12 || !lines[7].startsWith(TIME)) {
      throw new IllegalArgumentException("not a change of a key");
    }
    if (!NUMBER.matcher(lines[2]).matches() || !NUMBER.matcher(lines[5]).matches()) {
      throw new IllegalArgumentException("a change of a key with a malformed number");
    }
    String prefix = DASH + lines[1] + " ";
    if (!lines[9].startsWith(prefix) || !lines[10].startsWith(prefix)) {
      throw new IllegalArgumentException("a change of a key without its two signatures");
    }
    KeyChange read;
    try {
      var body =
          new Body(
              lines[1],
              Long.parseLong(lines[2]),
              lines[3],
              lines[4],
              Long.parseLong(lines[5]),
              Cause.valueOf(lines[6].toUpperCase(Locale.ROOT)),
              Instant.parse(lines[7].substring(TIME.length())));
      read =
          new KeyChange(
              body,
              NoteSignature.fromBase64(lines[9].substring(prefix.length())),
              NoteSignature.fromBase64(lines[10].substring(prefix.length())));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("a change of a key with a malformed time", e);
    }
    if (!read.note().equals(note)) {
      throw new IllegalArgumentException("a change of a key that is not in its canonical form");
    }
    return read;
  }
}
