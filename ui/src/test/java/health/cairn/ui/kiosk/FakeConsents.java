package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.desk.consent.StaffCheck;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One patient's consents in memory, for looks and for what the real desk cannot be made to do at will.
public class FakeConsents implements ConsentDesk {
  public static final String CODE = "27182818";
  public static final String PASSPHRASE = "a cairn on a moor";

  /// Is answered as if too many wrong ones had come before.
  public static final String TOO_SOON = "sesame sesame sesame";

  public static final Instant NOW = Instant.parse("2026-11-22T10:15:00Z");
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private final KioskVisit visit;
  private final List<ConsentDecision> inForce = new ArrayList<>();
  private final List<SignedConsent> signed = new ArrayList<>();
  private boolean ledger;
  private boolean proves = true;
  private int numbers;
  private int ended;

  public FakeConsents(String name, String recipient, boolean witness) {
    visit =
        new KioskVisit("token", name, Optional.of(LocalDate.of(1972, 3, 12)), recipient, witness);
  }

  /// Yes to everything, long ago.
  public FakeConsents returning() {
    for (ConsentPurpose purpose : ConsentPurpose.values()) {
      if (purpose != ConsentPurpose.SECOND_OPINION || !visit.recipient().isEmpty()) {
        keep(
            ConsentTerms.standard(
                purpose, purpose != ConsentPurpose.TEACHING, visit.recipient(), TODAY),
            KioskLanguage.ENGLISH);
      }
    }
    return this;
  }

  /// What is kept cannot be proven just now.
  public FakeConsents withoutProof() {
    proves = false;
    return this;
  }

  /// What is decided has to reach a ledger.
  public FakeConsents withLedger() {
    ledger = true;
    return this;
  }

  public List<SignedConsent> signed() {
    return List.copyOf(signed);
  }

  public int ended() {
    return ended;
  }

  @Override
  public Optional<KioskVisit> begin(String code) {
    return code.equals(CODE) ? Optional.of(visit) : Optional.empty();
  }

  @Override
  public List<ConsentDecision> inForce(KioskVisit who) {
    return List.copyOf(inForce);
  }

  @Override
  public ConsentReceipt decide(KioskVisit who, SignedConsent what) {
    signed.add(what);
    List<ConsentDecision> decisions =
        what.terms().stream().map(t -> keep(t, what.language())).toList();
    return receipt(decisions);
  }

  private ConsentReceipt receipt(List<ConsentDecision> decisions) {
    if (!proves) {
      return new ConsentReceipt(decisions, "", new byte[0], ledger);
    }
    String proof = "CAIRN2:" + "9.%+H:K2 Q7-Z*$/EXB45".repeat(70); // as long as one code may be
    return new ConsentReceipt(decisions, proof, "%PDF".getBytes(StandardCharsets.US_ASCII), ledger);
  }

  private ConsentDecision keep(ConsentTerms terms, KioskLanguage language) {
    ConsentDecision decision =
        new ConsentDecision(
            "Consent/" + numbers++,
            "key",
            terms,
            NOW,
            language,
            KioskTexts.VERSION,
            "TYPED",
            Optional.empty(),
            State.STANDING,
            Optional.empty());
    inForce.removeIf(d -> terms.replaces(d.terms()));
    inForce.add(decision);
    return decision;
  }

  @Override
  public ConsentReceipt withdraw(KioskVisit who, String consentId, KioskLanguage language) {
    List<ConsentDecision> ended =
        inForce.stream().filter(d -> d.consentId().equals(consentId)).toList();
    inForce.removeAll(ended);
    return receipt(ended);
  }

  @Override
  public ConsentReceipt narrow(KioskVisit who, String consentId, KioskLanguage language) {
    ConsentDecision wide =
        inForce.stream().filter(d -> d.consentId().equals(consentId)).findFirst().orElseThrow();
    return receipt(List.of(keep(wide.terms().narrowed(), wide.language())));
  }

  @Override
  public StaffCheck staff(char[] passphrase) {
    return switch (String.valueOf(passphrase)) {
      case PASSPHRASE -> StaffCheck.KNOWN;
      case TOO_SOON -> StaffCheck.TOO_SOON;
      default -> StaffCheck.WRONG;
    };
  }

  @Override
  public void end(KioskVisit who) {
    ended++;
  }
}
