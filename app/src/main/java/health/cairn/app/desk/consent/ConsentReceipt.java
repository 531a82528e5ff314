package health.cairn.app.desk.consent;

import java.util.List;

/// What a patient gets in return for a decision, or for taking one back.
public final class ConsentReceipt {
  private final List<ConsentDecision> decisions;
  private final String proof;
  private final byte[] copy;
  private final boolean waits;

  /// @param proof what the square on the copy says: a compact proof of the entry that names all of the decisions, and
  ///     not the patient; empty where it could not be made
  /// @param copy PDF of the form with the square, sealed; empty where there is no proof
  /// @param waits whether a ledger is set up that has yet to hear of what was decided
  public ConsentReceipt(List<ConsentDecision> decisions, String proof, byte[] copy, boolean waits) {
    this.decisions = List.copyOf(decisions);
    this.proof = proof;
    this.copy = copy.clone();
    this.waits = waits;
  }

  public List<ConsentDecision> decisions() {
    return decisions;
  }

  public String proof() {
    return proof;
  }

  /// Whether a ledger is set up that has yet to hear of a yes, or of the end of one that was replaced.
  public boolean waits() {
    return waits;
  }

  /// A PDF.
  public byte[] copy() {
    return copy.clone();
  }
}
