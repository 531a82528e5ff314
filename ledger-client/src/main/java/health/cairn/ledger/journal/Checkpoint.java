package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Pattern;

/// What a journal was at one moment: how many entries, under which root. The text is that of a C2SP
/// tlog-checkpoint with the time as an extension line.
///
/// @param origin which journal, unique and without patient data ("clinic.example/desk-7/3f9a"): 1 to
///     100 of `A-Z a-z 0-9 . / _ -`
/// @param size entries, from 1
/// @param root RFC 9162 root over these entries
/// @param time when it was made by the journal's clock, to the second
public record Checkpoint(String origin, long size, Hash root, Instant time) {
  private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9./_-]{1,100}");
  private static final String TIME = "time ";

  public Checkpoint {
    if (!ORIGIN.matcher(origin).matches()) {
      throw new IllegalArgumentException(
          "an origin that is empty, too long, or has odd characters");
    }
    if (size < 1) {
      throw new IllegalArgumentException("a checkpoint over an empty journal");
    }
    time = time.truncatedTo(ChronoUnit.SECONDS);
  }

  /// The journal's name on chain: the hash of its origin, so that the name itself stays here.
  public Hash logId() {
    return Hash.sha256(origin);
  }

  /// The lines that are signed, each ended by a line feed.
  public String text() {
    String base64Root = Base64.getEncoder().encodeToString(root.bytes());
    return origin + "\n" + size + "\n" + base64Root + "\n" + TIME + time + "\n";
  }

  /// Reads [#text] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static Checkpoint parse(String text) {
    String[] lines = text.split("\n", 6);
    if (lines.length != 5 || !lines[3].startsWith(TIME)) {
      throw new IllegalArgumentException("not the four lines of a checkpoint");
    }
    Checkpoint checkpoint;
    try {
      checkpoint =
          new Checkpoint(
              lines[0],
              Long.parseLong(lines[1]),
              Hash.of(Base64.getDecoder().decode(lines[2])),
              Instant.parse(lines[3].substring(TIME.length())));
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("a checkpoint with a malformed time", e);
    }
    if (!checkpoint.text().equals(text)) {
      throw new IllegalArgumentException("a checkpoint that is not in its canonical form");
    }
    return checkpoint;
  }
}
