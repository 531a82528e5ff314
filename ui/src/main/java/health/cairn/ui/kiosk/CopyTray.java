package health.cairn.ui.kiosk;

import health.cairn.app.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/// Where patients' copies go, for staff to print and hand over.
@FunctionalInterface
public interface CopyTray {

  /// @param pdf one copy
  void put(byte[] pdf) throws CairnException;

  /// A folder: each copy a file of its own, whose name says nothing of the patient.
  static CopyTray folder(Path folder) {
    return pdf -> {
      Path file = folder.resolve("consent-" + UUID.randomUUID() + ".pdf");
      try {
        Files.write(file, pdf, StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw new CairnException(
            CairnException.Kind.REFUSED, "The copy cannot be written to " + folder + ".", e);
      }
    };
  }

  /// What a kiosk without a folder has.
  static Optional<CopyTray> of(Optional<Path> folder) {
    return folder.map(CopyTray::folder);
  }
}
