package health.cairn.app.desk.consent;

import health.cairn.app.CairnException;
import java.util.List;
import java.util.Optional;

/// All that the kiosk can ask of the program: one patient at a time, let in by a code that staff gave them, and
/// of that patient nothing but their own decisions.
///
/// Every method may block: call it off the JavaFX thread. Methods may be called from several threads.
public interface ConsentDesk {

  /// Lets a patient in, once for each code.
  ///
  /// @param code 8 digits as they were typed
  /// @return empty where no code that holds is this one; five such tries end every code that holds
  Optional<KioskVisit> begin(String code) throws CairnException;

  /// The visitor's decisions that hold, by purpose.
  List<ConsentDecision> inForce(KioskVisit visit) throws CairnException;

  /// Stores what was decided: FHIR records with the signed form, a journal entry for each, all or nothing. What
  /// was in force on the same purposes is replaced.
  ///
  /// @throws CairnException REFUSED where a needed witness is missing, NOT_ALLOWED after the visit
  ConsentReceipt decide(KioskVisit visit, SignedConsent signed) throws CairnException;

  /// Ends a decision, at once.
  ///
  /// @param language of the copy
  /// @throws CairnException REFUSED where it does not stand any more, or is not the visitor's
  ConsentReceipt withdraw(KioskVisit visit, String consentId, KioskLanguage language)
      throws CairnException;

  /// Leaves the health record out of a consent, at once.
  ///
  /// @param language of the copy
  /// @throws CairnException as for [#withdraw]; also where it is a no, or has nothing to leave out
  ConsentReceipt narrow(KioskVisit visit, String consentId, KioskLanguage language)
      throws CairnException;

  /// Whether this is the passphrase of who opened this home: staff leave the kiosk, or stand as a witness. A wrong one
  /// leaves an entry in the journal; after five in a row it takes longer and longer until another is looked at. The caller
  /// wipes it.
  StaffCheck staff(char[] passphrase) throws CairnException;

  /// The visitor goes: the token is worth nothing from here on.
  void end(KioskVisit visit);
}
