package health.cairn.imaging.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the bytes of one DICOM object come from: a plain file while a folder is being read, an
/// encrypted object of the store later. May be opened many times, by several threads.
public interface Source {

  /// As the user knows it: the path, or `archive.zip!/member`.
  String name();

  /// A fresh stream from the first byte; the caller closes it.
  InputStream open() throws IOException;

  static Source of(Path file) {
    return of(file, file.toString());
  }

  /// @param name what to call it where it was unpacked from an archive
  static Source of(Path file, String name) {
    return new FileSource(file, name);
  }

  /// A file on disk.
  record FileSource(Path file, String name) implements Source {
    @Override
    public InputStream open() throws IOException {
      return Files.newInputStream(file);
    }
  }
}
