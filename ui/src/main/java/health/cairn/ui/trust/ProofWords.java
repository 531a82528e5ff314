package health.cairn.ui.trust;

import health.cairn.app.desk.ProofView;
import health.cairn.ledger.AnchorState;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Meaning;
import org.kordamp.ikonli.feather.Feather;

/// How far a proof has come, in the words and colours of the screen. Only what the chain was asked
/// about and confirmed is green; only that is called anchored.
public final class ProofWords {
  private ProofWords() {}

  /// The state of an entry as a chip.
  public static Chip chip(AnchorState state) {
    return Chip.state(meaning(state), icon(state), word(state));
  }

  /// The state of a proof as a chip; a proof that does not hold is never shown as anything else.
  public static Chip chip(ProofView proof) {
    return proof.intact()
        ? chip(proof.state())
        : Chip.state(Meaning.REJECTED, Feather.ALERT_OCTAGON, "Does not match");
  }

  public static String word(AnchorState state) {
    return switch (state) {
      case PREPARED -> "Not yet anchored";
      case SUBMITTED -> "Sent, not confirmed";
      case INCLUDED -> "In a block, not verified";
      case VERIFIED -> "Anchored";
      case REJECTED -> "Refused by the chain";
    };
  }

  public static Meaning meaning(AnchorState state) {
    return switch (state) {
      case PREPARED -> Meaning.NEUTRAL;
      case SUBMITTED, INCLUDED -> Meaning.INFORMATIVE;
      case VERIFIED -> Meaning.ACCEPTED;
      case REJECTED -> Meaning.REJECTED;
    };
  }

  static Feather icon(AnchorState state) {
    return switch (state) {
      case PREPARED -> Feather.CLOCK;
      case SUBMITTED -> Feather.SEND;
      case INCLUDED -> Feather.BOX;
      case VERIFIED -> Feather.SHIELD;
      case REJECTED -> Feather.X_OCTAGON;
    };
  }
}
