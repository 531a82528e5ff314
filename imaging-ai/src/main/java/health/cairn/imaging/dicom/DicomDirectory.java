package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;

/// A DICOMDIR (PS3.10 8.6): the list of the files of a medium, which lie in or below its folder.
final class DicomDirectory {
  /// The file meta information, with the class, lies within this.
  private static final int START = 512;

  private final Path folder;
  private final List<List<String>> fileIds;

  private DicomDirectory(Path folder, List<List<String>> fileIds) {
    this.folder = folder;
    this.fileIds = fileIds;
  }

  /// Whether a file says that it is a DICOMDIR, whatever its name.
  static boolean looksLikeOne(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
      int uid = start.indexOf(UID.MediaStorageDirectoryStorage);
      int after = uid + UID.MediaStorageDirectoryStorage.length();
      // Not a longer UID that begins alike.
      return uid > 0 && (after >= start.length() || ".0123456789".indexOf(start.charAt(after)) < 0);
    }
  }

  /// @throws ImagingException REFUSED for a file that cannot be read, as a clause that follows its name
  static DicomDirectory read(Path file) throws ImagingException {
    List<List<String>> ids =
        ObjectParser.parse(
            Source.of(file),
            (parsed, in) -> {
              var found = new ArrayList<List<String>>();
              for (Header item : parsed.header().items(Tag.DirectoryRecordSequence)) {
                List<String> id = item.texts(Tag.ReferencedFileID);
                if (!id.isEmpty()) found.add(id);
              }
              return found;
            });
    Path folder = file.toAbsolutePath().getParent();
    return new DicomDirectory(folder == null ? file.toAbsolutePath() : folder, ids);
  }

  /// Files it lists, as paths below its folder; whether they are there is for the caller to see.
  ///
  /// @param elsewhere takes, as text, what leads out of the folder or is no name of a file
  List<Path> files(List<String> elsewhere) {
    var files = new ArrayList<Path>();
    for (List<String> id : fileIds) {
      Optional<Path> file = below(id);
      if (file.isPresent()) {
        files.add(file.get());
      } else {
        elsewhere.add(String.join("/", id));
      }
    }
    return files;
  }

  private Optional<Path> below(List<String> id) {
    for (String part : id) {
      if (part.isEmpty()
          || part.equals(".")
          || part.equals("..")
          || part.matches("(?s).*[/\\\\:].*")) {
        return Optional.empty();
      }
    }
    try {
      Path file = folder.resolve(String.join("/", id));
      if (!Files.exists(file)) {
        // Some systems show the upper-case names of a medium in lower case.
        Path lower = folder.resolve(String.join("/", id).toLowerCase(Locale.ROOT));
        if (Files.exists(lower)) file = lower;
      }
      // A link on the medium may lead anywhere.
      boolean inside = !Files.exists(file) || file.toRealPath().startsWith(folder.toRealPath());
      return inside ? Optional.of(file) : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }
}
