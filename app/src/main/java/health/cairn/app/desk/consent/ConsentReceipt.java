package health.cairn.app.desk.consent;

import java.util.List;

/// What a patient gets in return for a decision.
public final class ConsentReceipt {
  private final List<ConsentDecision> decisions;
  private final String proof;
  private final byte[] copy;

  /// @param proof what the square on the copy says: a compact proof of the entry that names all of the decisions, and
  ///     not the patient
  /// @param copy PDF of the form with the square, sealed
  public ConsentReceipt(List<ConsentDecision> decisions, String proof, byte[] copy) {
    this.decisions = List.copyOf(decisions);
    this.proof = proof;
    this.copy = copy.clone();
  }

  public List<ConsentDecision> decisions() {
    return decisions;
  }

  public String proof() {
    return proof;
  }

  /// A PDF.
  public byte[] copy() {
    return copy.clone();
  }
}
