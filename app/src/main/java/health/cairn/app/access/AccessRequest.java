package health.cairn.app.access;

import java.util.Optional;

/// @param role of who asks
/// @param action what they want to do
/// @param patientKey whose data it is
/// @param recipient the institution that data would go to; empty where it stays here
/// @param ownYes id of a yes to exactly this use that the patient gave apart from the decisions on
///   purposes; it counts where these say neither yes nor no
public record AccessRequest(
    Role role, Action action, String patientKey, String recipient, Optional<String> ownYes) {
  public AccessRequest(Role role, Action action, String patientKey) {
    this(role, action, patientKey, "", Optional.empty());
  }
}
