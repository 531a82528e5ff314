package health.cairn.app.access;

import java.util.Optional;

/// What the decision point says. Without a patient's data.
public sealed interface AccessDecision {
  /// Why, one clause or sentence.
  String reason();

  /// @param consentId the decision of the patient that it rests on; empty where it rests on the policy alone
  record Permit(String reason, Optional<String> consentId) implements AccessDecision {}

  /// @param breakGlass whether somebody who treats the patient may go on in an emergency, saying why
  record Deny(String reason, boolean breakGlass) implements AccessDecision {}
}
