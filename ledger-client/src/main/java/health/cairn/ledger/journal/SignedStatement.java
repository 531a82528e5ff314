package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;

/// What the owner of a journal states about one of its own records, signed with the journal's key, as a
/// C2SP signed note. Its first line is no origin, so that it can never be passed off as a checkpoint.
/// That it is well-formed says nothing yet: see [CheckpointVerifier#stated].
///
/// @param origin the journal's, see [Checkpoint#origin]
/// @param recordId one line, 1 to 200 characters
/// @param content SHA-256 of the record's bytes
/// @param signature by the key named as the origin
public record SignedStatement(
    String origin, String recordId, Hash content, NoteSignature signature) {
  private static final String HEAD = "statement about a record";
  private static final String DASH = "\u2014 ";

  public SignedStatement {
    Limits.text("record id", recordId, 1, 200);
    if (recordId.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a record id of more than one line");
    }
  }

  static String text(String origin, String recordId, Hash content) {
    return HEAD + "\n" + origin + "\n" + recordId + "\n" + content.hex() + "\n";
  }

  /// What is signed.
  public String text() {
    return text(origin, recordId, content);
  }

  /// The note: what is signed, an empty line, one signature line.
  public String note() {
    return text() + "\n" + DASH + origin + " " + signature.base64() + "\n";
  }

  /// Reads [#note] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static SignedStatement parse(String note) {
    String[] lines = note.length() > 1000 ? new String[0] : note.split("\n", -1);
    if (lines.length != 7) {
      throw new IllegalArgumentException("not a signed statement");
    }
    String prefix = DASH + lines[1] + " ";
    if (!lines[5].startsWith(prefix)) {
      throw new IllegalArgumentException("a statement without its origin's signature");
    }
    var read =
        new SignedStatement(
            lines[1],
            lines[2],
            Hash.fromHex(lines[3]),
            NoteSignature.fromBase64(lines[5].substring(prefix.length())));
    if (!read.note().equals(note)) {
      throw new IllegalArgumentException("a signed statement that is not in its canonical form");
    }
    return read;
  }
}
