package health.cairn.app.report;

import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.SignedStatement;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Seals a patient's copy of the form: behind the PDF stand, in comments that its readers pass over, the proof
/// of what was decided and the home's signature over every byte before it. Checking it needs no PDF library.
///
/// At the very end the pointer to the PDF's table stands once more, since readers look for it in the last 1,024
/// bytes (ISO 32000-1, 7.5.5).
public final class FormSeal {
  private static final String PROOF = "%cairn-proof ";
  private static final String SEAL = "%cairn-form ";
  private static final String POINTER = "startxref";
  private static final int NOTE_LENGTH = 2000;

  private FormSeal() {}

  /// What a file says of itself.
  public sealed interface Opened {}

  /// Nothing was changed since it was sealed; by whom is for the statement's signature to say.
  ///
  /// @param proof text of a compact proof
  public record Sealed(String proof, SignedStatement statement) implements Opened {}

  /// It was sealed, and changed since.
  public record Broken() implements Opened {}

  /// It was never sealed.
  public record Unsealed() implements Opened {}

  /// @param pdf as PDFBox writes it
  /// @param proof text of a compact proof
  /// @param formId record that the proof is about
  public static byte[] seal(byte[] pdf, String proof, CheckpointSigner signer, String formId) {
    byte[] covered = joined(pdf, PROOF + proof + "\n");
    SignedStatement stated = signer.state(formId, Hash.sha256(covered));
    String note =
        Base64.getEncoder().encodeToString(stated.note().getBytes(StandardCharsets.UTF_8));
    return joined(covered, SEAL + note + "\n" + pointer(covered));
  }

  /// @param file of any kind
  public static Opened open(byte[] file) {
    int seal = lastIndexOf(file, "\n" + SEAL) + 1;
    int proof = lastIndexOf(file, "\n" + PROOF) + 1;
    if (seal == 0 && proof == 0) {
      return new Unsealed();
    }
    if (seal < proof || proof == 0) {
      return new Broken();
    }
    byte[] covered = Arrays.copyOf(file, seal);
    String behind = ascii(file, seal, file.length);
    int end = behind.indexOf('\n');
    String text = ascii(file, proof + PROOF.length(), seal - 1);
    if (end < 0
        || end > NOTE_LENGTH
        || text.indexOf('\n') >= 0
        || !behind.substring(end + 1).equals(pointer(covered))) {
      return new Broken(); // something was added or taken away at the end
    }
    try {
      byte[] note = Base64.getDecoder().decode(behind.substring(SEAL.length(), end));
      SignedStatement statement = SignedStatement.parse(new String(note, StandardCharsets.UTF_8));
      return statement.content().equals(Hash.sha256(covered))
          ? new Sealed(text, statement)
          : new Broken();
    } catch (IllegalArgumentException e) {
      return new Broken();
    }
  }

  private static String pointer(byte[] pdf) {
    int at = lastIndexOf(pdf, POINTER);
    String number = at < 0 ? "" : ascii(pdf, at + POINTER.length(), pdf.length).strip();
    return POINTER + "\n" + number.replaceAll("[^0-9].*", "") + "\n%%EOF\n";
  }

  private static byte[] joined(byte[] head, String tail) {
    byte[] end = tail.getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(head, head.length + end.length);
    System.arraycopy(end, 0, all, head.length, end.length);
    return all;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, Math.max(0, to - from), StandardCharsets.ISO_8859_1);
  }

  private static int lastIndexOf(byte[] bytes, String sought) {
    byte[] mark = sought.getBytes(StandardCharsets.US_ASCII);
    for (int at = bytes.length - mark.length; at >= 0; at--) {
      if (Arrays.equals(bytes, at, at + mark.length, mark, 0, mark.length)) {
        return at;
      }
    }
    return -1;
  }
}
