package health.cairn.app.security;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.AesGcmJce;
import health.cairn.app.CairnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// The secrets of one home: a database key, and a key for stored objects. They are random, made once,
/// and wrapped on disk by a key derived from the passphrase (Argon2id, RFC 9106), so that changing the
/// passphrase re-encrypts nothing else. Signing keys lie inside the database.
public final class KeyRing implements AutoCloseable {
  private static final int SECRET_BYTES = 32;
  private static final int SECRETS = 2;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int ITERATIONS = 3;
  private static final byte[] CONTEXT = {'c', 'a', 'i', 'r', 'n', '-', 'k', 'e', 'y', 's', '1'};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] secrets;

  private KeyRing(byte[] secrets) {
    this.secrets = secrets;
  }

  /// Makes new secrets and writes them to `file`, which must not exist.
  public static KeyRing create(Path file, Passphrase passphrase) throws CairnException {
    if (passphrase.isEmpty()) {
      throw new CairnException(CairnException.Kind.REFUSED, "The passphrase is empty; choose one.");
    }
    byte[] secrets = new byte[SECRETS * SECRET_BYTES];
    new SecureRandom().nextBytes(secrets);
    KeyFile.Slot slot = wrap(secrets, passphrase, CONTEXT, MEMORY_KIB, ITERATIONS);
    write(
        file,
        new KeyFile(
            KeyFile.VERSION,
            "argon2id",
            MEMORY_KIB,
            ITERATIONS,
            slot.salt(),
            slot.wrapped(),
            null));
    return new KeyRing(secrets);
  }

  /// Lets an account open the home with a passphrase of its own; one of that name is replaced.
  ///
  /// @param file that this ring was opened from
  /// @throws CairnException REFUSED for an empty passphrase
  public void admit(Path file, String account, Passphrase passphrase) throws CairnException {
    if (passphrase.isEmpty()) {
      throw new CairnException(CairnException.Kind.REFUSED, "The passphrase is empty; choose one.");
    }
    KeyFile stored = read(file);
    Map<String, KeyFile.Slot> accounts = new TreeMap<>(stored.named());
    accounts.put(
        account,
        wrap(secrets, passphrase, context(account), stored.memoryKib(), stored.iterations()));
    write(file, stored.with(accounts));
  }

  /// Takes an account's passphrase away. The secrets stay as they are: whoever kept them by other means is not
  /// locked out by this.
  ///
  /// @return whether there was one
  public boolean expel(Path file, String account) throws CairnException {
    KeyFile stored = read(file);
    Map<String, KeyFile.Slot> accounts = new TreeMap<>(stored.named());
    boolean known = accounts.remove(account) != null;
    if (known) {
      write(file, stored.with(accounts));
    }
    return known;
  }

  /// Names that have a passphrase of their own.
  public static Set<String> accounts(Path file) throws CairnException {
    return new TreeSet<>(read(file).named().keySet());
  }

  private static KeyFile.Slot wrap(
      byte[] secrets, Passphrase passphrase, byte[] context, int memoryKib, int iterations) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    byte[] key = derive(passphrase, salt, memoryKib, iterations);
    try {
      HexFormat hex = HexFormat.of();
      return new KeyFile.Slot(
          hex.formatHex(salt), hex.formatHex(new AesGcmJce(key).encrypt(secrets, context)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /// Binds an account's slot to its name: exchanged slots do not open.
  private static byte[] context(String account) {
    byte[] name = account.getBytes(StandardCharsets.UTF_8);
    byte[] context = Arrays.copyOf(CONTEXT, CONTEXT.length + 1 + name.length);
    context[CONTEXT.length] = '/';
    System.arraycopy(name, 0, context, CONTEXT.length + 1, name.length);
    return context;
  }

  /// Opens the secrets in `file` with the passphrase of the home.
  ///
  /// @throws CairnException NOT_ALLOWED for a wrong passphrase, INTEGRITY for a damaged file
  public static KeyRing open(Path file, Passphrase passphrase) throws CairnException {
    KeyFile stored = read(file);
    return open(file, stored, stored.home(), CONTEXT, passphrase);
  }

  /// Opens the secrets in `file` as an account: with its own passphrase where it has one, else with that of the
  /// home.
  public static KeyRing open(Path file, Passphrase passphrase, String account)
      throws CairnException {
    KeyFile stored = read(file);
    KeyFile.Slot own = stored.named().get(account);
    return own == null
        ? open(file, stored, stored.home(), CONTEXT, passphrase)
        : open(file, stored, own, context(account), passphrase);
  }

  private static KeyRing open(
      Path file, KeyFile stored, KeyFile.Slot slot, byte[] context, Passphrase passphrase)
      throws CairnException {
    HexFormat hex = HexFormat.of();
    byte[] key =
        derive(passphrase, hex.parseHex(slot.salt()), stored.memoryKib(), stored.iterations());
    try {
      byte[] secrets = new AesGcmJce(key).decrypt(hex.parseHex(slot.wrapped()), context);
      if (secrets.length != SECRETS * SECRET_BYTES) {
        throw damaged(file, null);
      }
      return new KeyRing(secrets);
    } catch (GeneralSecurityException e) {
      throw new CairnException(
          CairnException.Kind.NOT_ALLOWED,
          "The passphrase does not open " + file.getParent() + "; try again.",
          e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /// Password of the database file, as H2 takes it: hexadecimal characters; the caller wipes them.
  public char[] databasePassword() {
    byte[] key = secret(0);
    char[] password = HexFormat.of().formatHex(key).toCharArray();
    Arrays.fill(key, (byte) 0);
    return password;
  }

  /// Encrypts objects (DICOM files) as streams, in segments of 64 KiB.
  public StreamingAead objectCipher() {
    try {
      return new AesGcmHkdfStreaming(secret(1), "HmacSha256", 32, 64 * 1024, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  @Override
  public void close() {
    Arrays.fill(secrets, (byte) 0);
  }

  private byte[] secret(int index) {
    return Arrays.copyOfRange(secrets, index * SECRET_BYTES, (index + 1) * SECRET_BYTES);
  }

  private static byte[] derive(Passphrase passphrase, byte[] salt, int memoryKib, int iterations) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(memoryKib)
            .withIterations(iterations)
            .withParallelism(1)
            .build());
    byte[] bytes = passphrase.toBytes();
    byte[] key = new byte[32];
    generator.generateBytes(bytes, key);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  private static KeyFile read(Path file) throws CairnException {
    try {
      if (Files.size(file) > 64 * 1024) {
        throw damaged(file, null);
      }
      KeyFile stored = JSON.readValue(Files.readAllBytes(file), KeyFile.class);
      if (!stored.isSane()) {
        throw damaged(file, null);
      }
      return stored;
    } catch (JacksonException e) {
      throw damaged(file, e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The key file " + file + " cannot be read.", e);
    }
  }

  private static CairnException damaged(Path file, @org.jspecify.annotations.Nullable Throwable e) {
    String message = "The key file " + file + " is damaged; restore it from a backup.";
    return e == null
        ? new CairnException(CairnException.Kind.INTEGRITY, message)
        : new CairnException(CairnException.Kind.INTEGRITY, message, e);
  }

  /// Written beside and moved into place: a home has a whole key file or none.
  private static void write(Path file, KeyFile content) throws CairnException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh);
      if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(fresh, JSON.writeValueAsBytes(content), StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The key file " + file + " cannot be written.", e);
    }
  }
}
