package health.cairn.app.access;

import java.util.Optional;

/// What the decision point says. Without a patient's data.
public sealed interface AccessDecision {
  /// Why, one clause or sentence.
  String reason();

  /// @param ground what it rests on
  record Permit(String reason, Ground ground) implements AccessDecision {
    /// The decision of the patient that it rests on; empty where it rests on none.
    public Optional<String> consentId() {
      return ground instanceof Ground.Consent consent
          ? Optional.of(consent.consentId())
          : Optional.empty();
    }
  }

  /// What a permit rests on: who goes on with something on other grounds is recorded anew.
  sealed interface Ground {
    /// The institution's policy; no patient's decision bears on it.
    record Policy() implements Ground {}

    /// The policy, where the patient said nothing.
    record Silence() implements Ground {}

    /// A decision of the patient.
    record Consent(String consentId) implements Ground {}

    /// An emergency, against a no.
    record Emergency() implements Ground {}
  }

  /// @param breakGlass whether somebody who treats the patient may go on in an emergency, saying why
  record Deny(String reason, boolean breakGlass) implements AccessDecision {}
}
