package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.GrantOutbox.Change;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.report.ConsentForm;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.consent.ConsentWriter;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A patient decides: FHIR Consents with the signed form, lines for the chain and journal entries are stored
/// together or not at all; what held on the same purposes is replaced.
public final class GrantConsent {
  private static final byte[] UNSIGNED = {};

  private final DeskJournal journal;
  private final StoreRecords storeRecords;
  private final EndConsent endConsent;
  private final GiveReceipt giveReceipt;
  private final Clock clock;

  private record Sitting(List<ConsentDecision> decisions, List<String> replaced) {}

  public GrantConsent(
      DeskJournal journal,
      StoreRecords storeRecords,
      EndConsent endConsent,
      GiveReceipt giveReceipt,
      Clock clock) {
    this.journal = journal;
    this.storeRecords = storeRecords;
    this.endConsent = endConsent;
    this.giveReceipt = giveReceipt;
    this.clock = clock;
  }

  /// @param where for the journal: "at the kiosk", "on paper"
  public ConsentReceipt run(String patientKey, SignedConsent signed, String where)
      throws CairnException {
    Instant now = clock.instant();
    PatientHeader patient = giveReceipt.patient(patientKey);
    GiveReceipt.Form written = proof -> ConsentForm.write(patient, signed, now, proof);
    boolean onScreen =
        signed.signature() instanceof Signature.Drawn
            || signed.signature() instanceof Signature.Typed;
    byte[] form = onScreen ? GiveReceipt.pdf(written, "") : UNSIGNED;
    String formId = "ConsentForm/" + UUID.randomUUID();
    Sitting sitting =
        journal.append(
            (connection, entries) -> {
              Sitting stored = store(connection, entries, patientKey, signed, form, now, where);
              entries.event(
                  EventKind.CONSENT_DECIDED,
                  ConsentWords.sitting(signed.terms(), where),
                  formId,
                  patientKey);
              return stored;
            });
    List<String> changed = new ArrayList<>(sitting.replaced());
    sitting.decisions().forEach(decision -> changed.add(decision.consentId()));
    return giveReceipt.of(formId, sitting.decisions(), changed, written);
  }

  private Sitting store(
      Connection connection,
      DeskJournal.Entries entries,
      String patientKey,
      SignedConsent signed,
      byte[] form,
      Instant now,
      String where)
      throws SQLException, CairnException {
    String reference = storeRecords.patientReference(connection, entries, patientKey);
    ConsentStore store = new ConsentStore(connection);
    List<ConsentDecision> before = store.ofPatient(patientKey);
    List<ConsentDecision> decisions = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    List<FhirRecord> records = new ArrayList<>();
    for (ConsentTerms terms : signed.terms()) {
      for (ConsentDecision old : before) {
        if (old.state() == State.STANDING && terms.replaces(old.terms())) {
          endConsent.end(connection, entries, old, State.REPLACED, terms.permitted(), now);
          replaced.add(old.consentId());
        }
      }
      ConsentDecision decision =
          new ConsentDecision(
              ConsentRecords.newId(),
              patientKey,
              terms,
              now,
              signed.language(),
              KioskTexts.VERSION,
              signed.signature().kind(),
              signed.witness(),
              State.STANDING,
              Optional.empty());
      store.add(decision);
      H2GrantOutbox.queue(connection, decision, Change.GRANTED, now);
      records.add(ConsentWriter.write(ConsentRecords.statement(decision, reference), form));
      decisions.add(decision);
    }
    storeRecords.put(connection, records, "consent decided", entries);
    for (ConsentDecision decision : decisions) {
      entries.event(
          EventKind.CONSENT_DECIDED,
          ConsentWords.decided(decision.terms(), where),
          decision.consentId(),
          patientKey);
      if (decision.terms().purpose() == ConsentPurpose.RESEARCH && !decision.terms().permitted()) {
        LearningConsent.withdraw(connection, entries, patientKey);
      }
    }
    return new Sitting(decisions, replaced);
  }
}
