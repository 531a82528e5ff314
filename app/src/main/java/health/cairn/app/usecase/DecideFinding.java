package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.AnalysisRows;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.Session;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.finding.Decision;
import health.cairn.fhir.finding.FindingDecisions;
import health.cairn.fhir.finding.Person;
import health.cairn.fhir.finding.RecordIds;
import health.cairn.fhir.record.StoredRecord;
import health.cairn.imaging.fuse.TumourClass;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A person accepts or rejects what a model proposed: new versions of the finding's records, and a
/// journal entry for the decision.
public final class DecideFinding {
  private final DeskJournal journal;
  private final StoreRecords storeRecords;
  private final Clock clock;

  public DecideFinding(DeskJournal journal, StoreRecords storeRecords, Clock clock) {
    this.journal = journal;
    this.storeRecords = storeRecords;
    this.clock = clock;
  }

  /// @return UID of the study the finding belongs to
  /// @throws CairnException REFUSED for an unknown finding, or one that cannot be decided so
  public String run(String findingId, boolean accepted, String note) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          Instant now = clock.instant();
          Decision decision =
              accepted
                  ? new Decision.Accept(person(), now, note)
                  : new Decision.Reject(person(), now, note);
          Link link = decide(connection, entries, findingId, decision);
          learn(connection, link, accepted, "");
          return link.studyInstanceUid();
        });
  }

  /// A person says what kind of tumour it really is. Where the patient agreed to that, it becomes an example
  /// to learn from.
  ///
  /// @throws CairnException REFUSED for an unknown finding, or one that says nothing of a kind
  public Corrected correct(String findingId, TumourClass kind, String note) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          Decision decision =
              new Decision.Amend(
                  person(),
                  clock.instant(),
                  note,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(kind.word()));
          Link link = decide(connection, entries, findingId, decision);
          return new Corrected(
              link.studyInstanceUid(), learn(connection, link, false, kind.word()));
        });
  }

  /// @param kept what became of it as an example
  public record Corrected(String studyInstanceUid, LearningStore.Kept kept) {}

  private static LearningStore.Kept learn(
      Connection connection, Link link, boolean accepted, String right) throws SQLException {
    return new LearningStore(connection)
        .decided(link.reference(), link.patientKey(), accepted, right, MemberEvidence::labelled);
  }

  Person person() {
    return new Person(journal.actor(), journal.actor());
  }

  /// Within a transaction that does more.
  Link decide(
      Connection connection, DeskJournal.Entries entries, String findingId, Decision decision)
      throws SQLException, CairnException {
    FindingLinks links = new FindingLinks(connection);
    Link link =
        links
            .find(findingId)
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED,
                        "There is no finding " + findingId + " here."));
    H2RecordStore records = new H2RecordStore(Session.within(connection));
    List<FhirRecord> siblings = new ArrayList<>();
    for (Link sibling : links.ofReport(link.reportReference())) {
      siblings.add(current(records, sibling.reference()));
    }
    FindingDecisions.Outcome outcome =
        FindingDecisions.decide(
            current(records, findingId),
            current(records, link.reportReference()),
            siblings,
            decision,
            RecordIds.derivedFrom(findingId + "/" + decision.at()));
    switch (outcome) {
      case FindingDecisions.Outcome.Impossible impossible ->
          throw new CairnException(CairnException.Kind.REFUSED, impossible.reason());
      case FindingDecisions.Outcome.Decided decided -> {
        AnalysisRows.Decided what =
            switch (decision) {
              case Decision.Accept accept -> AnalysisRows.Decided.ACCEPTED;
              case Decision.Amend amend -> AnalysisRows.Decided.AMENDED;
              case Decision.Reject reject -> AnalysisRows.Decided.REJECTED;
            };
        String purpose = what.name().toLowerCase(Locale.ROOT);
        storeRecords.put(connection, decided.records(), purpose, entries);
        entries.event(EventKind.FINDING_DECIDED, purpose, findingId, link.patientKey());
        new AnalysisRows(connection).decided(findingId, what);
      }
    }
    return link;
  }

  private static FhirRecord current(H2RecordStore records, String reference) throws CairnException {
    try {
      return records
          .current(reference)
          .map(StoredRecord::record)
          .orElseThrow(
              () ->
                  new CairnException(
                      CairnException.Kind.INTEGRITY,
                      "The record " + reference + " is missing; restore the home from a backup."));
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}
