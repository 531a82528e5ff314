package health.cairn.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.merkle.Hash;
import org.junit.jupiter.api.Test;

class SignedStatementTest {
  private final CheckpointSigner signer = CheckpointSigner.generate("test/statements");
  private final SignedStatement statement = signer.state("ModelDecision/1", Hash.sha256("it"));
  private final CheckpointVerifier verifier = new CheckpointVerifier(signer.verificationKey());

  @Test
  void stated_holdsForWhatWasReadBack() {
    SignedStatement read = SignedStatement.parse(statement.note());
    assertEquals(statement, read);
    assertTrue(verifier.stated(read));
  }

  @Test
  void stated_failsWhenContentRecordOrKeyIsAnother() {
    for (String from : new String[] {"ModelDecision/1", Hash.sha256("it").hex()}) {
      String to = from.startsWith("Model") ? "ModelDecision/2" : Hash.sha256("other").hex();
      assertFalse(verifier.stated(SignedStatement.parse(statement.note().replace(from, to))));
    }
    CheckpointSigner other = CheckpointSigner.generate("test/statements");
    assertFalse(new CheckpointVerifier(other.verificationKey()).stated(statement));
  }

  @Test
  void parse_refusesWhatNobodyWrites() {
    for (String note : new String[] {"", "\n\n\n\n\n\n", statement.note() + "\n"}) {
      assertThrows(IllegalArgumentException.class, () -> SignedStatement.parse(note));
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> SignedCheckpoint.parse(statement.note()),
        "a statement is no checkpoint");
  }
}
