package health.cairn.app.security;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is on disk: how to get from a passphrase to the key that wraps the secrets, and the wrapped
/// secrets. Nothing in it is secret.
///
/// @param version of this layout
/// @param kdf "argon2id" (RFC 9106)
/// @param memoryKib Argon2 memory
/// @param iterations Argon2 passes
/// @param salt hexadecimal
/// @param wrapped secrets under AES-256-GCM, hexadecimal (12-byte nonce, ciphertext, tag)
/// @param accounts the same secrets wrapped for accounts with a passphrase of their own, by name; null where
///   there are none
record KeyFile(
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) String kdf,
    @JsonProperty(required = true) int memoryKib,
    @JsonProperty(required = true) int iterations,
    @JsonProperty(required = true) String salt,
    @JsonProperty(required = true) String wrapped,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Slot> accounts) {

  static final int VERSION = 1;

  /// A file that asks for more than this is not ours: opening it must not take the machine down.
  static final int MAX_MEMORY_KIB = 1 << 20;

  static final int MAX_ITERATIONS = 20;

  private static final int MAX_ACCOUNTS = 1000;

  /// The secrets wrapped by another passphrase, with the parameters of the file.
  ///
  /// @param salt hexadecimal
  /// @param wrapped as of the file
  record Slot(
      @JsonProperty(required = true) String salt, @JsonProperty(required = true) String wrapped) {
    boolean isSane() {
      return salt.matches("[0-9a-f]{32}") && wrapped.matches("[0-9a-f]{56,4096}");
    }
  }

  KeyFile {
    accounts = accounts == null ? null : Map.copyOf(accounts);
  }

  Slot home() {
    return new Slot(salt, wrapped);
  }

  Map<String, Slot> named() {
    return accounts == null ? Map.of() : accounts;
  }

  KeyFile with(Map<String, Slot> others) {
    return new KeyFile(
        version, kdf, memoryKib, iterations, salt, wrapped, others.isEmpty() ? null : others);
  }

  boolean isSane() {
    return version == VERSION
        && kdf.equals("argon2id")
        && memoryKib >= 8
        && memoryKib <= MAX_MEMORY_KIB
        && iterations >= 1
        && iterations <= MAX_ITERATIONS
        && home().isSane()
        && named().size() <= MAX_ACCOUNTS
        && named().values().stream().allMatch(Slot::isSane);
  }
}
