package health.cairn.app.models;

import com.fasterxml.jackson.core.type.TypeReference;
import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// A copy of the current decisions beside the models, for what runs without the passphrase (`cairn
/// analyze`, `cairn model list`). The decisions themselves, signed, are in the home's database; the copy is
/// written anew each time the home is opened, and models are checked by it all the same.
public final class ServingFile implements ModelChoice {
  private static final String NAME = "models-serving.txt";
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;

  private ServingFile(Path file) {
    this.file = file;
  }

  /// @param models the folder of a home's models; need not exist
  public static ServingFile in(Path models) {
    return new ServingFile(models.resolve(NAME));
  }

  @Override
  public List<ServingDecision> current() throws ImagingException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IOException("it is larger than " + MAX_BYTES + " bytes");
      }
      return List.copyOf(
          Documents.JSON.readValue(
              Files.readAllBytes(file), new TypeReference<List<ServingDecision>>() {}));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.INTEGRITY,
          "Which models serve here cannot be read from "
              + file
              + "; open the home once (`cairn ledger status`) to write it anew.",
          e);
    }
  }

  /// Makes the copy say this.
  void write(List<ServingDecision> decisions) throws CairnException {
    String text = Documents.text(decisions);
    try {
      if (Files.exists(file) ? Files.readString(file).equals(text) : decisions.isEmpty()) {
        return;
      }
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(NAME + ".part");
      Files.writeString(part, text);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Which models serve cannot be written to " + file + ": " + Home.reason(e) + ".",
          e);
    }
  }
}
