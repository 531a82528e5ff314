package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.access.Action;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Patients' decisions as staff see them, and record them from paper. Each asks the gate: whoever could write down a yes
/// in a patient's name could open what the patient closed. At the kiosk patients decide themselves, let in by a code.
public final class StaffConsents {
  private static final String LISTED = "looked at what the patient decided";
  private static final String FORM = "opened the signed form";

  private final Database database;
  private final Gate gate;
  private final IdentifyAtKiosk identify;
  private final ListConsents list;
  private final GrantConsent grant;
  private final EndConsent end;
  private final LearningConsent learning;

  public StaffConsents(
      Database database,
      Gate gate,
      IdentifyAtKiosk identify,
      ListConsents list,
      GrantConsent grant,
      EndConsent end,
      LearningConsent learning) {
    this.database = database;
    this.gate = gate;
    this.identify = identify;
    this.list = list;
    this.grant = grant;
    this.end = end;
    this.learning = learning;
  }

  /// Records a form signed on paper.
  ///
  /// @throws CairnException NOT_ALLOWED for a role that may not; REFUSED for a yes without a witness where the
  ///     patient's last word was no
  public ConsentReceipt record(String patientKey, SignedConsent signed) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    if (signed.witness().isEmpty()) {
      List<ConsentDecision> before = list.all(patientKey);
      for (ConsentTerms terms : signed.terms()) {
        if (terms.permitted() && refused(before, terms)) {
          throw new CairnException(
              CairnException.Kind.REFUSED,
              "The patient said no to this before; a yes on paper needs a witness then.");
        }
      }
    }
    return grant.run(patientKey, signed, ConsentWords.ON_PAPER);
  }

  private static boolean refused(List<ConsentDecision> before, ConsentTerms terms) {
    return before.stream()
        .filter(decision -> terms.replaces(decision.terms()))
        .filter(decision -> decision.state() != ConsentDecision.State.REPLACED)
        .max(Comparator.comparing(ConsentDecision::decidedAt))
        .filter(
            last -> last.state() == ConsentDecision.State.WITHDRAWN || !last.terms().permitted())
        .isPresent();
  }

  /// @throws CairnException NOT_ALLOWED for a role that may not, and as [EndConsent#withdraw]
  public ConsentDecision withdraw(String patientKey, String consentId) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return end.withdraw(patientKey, consentId);
  }

  /// @throws CairnException NOT_ALLOWED for a role that may not, and as [EndConsent#narrow]
  public ConsentDecision narrow(String patientKey, String consentId) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return end.narrow(patientKey, consentId);
  }

  /// Everything ever decided, by purpose, then newest first.
  public List<ConsentDecision> all(String patientKey) throws CairnException {
    looks(LISTED, patientKey);
    return list.all(patientKey);
  }

  /// What holds now, a yes or a no.
  public List<ConsentDecision> inForce(String patientKey) throws CairnException {
    looks(LISTED, patientKey);
    return list.inForce(patientKey);
  }

  /// The signed form (PDF) of a decision.
  ///
  /// @throws CairnException NOT_ALLOWED for a role that may not, and as [ListConsents#form]
  public byte[] form(String consentId) throws CairnException {
    Optional<ConsentDecision> decision =
        database.read(connection -> new ConsentStore(connection).find(consentId));
    if (decision.isPresent()) {
      looks(FORM, decision.get().patientKey());
    }
    return list.form(consentId);
  }

  private void looks(String what, String patientKey) throws CairnException {
    gate.access(Action.HANDLE_CONSENT, what, "ConsentList/" + patientKey, patientKey);
  }

  /// A code that lets the patient in at the kiosk.
  ///
  /// @throws CairnException NOT_ALLOWED for a role that may not, and as [IdentifyAtKiosk#issue]
  public KioskCode code(String patientKey, String recipient, boolean witnessNeeded)
      throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return identify.issue(patientKey, recipient, witnessNeeded);
  }

  /// Whether corrections of what the models said of the patient may improve the models here.
  public boolean learningAgreed(String patientKey) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return learning.given(patientKey);
  }

  /// @return false where the patient had agreed before
  public boolean agreeToLearning(String patientKey) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return learning.give(patientKey);
  }

  /// @return examples that were destroyed; empty where the patient had not agreed
  public Optional<Integer> endLearning(String patientKey) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return learning.withdraw(patientKey);
  }
}
