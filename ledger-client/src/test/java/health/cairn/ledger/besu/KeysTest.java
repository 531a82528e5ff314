package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that are not in the home: encrypted files, and a device behind PKCS#11. The device is SoftHSM,
/// run in a process of its own because it reads its settings from the environment.
class KeysTest {
  @TempDir Path folder;

  @Test
  void keystore_givesTheKeyBackAndOnlyForItsPassphrase() throws Exception {
    SenderKey key = SenderKey.generate();
    Path file = folder.resolve("key.json");
    KeystoreFile.write(file, key, "correct horse");
    assertEquals(key.address(), KeystoreFile.read(file, "correct horse").address());
    assertFalse(
        Files.readString(file).contains(java.util.HexFormat.of().formatHex(key.keyBytes())));
    assertEquals(
        Kind.INTEGRITY,
        assertThrows(LedgerException.class, () -> KeystoreFile.read(file, "wrong")).kind());
    assertEquals(
        Kind.ENVIRONMENT,
        assertThrows(
                LedgerException.class,
                () -> KeystoreFile.write(file, SenderKey.generate(), "over it"))
            .kind());
    assertEquals(
        Kind.ENVIRONMENT,
        assertThrows(LedgerException.class, () -> KeystoreFile.read(folder.resolve("none"), "x"))
            .kind());
  }

  @Test
  void keystore_refusesDamageAndWhatAsksTooMuch() throws Exception {
    Path file = folder.resolve("key.json");
    String good =
        """
        {"version":3,"id":"1","address":"00","crypto":{"cipher":"aes-128-ctr","ciphertext":"%s",
        "cipherparams":{"iv":"%s"},"kdf":"scrypt","kdfparams":{"dklen":32,"n":%d,"p":1,"r":8,"salt":"%s"},
        "mac":"%s"}}
        """;
    String word = "ab".repeat(32);
    for (String text :
        List.of(
            "",
            "{}",
            "[]",
            "nonsense",
            good.formatted(word, "ab".repeat(16), 2, word, word),
            good.formatted("", "", 2, "", ""),
            good.formatted(word, "ab".repeat(16), 1L << 40, word, word),
            good.formatted(word, "ab".repeat(16), 0, word, word))) {
      Files.writeString(file, text);
      var e = assertThrows(LedgerException.class, () -> KeystoreFile.read(file, "x"), text);
      assertEquals(Kind.INTEGRITY, e.kind(), text);
    }
  }

  /// A device that signs for another account than it says is found out before anything is sent.
  @Test
  void signer_isNotBelievedWhenItSignsForAnotherAccount() {
    SenderKey key = SenderKey.generate();
    SenderKey other = SenderKey.generate();
    ChainSigner liar =
        new ChainSigner() {
          @Override
          public Address address() {
            return key.address();
          }

          @Override
          public Ecdsa sign(Hash digest) {
            return other.sign(digest);
          }
        };
    var e =
        assertThrows(
            LedgerException.class, () -> Secp256k1.recoverable(liar, Hash.sha256("digest")));
    assertEquals(Kind.INTEGRITY, e.kind());
    assertThrows(
        IllegalArgumentException.class,
        () -> new ChainSigner.Ecdsa(BigInteger.ZERO, BigInteger.ONE));
  }

  @Test
  void device_signsWhatAChainTakes() throws Exception {
    SoftHsm device = SoftHsm.withKey(folder, "chain");
    Path library = device.library();
    String pin = SoftHsm.PIN;
    try (Anvil anvil = Anvil.start()) {
      String said = inItsOwnProcess(0, device, library, "chain", pin, anvil.rpc().toString());
      assertTrue(said.contains("VERIFIED"), said);
    }
    assertTrue(
        inItsOwnProcess(3, device, library, "chain", "0000", "-").contains("the PIN is wrong"));
    assertTrue(inItsOwnProcess(3, device, library, "nobody", pin, "-").contains("no public key"));
    assertTrue(
        inItsOwnProcess(3, device, Path.of("/no/such/library.so"), "chain", pin, "-")
            .contains("cannot be loaded"));
  }

  /// What runs beside SoftHSM: anchors one checkpoint with the device's key.
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
      char[] pin = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).toCharArray();
      try (var signer =
          Pkcs11Signer.open(Path.of(arguments[0]), SoftHsm.TOKEN, arguments[1], pin)) {
        var rpc = java.net.URI.create(arguments[2]);
        Address contract =
            RegistryDeployer.deploy(
                rpc, Anvil.CHAIN_ID, () -> signer, Anvil.TIMING, NodeAccess.OPEN);
        var outbox = new InMemoryOutboxStore();
        outbox.add(Tasks.prepared(3));
        try (var sender =
            new CheckpointSender(
                new ChainConfig(rpc, Anvil.CHAIN_ID, contract, Anvil.TIMING),
                () -> signer,
                outbox)) {
          assertInstanceOf(SendResult.Drained.class, sender.drain());
        }
        assertEquals(AnchorState.VERIFIED, outbox.all().getFirst().state());
        System.out.println("VERIFIED by " + signer);
      } catch (LedgerException e) {
        System.out.println(e.getMessage());
        System.exit(3);
      }
    }
  }

  private static String inItsOwnProcess(
      int exit, SoftHsm device, Path library, String label, String pin, String rpc)
      throws Exception {
    return device.run(
        exit,
        pin,
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        Program.class.getName(),
        library.toString(),
        label,
        rpc);
  }
}
