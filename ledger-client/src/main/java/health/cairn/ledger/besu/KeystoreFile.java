package health.cairn.ledger.besu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import org.web3j.utils.Numeric;

/// An account's key in a file, encrypted under a passphrase: Ethereum's keystore, version 3 (Web3 Secret
/// Storage), which other tools read and write. Reading one takes about a second and 256 MB, on purpose.
public final class KeystoreFile {
  private static final int MAX_BYTES = 64 * 1024;
  private static final long MAX_SCRYPT_BYTES = 512L << 20;
  private static final int MAX_PBKDF2_ROUNDS = 10_000_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  private KeystoreFile() {}

  /// @throws LedgerException kind ENVIRONMENT when there is no such file, INTEGRITY when it is damaged or
  ///     the passphrase is another (the format cannot tell which)
  public static SenderKey read(Path file, String passphrase) throws LedgerException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES);
    } catch (IOException e) {
      throw new LedgerException(Kind.ENVIRONMENT, "The key file " + file + " cannot be read.", e);
    }
    try {
      requireBounded(JSON.readTree(bytes));
      Credentials found =
          Credentials.create(Wallet.decrypt(passphrase, JSON.readValue(bytes, WalletFile.class)));
      return SenderKey.of(Numeric.toBytesPadded(found.getEcKeyPair().getPrivateKey(), 32));
    } catch (IOException | CipherException | RuntimeException e) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The key file "
              + file
              + " is damaged, or the passphrase is another; restore it from a backup, or have the"
              + " network's members vote for a new account.",
          e);
    }
  }

  /// Writes a file that only the owner may read; never over another.
  ///
  /// @throws LedgerException kind ENVIRONMENT when it cannot be written or is there already
  public static void write(Path file, SenderKey key, String passphrase) throws LedgerException {
    try {
      byte[] bytes =
          JSON.writeValueAsBytes(
              Wallet.createStandard(passphrase, ECKeyPair.create(key.keyBytes())));
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes, StandardOpenOption.DSYNC);
      } else {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.DSYNC);
      }
    } catch (IOException | CipherException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The key file " + file + " cannot be written, or is there already.", e);
    }
  }

  /// A file that asks for more memory or time than a keystore needs is not tried.
  private static void requireBounded(JsonNode root) {
    JsonNode crypto = root.has("crypto") ? root.get("crypto") : root.path("Crypto");
    JsonNode parameters = crypto.path("kdfparams");
    boolean fine =
        switch (crypto.path("kdf").asText()) {
          case "scrypt" ->
              parameters.path("n").asLong() > 0
                  && parameters.path("r").asLong() > 0
                  && parameters.path("r").asLong() <= 1024
                  && Set.of(1L, 2L, 4L, 6L, 8L).contains(parameters.path("p").asLong())
                  && parameters.path("n").asLong()
                      <= MAX_SCRYPT_BYTES / (128 * parameters.path("r").asLong());
          case "pbkdf2" -> parameters.path("c").asLong() <= MAX_PBKDF2_ROUNDS;
          default -> false;
        };
    if (!fine) {
      throw new IllegalArgumentException("not a keystore of version 3, or one that asks too much");
    }
  }
}
