package health.cairn.ledger.journal;

/// A checkpoint with the journal's signature, as a C2SP signed note. That it is well-formed says
/// nothing yet: see [CheckpointVerifier].
///
/// @param checkpoint what is signed
/// @param signature by the key named as the checkpoint's origin
public record SignedCheckpoint(Checkpoint checkpoint, NoteSignature signature) {
  private static final String DASH = "\u2014 ";

  /// The note: the checkpoint's lines, an empty line, one signature line.
  public String note() {
    return checkpoint.text() + "\n" + DASH + checkpoint.origin() + " " + signature.base64() + "\n";
  }

  /// Reads [#note] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static SignedCheckpoint parse(String note) {
    int end = note.indexOf("\n\n");
    if (end < 0 || note.length() > 1000) {
      throw new IllegalArgumentException("not a signed checkpoint");
    }
    Checkpoint checkpoint = Checkpoint.parse(note.substring(0, end + 1));
    String prefix = DASH + checkpoint.origin() + " ";
    String line = note.substring(end + 2);
    if (!line.startsWith(prefix) || !line.endsWith("\n")) {
      throw new IllegalArgumentException("a checkpoint without its origin's signature");
    }
    String base64 = line.substring(prefix.length(), line.length() - 1);
    var signed = new SignedCheckpoint(checkpoint, NoteSignature.fromBase64(base64));
    if (!signed.note().equals(note)) {
      throw new IllegalArgumentException("a signed checkpoint that is not in its canonical form");
    }
    return signed;
  }
}
