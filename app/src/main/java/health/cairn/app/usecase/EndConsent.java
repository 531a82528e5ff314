package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.GrantOutbox.Change;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.fhir.consent.ConsentWriter;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A patient takes a decision back, or leaves the health record out of it. It holds from the moment this
/// returns: record, journal entry and the line for the chain are one transaction, and whoever shows data asks the gate
/// again.
public final class EndConsent {
  private final DeskJournal journal;
  private final StoreRecords storeRecords;
  private final Clock clock;

  public EndConsent(DeskJournal journal, StoreRecords storeRecords, Clock clock) {
    this.journal = journal;
    this.storeRecords = storeRecords;
    this.clock = clock;
  }

  /// @return the decision, ended
  /// @throws CairnException REFUSED where it is not this patient's, does not hold any more, or is a no: a new
  ///   decision takes its place
  public ConsentDecision withdraw(String patientKey, String consentId) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          ConsentDecision standing = standing(connection, patientKey, consentId);
          if (!standing.terms().permitted()) {
            throw new CairnException(
                CairnException.Kind.REFUSED,
                "This decision is a no: there is no yes to take back. A new decision takes its place.");
          }
          ConsentDecision over =
              end(connection, entries, standing, State.WITHDRAWN, false, clock.instant());
          entries.event(
              EventKind.CONSENT_WITHDRAWN,
              ConsentWords.takenBack(standing.terms().purpose()),
              consentId,
              patientKey);
          if (standing.terms().purpose() == ConsentPurpose.RESEARCH) {
            LearningConsent.withdraw(connection, entries, patientKey);
          }
          return over;
        });
  }

  /// @return the narrower decision that took its place
  /// @throws CairnException REFUSED as for [#withdraw], and where it is a no or covers pictures only
  public ConsentDecision narrow(String patientKey, String consentId) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          ConsentDecision standing = standing(connection, patientKey, consentId);
          if (!standing.terms().permitted()
              || standing.terms().scope() == ConsentScope.PICTURES_ONLY) {
            throw new CairnException(
                CairnException.Kind.REFUSED,
                "This decision covers nothing that could be left out; take it back instead.");
          }
          return narrow(connection, entries, standing);
        });
  }

  private ConsentDecision narrow(
      Connection connection, DeskJournal.Entries entries, ConsentDecision standing)
      throws SQLException, CairnException {
    Instant now = clock.instant();
    ConsentDecision narrower =
        new ConsentDecision(
            ConsentRecords.newId(),
            standing.patientKey(),
            standing.terms().narrowed(),
            now,
            standing.language(),
            standing.textVersion(),
            standing.signature(),
            standing.witness(),
            State.STANDING,
            Optional.empty());
    byte[] form =
        ConsentWriter.form(ConsentRecords.current(connection, standing.consentId()))
            .orElseGet(() -> new byte[0]);
    end(connection, entries, standing, State.REPLACED, true, now);
    new ConsentStore(connection).add(narrower);
    String patient = storeRecords.patientReference(connection, entries, standing.patientKey());
    storeRecords.put(
        connection,
        List.of(ConsentWriter.write(ConsentRecords.statement(narrower, patient), form)),
        "consent narrowed",
        entries);
    H2GrantOutbox.queue(connection, narrower, Change.GRANTED, now);
    entries.event(
        EventKind.CONSENT_DECIDED,
        ConsentWords.narrowed(standing.terms().purpose()),
        narrower.consentId(),
        standing.patientKey());
    return narrower;
  }

  /// Ends a standing decision within a transaction that does more.
  ///
  /// @param goesOn whether a yes to the same institution takes its place
  ConsentDecision end(
      Connection connection,
      DeskJournal.Entries entries,
      ConsentDecision standing,
      State how,
      boolean goesOn,
      Instant at)
      throws SQLException, CairnException {
    new ConsentStore(connection).end(standing.consentId(), how, at);
    if (!standing.fromRecord()) {
      storeRecords.put(
          connection,
          List.of(
              ConsentWriter.ended(ConsentRecords.current(connection, standing.consentId()), at)),
          how == State.WITHDRAWN ? "consent taken back" : "consent replaced",
          entries);
    }
    H2GrantOutbox.queue(connection, standing, Change.ENDED, at);
    if (!goesOn && standing.inForce(at) && standing.terms().grantsToOthers()) {
      entries.event(
          EventKind.GRANT_WITHDRAWN,
          ConsentWords.GRANT_TAKEN_BACK,
          standing.consentId(),
          standing.patientKey());
    }
    return new ConsentDecision(
        standing.consentId(),
        standing.patientKey(),
        standing.terms(),
        standing.decidedAt(),
        standing.language(),
        standing.textVersion(),
        standing.signature(),
        standing.witness(),
        how,
        Optional.of(at));
  }

  private static ConsentDecision standing(
      Connection connection, String patientKey, String consentId)
      throws SQLException, CairnException {
    return new ConsentStore(connection)
        .find(consentId)
        .filter(d -> d.patientKey().equals(patientKey) && d.state() == State.STANDING)
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "There is no decision " + consentId + " of this patient that still holds."));
  }
}
