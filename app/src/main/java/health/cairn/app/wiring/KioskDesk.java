package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.desk.consent.StaffCheck;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.EndConsent;
import health.cairn.app.usecase.GiveReceipt;
import health.cairn.app.usecase.GrantConsent;
import health.cairn.app.usecase.IdentifyAtKiosk;
import health.cairn.app.usecase.IdentifyAtKiosk.Identified;
import health.cairn.app.usecase.ListConsents;
import health.cairn.ledger.journal.EventKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The little of a home that the kiosk may reach. Patients are known to it by the tokens of their visits.
final class KioskDesk implements ConsentDesk {
  private static final String WRONG_PASSPHRASE = "wrong passphrase of the staff at the kiosk";

  private final Home home;
  private final DeskJournal journal;
  private final IdentifyAtKiosk identify;
  private final ListConsents list;
  private final GrantConsent grant;
  private final EndConsent end;
  private final GiveReceipt receipt;
  private final GuessLimit guesses = new GuessLimit(System::nanoTime);
  private final Map<String, String> patients = new ConcurrentHashMap<>();

  KioskDesk(
      Home home,
      DeskJournal journal,
      IdentifyAtKiosk identify,
      ListConsents list,
      GrantConsent grant,
      EndConsent end,
      GiveReceipt receipt) {
    this.home = home;
    this.journal = journal;
    this.identify = identify;
    this.list = list;
    this.grant = grant;
    this.end = end;
    this.receipt = receipt;
  }

  @Override
  public Optional<KioskVisit> begin(String code) throws CairnException {
    Optional<Identified> someone = identify.identify(code);
    if (someone.isEmpty()) {
      return Optional.empty();
    }
    String token = UUID.randomUUID().toString();
    patients.put(token, someone.get().patient().patientKey());
    return Optional.of(
        new KioskVisit(
            token,
            someone.get().patient().name(),
            someone.get().patient().birthDate(),
            someone.get().recipient(),
            someone.get().witnessNeeded()));
  }

  @Override
  public List<ConsentDecision> inForce(KioskVisit visit) throws CairnException {
    return list.inForce(patient(visit));
  }

  @Override
  public ConsentReceipt decide(KioskVisit visit, SignedConsent signed) throws CairnException {
    boolean anyYes = signed.terms().stream().anyMatch(t -> t.permitted());
    if (visit.witnessNeeded() && anyYes && signed.witness().isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "A member of staff has to sign as a witness too.");
    }
    return grant.run(patient(visit), signed, "at the kiosk");
  }

  @Override
  public ConsentReceipt withdraw(KioskVisit visit, String consentId, KioskLanguage language)
      throws CairnException {
    return receipt.ofChange(end.withdraw(patient(visit), consentId), language);
  }

  @Override
  public ConsentReceipt narrow(KioskVisit visit, String consentId, KioskLanguage language)
      throws CairnException {
    return receipt.ofChange(end.narrow(patient(visit), consentId), language);
  }

  /// One at a time, so that guesses beside each other are counted too.
  @Override
  public synchronized StaffCheck staff(char[] passphrase) throws CairnException {
    if (guesses.waits()) {
      return StaffCheck.TOO_SOON;
    }
    if (opens(passphrase)) {
      guesses.right();
      return StaffCheck.KNOWN;
    }
    guesses.wrong();
    journal.append(
        (connection, entries) -> {
          entries.event(EventKind.ACCESS_DENIED, WRONG_PASSPHRASE, "Kiosk/staff", "");
          return true;
        });
    return StaffCheck.WRONG;
  }

  private boolean opens(char[] passphrase) throws CairnException {
    try (Passphrase typed = Passphrase.of(passphrase)) {
      KeyRing.open(home.keyFile(), typed, journal.actor()).close();
      return true;
    } catch (CairnException e) {
      if (e.kind() == CairnException.Kind.NOT_ALLOWED) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void end(KioskVisit visit) {
    patients.remove(visit.token());
  }

  private String patient(KioskVisit visit) throws CairnException {
    String key = patients.get(visit.token());
    if (key == null) {
      throw new CairnException(
          CairnException.Kind.NOT_ALLOWED, "This visit has ended; a new code lets you in again.");
    }
    return key;
  }
}
