package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/// Keys that are the same in every run, for test vectors. Everybody knows them.
public final class FixedKeys {
  private FixedKeys() {}

  public static SigningKey signing(String name, int seed) {
    try {
      return SigningKey.fromKeyBytes(name, keyBytes(name, seed));
    } catch (LedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  public static CheckpointSigner checkpoints(String origin, int seed) {
    try {
      return CheckpointSigner.fromKeyBytes(origin, keyBytes(origin, seed));
    } catch (LedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] keyBytes(String name, int seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Repeating((byte) seed));
      KeyPair pair = generator.generateKeyPair();
      byte[] pkcs8 = pair.getPrivate().getEncoded();
      byte[] raw = VerificationKey.of(name, pair.getPublic()).raw();
      byte[] whole = Arrays.copyOf(pkcs8, pkcs8.length + raw.length);
      System.arraycopy(raw, 0, whole, pkcs8.length, raw.length);
      return whole;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Repeating extends SecureRandom {
    private final byte value;

    Repeating(byte value) {
      this.value = value;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, value);
    }
  }
}
