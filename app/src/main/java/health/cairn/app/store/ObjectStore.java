package health.cairn.app.store;

import com.google.crypto.tink.StreamingAead;
import health.cairn.app.CairnException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
    write(file(id), id, in);
    return id;
  }

  /// Stores what `in` gives under an id that is known already, in place of what is lost or damaged
  /// there. Written beside and moved into place.
  ///
  /// @param sha256 what the plain bytes must have, hexadecimal
  /// @throws IOException also when the disk is full, or `in` is something else; what was there is still
  ///   there
  public void replace(String id, InputStream in, String sha256) throws IOException {
    Path fresh = file(id).resolveSibling(id + ".new");
    Files.deleteIfExists(fresh);
    DigestInputStream counted = new DigestInputStream(in, sha256());
    write(fresh, id, counted);
    if (!HexFormat.of().formatHex(counted.getMessageDigest().digest()).equals(sha256)) {
      Files.delete(fresh);
      throw new IOException("its content is not the recorded one");
    }
    Files.move(fresh, file(id), StandardCopyOption.ATOMIC_MOVE);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void write(Path file, String id, InputStream in) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    boolean done = false;
    try {
      if (folder != null) {
        OwnerOnly.createDirectory(folder);
      }
      try (FileChannel channel = OwnerOnly.newFile(file);
          OutputStream out =
              cipher.newEncryptingStream(
                  Channels.newOutputStream(channel), id.getBytes(StandardCharsets.US_ASCII))) {
        in.transferTo(out);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("AES-GCM is part of every JDK", e);
      }
      done = true;
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
          new Opened(
              cipher.newDecryptingStream(
                  Files.newInputStream(file(id)), id.getBytes(StandardCharsets.US_ASCII))),
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

  /// Says in words what the cipher says in a page of its own state.
  private static final class Opened extends FilterInputStream {
    Opened(InputStream decrypting) {
      super(decrypting);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] block, int from, int length) throws IOException {
      try {
        return super.read(block, from, length);
      } catch (IOException e) {
        if (e.getCause() instanceof GeneralSecurityException) {
          throw new IOException("the stored object is damaged", e.getCause());
        }
        throw e;
      }
    }
  }

  private Path file(String id) {
    return directory.resolve(id.substring(0, 2)).resolve(id);
  }
}
