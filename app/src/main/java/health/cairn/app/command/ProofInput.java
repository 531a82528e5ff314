package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.qr.QrReader;
import health.cairn.app.report.FormSeal;
import health.cairn.app.store.Home;
import health.cairn.ledger.journal.SignedStatement;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.verify.ProofParts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A proof in whichever form it is handed in: as a file, as the text of codes, in photographs or scans of them, on a
/// patient's copy of the consent form.
///
/// @param text for [health.cairn.ledger.verify.ProofVerifier], a byte for each character
/// @param seal what the home states about the whole of a consent form, where it is one as it was issued
/// @param printed whether it was read off a page that says more than the code
record ProofInput(String text, Optional<SignedStatement> seal, boolean printed) {

  byte[] bytes() {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// @param files one, or those that the codes of one proof are spread over
  /// @throws CairnException REFUSED where there is no proof in them, or not all of it; INTEGRITY where it was
  ///     changed
  static ProofInput read(List<Path> files) throws CairnException {
    List<String> texts = new ArrayList<>();
    boolean printed = false;
    for (Path file : files) {
      byte[] bytes = bytes(file);
      if (QrReader.isPdf(bytes)) {
        switch (FormSeal.open(bytes)) {
          case FormSeal.Sealed form when files.size() == 1 -> {
            return new ProofInput(form.proof(), Optional.of(form.statement()), false);
          }
          case FormSeal.Sealed form -> texts.add(form.proof());
          case FormSeal.Broken broken ->
              throw new CairnException(
                  CairnException.Kind.INTEGRITY,
                  "The form " + file + " was changed since it was issued.");
          case FormSeal.Unsealed none -> texts.addAll(QrReader.onPages(bytes));
        }
        printed = true;
      } else if (QrReader.isPicture(bytes)) {
        texts.addAll(QrReader.inPicture(bytes));
      } else {
        String read = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = read.lines().toList();
        if (files.size() == 1 && lines.stream().noneMatch(ProofParts::claims)) {
          return new ProofInput(read, Optional.empty(), false);
        }
        texts.addAll(lines);
      }
    }
    return new ProofInput(whole(files, texts), Optional.empty(), printed);
  }

  private static String whole(List<Path> files, List<String> texts) throws CairnException {
    String named = files.stream().map(Path::toString).collect(Collectors.joining(", "));
    return switch (ProofParts.join(texts)) {
      case ProofParts.Whole whole -> whole.text();
      case ProofParts.Lacking lacking ->
          throw new CairnException(
              CairnException.Kind.REFUSED,
              "Of the %d codes of this proof, number %s could not be read in %s; add a picture of each."
                  .formatted(
                      lacking.of(),
                      lacking.missing().stream()
                          .map(String::valueOf)
                          .collect(Collectors.joining(", ")),
                      named));
      case ProofParts.Damaged damaged ->
          throw new CairnException(
              CairnException.Kind.INTEGRITY, "Not verified: " + damaged.reason() + ".");
      case ProofParts.Nothing nothing ->
          throw new CairnException(
              CairnException.Kind.REFUSED,
              "There is no proof to be read in " + named + "; is a whole code in the picture?");
    };
  }

  /// Larger files are refused; of what is neither picture nor PDF, only what a proof may have is read on.
  private static byte[] bytes(Path file) throws CairnException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(QrReader.MAX_BYTES + 1);
      boolean codes = QrReader.isPdf(bytes) || QrReader.isPicture(bytes);
      if (codes && bytes.length > QrReader.MAX_BYTES) {
        throw new CairnException(
            CairnException.Kind.REFUSED, file + " has more than 32 MiB; hand in a smaller one.");
      }
      return codes || bytes.length <= ProofFile.MAX_BYTES
          ? bytes
          : Arrays.copyOf(bytes, ProofFile.MAX_BYTES + 1);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static CairnException unreadable(Path file, IOException e) {
    return new CairnException(
        CairnException.Kind.REFUSED, file + " cannot be read: " + Home.reason(e) + ".", e);
  }
}
