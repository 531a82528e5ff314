package health.cairn.app.store;

import com.google.crypto.tink.StreamingAead;
import health.cairn.app.CairnException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Large objects (DICOM files) of a home, one encrypted file each, named by a random id.
///
/// The id is bound into the encryption: a file put in another's place does not open. An object counts
/// once its id is in the database; files nobody refers to are what a kill left behind, and are removed
/// by [#removeOrphans].
public final class ObjectStore {
  private final Path directory;
  private final StreamingAead cipher;

  public ObjectStore(Path directory, StreamingAead cipher) {
    this.directory = directory;
    this.cipher = cipher;
  }

  /// Stores what `in` gives until its end.
  ///
  /// @return the id to keep
  /// @throws IOException also when the disk is full; nothing is left behind
  public String put(InputStream in) throws IOException {
    String id = UUID.randomUUID().toString();
    Path file = file(id);
    boolean done = false;
    try {
      Files.createDirectories(file.getParent());
      try (FileChannel channel =
              FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out =
              cipher.newEncryptingStream(
                  Channels.newOutputStream(channel), id.getBytes(StandardCharsets.US_ASCII))) {
        in.transferTo(out);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM is part of every JDK", e);
      }
      done = true;
      return id;
    } finally {
      if (!done) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// A stream of an object's plain bytes. Reading fails with an [IOException] at the first segment that
  /// was tampered with.
  public InputStream get(String id) throws IOException {
    try {
      return new BufferedInputStream(
          cipher.newDecryptingStream(
              Files.newInputStream(file(id)), id.getBytes(StandardCharsets.US_ASCII)),
          64 * 1024);
    } catch (GeneralSecurityException e) {
      throw new IOException("an object of the store does not open", e);
    }
  }

  public void remove(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /// Deletes files whose id is not in `known`.
  public void removeOrphans(Set<String> known) throws CairnException {
    try (Stream<Path> files = Files.walk(directory, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!known.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The folder " + directory + " cannot be read: " + Home.reason(e) + ".",
          e);
    }
  }

  private Path file(String id) {
    return directory.resolve(id.substring(0, 2)).resolve(id);
  }
}
