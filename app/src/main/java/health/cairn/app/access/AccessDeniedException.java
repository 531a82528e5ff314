package health.cairn.app.access;

import health.cairn.app.CairnException;

/// Somebody was refused a patient's data; the refusal is in the journal.
public final class AccessDeniedException extends CairnException {
  private static final long serialVersionUID = 1L;

  private final boolean breakGlass;

  public AccessDeniedException(AccessDecision.Deny denial) {
    super(
        Kind.NOT_ALLOWED,
        denial.reason()
            + (denial.breakGlass()
                ? "; in an emergency go on with a reason, which is recorded and shown to the patient."
                : "."));
    this.breakGlass = denial.breakGlass();
  }

  /// Whether somebody who treats the patient may go on in an emergency.
  public boolean breakGlass() {
    return breakGlass;
  }
}
