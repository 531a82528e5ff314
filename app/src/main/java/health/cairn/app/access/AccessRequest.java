package health.cairn.app.access;

/// @param role of who asks
/// @param action what they want to do
/// @param patientKey whose data it is
/// @param recipient the institution that data would go to; empty where it stays here
public record AccessRequest(Role role, Action action, String patientKey, String recipient) {
  public AccessRequest(Role role, Action action, String patientKey) {
    this(role, action, patientKey, "");
  }
}
