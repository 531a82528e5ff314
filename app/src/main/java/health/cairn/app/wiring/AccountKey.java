package health.cairn.app.wiring;

import java.nio.file.Path;
import java.util.Optional;

/// Whose key signs what a home sends to the chain.
sealed interface AccountKey {
  /// For people; never the secret.
  String words();

  /// In the encrypted database, made when it is first needed.
  record InHome() implements AccountKey {
    @Override
    public String words() {
      return "a key of this home";
    }
  }

  /// In an encrypted file of Ethereum's form.
  ///
  /// @param passphrase file with the passphrase; empty for the environment
  record InKeystore(Path file, Optional<Path> passphrase) implements AccountKey {
    @Override
    public String words() {
      return "the keystore file " + file;
    }
  }

  /// In a device that never lets it out.
  ///
  /// @param module the device's PKCS#11 library
  /// @param pin file with the PIN; empty for the environment
  record InDevice(Path module, String token, String label, Optional<Path> pin)
      implements AccountKey {
    @Override
    public String words() {
      return "the key \"%s\" on the token \"%s\" behind %s".formatted(label, token, module);
    }
  }
}
