package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.store.Database;
import health.cairn.app.store.Secrets;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainSigner;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.besu.KeystoreFile;
import health.cairn.ledger.besu.Pkcs11Signer;
import health.cairn.ledger.besu.SenderKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the key that the settings name. One of a file is kept in memory, for opening it takes a second; a session with
/// a device is begun anew each time, so that a device may be unplugged in between. Thread-safe as far as one thread at
/// a time signs.
final class AccountKeys implements CredentialSource, AutoCloseable {
  static final String PASSPHRASE = "CAIRN_CHAIN_PASSPHRASE";
  static final String PIN = "CAIRN_CHAIN_PIN";

  private static final Logger LOG = LoggerFactory.getLogger(AccountKeys.class);
  private static final String KEY = "chain-key";
  private static final int MAX_SECRET = 4096;

  private final Database database;
  private final ChainSettings settings;
  private final Map<String, String> environment;
  private @Nullable SenderKey fromFile;
  private @Nullable Pkcs11Signer device;
  private @Nullable Address address;
  private @Nullable LedgerException refusedPin;

  /// @param environment where secrets are that the settings name no file for
  AccountKeys(Database database, ChainSettings settings, Map<String, String> environment) {
    this.database = database;
    this.settings = settings;
    this.environment = environment;
  }

  /// The account, without another session where it is known.
  synchronized Address address() throws LedgerException {
    if (address == null) {
      address = open().address();
    }
    return address;
  }

  @Override
  public synchronized ChainSigner open() throws LedgerException {
    try {
      return switch (settings.accountKey()) {
        case AccountKey.InHome home -> ofHome();
        case AccountKey.InKeystore keystore -> {
          if (fromFile == null) {
            String passphrase =
                secret(
                    keystore.passphrase(),
                    PASSPHRASE,
                    "ledger.keystore.passphraseFile",
                    "The passphrase of the keystore");
            fromFile = KeystoreFile.read(keystore.file(), passphrase);
          }
          yield fromFile;
        }
        case AccountKey.InDevice at -> {
          close();
          if (refusedPin != null) {
            throw refusedPin; // after a few more tries the device would lock itself
          }
          char[] pin =
              secret(at.pin(), PIN, "ledger.pkcs11.pinFile", "The PIN of the key's device")
                  .toCharArray();
          try {
            device = Pkcs11Signer.open(at.module(), at.token(), at.label(), pin);
          } catch (LedgerException e) {
            refusedPin = e.kind() == Kind.REFUSED ? e : null;
            throw e;
          } finally {
            Arrays.fill(pin, '\0');
          }
          yield device;
        }
      };
    } catch (CairnException e) {
      throw new LedgerException(
          e.kind() == CairnException.Kind.INTEGRITY ? Kind.INTEGRITY : Kind.ENVIRONMENT,
          e.getMessage(),
          e);
    }
  }

  private SenderKey ofHome() throws CairnException {
    return database.write(
        connection -> {
          Secrets secrets = new Secrets(connection);
          Optional<byte[]> stored = secrets.get(KEY);
          if (stored.isPresent()) {
            SenderKey key = SenderKey.of(stored.get());
            Arrays.fill(stored.get(), (byte) 0);
            return key;
          }
          SenderKey key = SenderKey.generate();
          byte[] bytes = key.keyBytes();
          secrets.put(KEY, bytes);
          Arrays.fill(bytes, (byte) 0);
          return key;
        });
  }

  private String secret(Optional<Path> file, String variable, String setting, String what)
      throws LedgerException {
    if (file.isPresent()) {
      try (InputStream in = Files.newInputStream(file.get())) {
        return new String(in.readNBytes(MAX_SECRET), StandardCharsets.UTF_8)
            .replaceFirst("\\R\\z", "");
      } catch (IOException e) {
        throw new LedgerException(
            Kind.ENVIRONMENT,
            what + " cannot be read from " + file.get() + ", which " + setting + " names.",
            e);
      }
    }
    String given = environment.get(variable);
    if (given == null) {
      throw new LedgerException(
          Kind.ENVIRONMENT,
          what + " is not here: set " + variable + ", or name a file with " + setting + ".");
    }
    return given;
  }

  /// Ends the session with a device.
  @Override
  public synchronized void close() {
    if (device != null) {
      try {
        device.close();
      } catch (LedgerException e) {
        LOG.debug("the session with the key's device was over already", e);
      }
      device = null;
    }
  }
}
