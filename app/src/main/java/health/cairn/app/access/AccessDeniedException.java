package health.cairn.app.access;

import health.cairn.app.CairnException;

/// Somebody was refused a patient's data; the refusal is in the journal.
public final class AccessDeniedException extends CairnException {
  private static final long serialVersionUID = 1L;

  private final boolean breakGlass;
  private final String patientKey;

  /// @param patientKey whose data it is; empty where it is everybody's
  public AccessDeniedException(AccessDecision.Deny denial, String patientKey) {
    super(
        Kind.NOT_ALLOWED,
        denial.reason()
            + (denial.breakGlass()
                ? "; in an emergency go on with a reason, which is recorded and shown to the patient."
                : "."));
    this.breakGlass = denial.breakGlass();
    this.patientKey = patientKey;
  }

  /// Whose data it is; empty where it is everybody's.
  public String patientKey() {
    return patientKey;
  }

  /// Whether somebody who treats the patient may go on in an emergency.
  public boolean breakGlass() {
    return breakGlass;
  }
}
