package health.cairn.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedCheckpointTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          "clinic.example/desk-7",
          1204,
          Hash.sha256("root"),
          Instant.parse("2026-03-12T14:03:00.9Z"));

  private final CheckpointSigner signer = CheckpointSigner.generate(CHECKPOINT.origin());
  private final CheckpointVerifier verifier = new CheckpointVerifier(signer.verificationKey());

  @Test
  void text_isThatOfATlogCheckpoint() {
    assertEquals(
        "clinic.example/desk-7\n1204\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n"
            + "time 2026-03-12T14:03:00Z\n",
        CHECKPOINT.text());
    assertEquals(CHECKPOINT, Checkpoint.parse(CHECKPOINT.text()));
  }

  /// RFC 8032 7.1, test 1: the key id follows from name and key as C2SP's signed-note says (`printf
  /// 'clinic.example/desk-7\n\1' | cat - key | sha256sum`).
  @Test
  void keyId_isThatOfASignedNote() {
    var key =
        VerificationKey.fromHex(
            "clinic.example/desk-7",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertEquals("0cc2834a", key.keyId());
  }

  @Test
  void note_readsBackAndVerifies() {
    SignedCheckpoint signed = signer.sign(CHECKPOINT);
    assertEquals(signed, SignedCheckpoint.parse(signed.note()));
    assertTrue(verifier.signed(signed));
    assertTrue(verifier.signed(SignedCheckpoint.parse(signed.note())));
  }

  @Test
  void note_refusedWhenAnyByteIsFlipped() {
    byte[] note = signer.sign(CHECKPOINT).note().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < note.length; i++) {
      for (int mask : Seeded.masks(i)) {
        byte[] flipped = note.clone();
        flipped[i] ^= (byte) mask;
        assertFalse(accepted(new String(flipped, StandardCharsets.UTF_8)), "byte " + i);
      }
    }
  }

  @Test
  void note_refusedWhenSomethingIsAddedOrMissing() {
    String note = signer.sign(CHECKPOINT).note();
    for (String other :
        List.of(
            "",
            "\n\n",
            note + "\n",
            note + note,
            note.substring(1),
            note.substring(0, note.length() - 1),
            note.replace("\n\n", "\nextra\n\n"),
            note.replace("\n1204\n", "\n+1204\n"),
            note.replace("\n1204\n", "\n01204\n"),
            note.replace("Z\n", "+00:00\n"),
            note.replace("\n", "\r\n"),
            note + "x".repeat(2000))) {
      assertFalse(accepted(other), other);
    }
  }

  @Test
  void signed_isFalseForAnotherKeyOrAnotherName() {
    SignedCheckpoint signed = signer.sign(CHECKPOINT);
    var other = CheckpointSigner.generate(CHECKPOINT.origin());
    assertFalse(new CheckpointVerifier(other.verificationKey()).signed(signed));
    var renamed = VerificationKey.of("clinic.example/desk-8", signer.verificationKey().raw());
    assertFalse(new CheckpointVerifier(renamed).signed(signed));
    // Not a point on the curve at all.
    var nonsense = VerificationKey.of(CHECKPOINT.origin(), Hash.sha256("no point 1").bytes());
    assertFalse(new CheckpointVerifier(nonsense).signed(signed));
    assertThrows(
        IllegalArgumentException.class,
        () -> CheckpointSigner.generate("another").sign(CHECKPOINT));
  }

  @Test
  void keyBytes_giveTheSameSignerBack() throws Exception {
    CheckpointSigner again = CheckpointSigner.fromKeyBytes(signer.origin(), signer.keyBytes());
    assertEquals(signer.verificationKey(), again.verificationKey());
    assertArrayEquals(signer.keyBytes(), again.keyBytes());
    assertTrue(verifier.signed(again.sign(CHECKPOINT)));
  }

  @Test
  void keyBytes_refusedWhenDamaged() {
    byte[] key = signer.keyBytes();
    for (int i = 0; i < key.length; i++) {
      byte[] damaged = key.clone();
      damaged[i] ^= 1;
      var e =
          assertThrows(
              LedgerException.class,
              () -> CheckpointSigner.fromKeyBytes(signer.origin(), damaged),
              "byte " + i);
      assertEquals(LedgerException.Kind.INTEGRITY, e.kind());
    }
    for (int length : new int[] {0, 1, 32, 47, 79, 81}) {
      byte[] cut = java.util.Arrays.copyOf(key, length);
      assertThrows(
          LedgerException.class, () -> CheckpointSigner.fromKeyBytes(signer.origin(), cut));
    }
  }

  private boolean accepted(String note) {
    try {
      return verifier.signed(SignedCheckpoint.parse(note));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
