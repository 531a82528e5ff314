package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A folder of models: each is a card (JSON) with its files beside it, in the folder itself or in
/// a folder of its own in there.
public final class ModelFolder {
  private static final int MAX_FILES = 1000;
  private static final String CARD = "card.json";

  /// A model being added lies in a folder of this name until all of it is there; a kill leaves it to be removed
  /// by the next one that is added.
  private static final String UNFINISHED = ".adding-";

  private ModelFolder() {}

  /// Copies a model into the folder once its card is readable and its hash right: all of it at once, so that
  /// a kill in between leaves no half model.
  ///
  /// @param card the JSON; its files lie beside it
  /// @param folder created where it does not exist
  /// @return the card of what was added
  /// @throws ImagingException `REFUSED` for a card that cannot be used or a name and version that is
  ///   there already with another hash, `INTEGRITY` when the file is not the card's
  public static ModelCard add(Path card, Path folder) throws ImagingException {
    String name = String.valueOf(card.getFileName());
    ModelCard read = readCard(card).card();
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (GraphFile file : StoredModel.filesOf(read)) {
      contents.put(
          file.file(),
          ModelIntegrity.verified(file, n -> Files.newInputStream(card.resolveSibling(n))));
    }
    try {
      Path home = folder.resolve(read.name() + "-" + read.version());
      Path target = home.resolve(CARD);
      if (Files.exists(target) && !readCard(target).card().sha256().equals(read.sha256())) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "The model " + read.name() + " " + read.version() + " is already there and differs.");
      }
      contents.put(CARD, Files.readAllBytes(card)); // last: what has a card is offered
      Files.createDirectories(folder);
      removeUnfinished(folder);
      if (Files.exists(home)) {
        fill(home, contents);
      } else {
        placeWhole(folder, home, contents);
      }
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model of "
              + name
              + " cannot be stored in "
              + folder
              + ": "
              + reason(e)
              + ". Nothing was added; make room or give access there, and add it again.",
          e);
    }
    return read;
  }

  /// The name a card gives its model.
  ///
  /// @throws ImagingException `REFUSED` for a card that cannot be used
  public static String nameOf(Path card) throws ImagingException {
    return readCard(card).card().name();
  }

  static void read(Path folder, List<StoredModel> models, List<RefusedModel> refused) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      readOne(folder, models, refused);
      for (Path entry : list(folder, "*")) {
        if (Files.isDirectory(entry)
            && !String.valueOf(entry.getFileName()).startsWith(UNFINISHED)) {
          readOne(entry, models, refused);
        }
      }
    } catch (IOException e) {
      refused.add(
          refusedModel(folder, "The model folder cannot be listed: " + e.getMessage() + "."));
    }
  }

  private static void readOne(Path folder, List<StoredModel> models, List<RefusedModel> refused)
      throws IOException {
    Set<Path> described = new HashSet<>();
    for (Path path : list(folder, "*.json")) {
      try {
        ModelCardReader.CardFile card = readCard(path);
        StoredModel.filesOf(card.card())
            .forEach(file -> described.add(folder.resolve(file.file())));
        offer(
            path.toString(),
            card,
            folder.toString(),
            file -> Files.newInputStream(folder.resolve(file)),
            models,
            refused);
      } catch (ImagingException e) {
        refused.add(RefusedModel.because(path.toString(), e, Optional.empty()));
      }
    }
    for (Path file : list(folder, "*.onnx")) {
      if (!described.contains(file)) {
        refused.add(
            refusedModel(
                file, "The model file " + file.getFileName() + " has no usable card beside it."));
      }
    }
  }

  private static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
      for (Path entry : entries) {
        paths.add(entry);
        if (paths.size() > MAX_FILES) {
          throw new IOException("it holds more than " + MAX_FILES + " entries");
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(paths);
    return paths;
  }

  /// Adds the model to those offered if its files are the ones the card names, else to the refused.
  static void offer(
      String path,
      ModelCardReader.CardFile card,
      String origin,
      ModelFiles files,
      List<StoredModel> models,
      List<RefusedModel> refused) {
    StoredModel model = new StoredModel(card.card(), card.sha256(), origin, files);
    try {
      model.verify();
      models.add(model);
    } catch (ImagingException e) {
      refused.add(RefusedModel.because(path, e, Optional.of(card.card())));
    }
  }

  private static ModelCardReader.CardFile readCard(Path card) throws ImagingException {
    try (InputStream in = Files.newInputStream(card)) {
      return ModelCardReader.readFile(in, String.valueOf(card.getFileName()));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model card " + card + " cannot be read: " + reason(e) + ".",
          e);
    }
  }

  private static void placeWhole(Path folder, Path home, Map<String, byte[]> contents)
      throws IOException {
    Path staging = Files.createTempDirectory(folder, UNFINISHED);
    boolean done = false;
    try {
      fill(staging, contents);
      Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
      done = true;
    } finally {
      if (!done) {
        remove(staging);
      }
    }
  }

  private static void fill(Path folder, Map<String, byte[]> contents) throws IOException {
    for (Map.Entry<String, byte[]> content : contents.entrySet()) {
      place(content.getValue(), folder.resolve(content.getKey()));
    }
  }

  private static void remove(Path folder) throws IOException {
    for (Path file : list(folder, "*")) {
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static void removeUnfinished(Path folder) throws IOException {
    for (Path left : list(folder, UNFINISHED + "*")) {
      remove(left);
    }
  }

  /// In words; the file system's own exceptions say only which file it was.
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "access denied";
      case NoSuchFileException missing -> "no such file or folder";
      case FileSystemException fs when fs.getReason() != null -> fs.getReason();
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private static RefusedModel refusedModel(Path path, String reason) {
    return new RefusedModel(
        path.toString(), ImagingException.Kind.REFUSED, reason, Optional.empty());
  }

  private static void place(byte[] content, Path target) throws IOException {
    Path part = Files.createTempFile(target.getParent(), "adding", ".part");
    try {
      Files.write(part, content);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
