package health.cairn.ledger.besu;

/// One thing that [ChainDoctor] looked at.
///
/// @param endpoint host and port
/// @param check what was looked at
/// @param grade how it is
/// @param what it is, in one sentence
/// @param why it matters; empty when it is fine
/// @param remedy what to do; empty when it is fine
public record Finding(
    String endpoint, Check check, Grade grade, String what, String why, String remedy) {
  /// What is looked at, in this order.
  public enum Check {
    REACHABLE,
    CHAIN_ID,
    CONSENSUS,
    SYNC,
    FINALITY,
    CLOCK,
    GAS_PRICE,
    CONTRACT,
    LISTED,
    AGREEMENT
  }

  /// How something is.
  public enum Grade {
    FINE,
    /// It works; something about it should be changed.
    WARNING,
    /// Nothing can be anchored, or nothing that it says can be relied on.
    FAULT,
    /// Nobody answers.
    UNREACHABLE
  }

  static Finding fine(EvmNode node, Check check, String what) {
    return new Finding(node.toString(), check, Grade.FINE, what, "", "");
  }
}
