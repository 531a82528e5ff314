package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.Database;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.ReceivedGrants;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.Gate;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.besu.BesuGrantReader;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.HandedGrants;
import health.cairn.ledger.besu.SenderKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Grants that go with a patient's data to the institution that gives a second opinion: signed and handed over here, taken in
/// there, and from then on asked of the chain by that institution itself.
public final class SecondOpinions {
  private final Database database;
  private final DeskJournal journal;
  private final Gate gate;
  private final ChainSettings settings;
  private final PatientKeys patients;
  private final GrantOutbox statements;
  private final String here;
  private final Clock clock;

  /// @param statements numbers of the patients' statements on the chain
  /// @param here name of this institution
  SecondOpinions(
      Database database,
      DeskJournal journal,
      Gate gate,
      ChainSettings settings,
      PatientKeys patients,
      GrantOutbox statements,
      String here,
      Clock clock) {
    this.database = database;
    this.journal = journal;
    this.gate = gate;
    this.settings = settings;
    this.patients = patients;
    this.statements = statements;
    this.here = here;
    this.clock = clock;
  }

  /// What is doubtful about the name of an institution that may be asked; empty where nothing is. Without a ledger nobody
  /// goes by the name.
  public Optional<String> doubt(String institution) throws CairnException {
    return institution.isEmpty() || settings.consents().isEmpty() || settings.name(institution)
        ? Optional.empty()
        : Optional.of(
            "The settings name no institution %s (ledger.institution.%s): if the network has it under another number than the SHA-256 of that name, a yes waits for ever."
                .formatted(institution, institution));
  }

  /// The grant under a yes to a second opinion, for the institution that the yes names. That it was handed over is noted
  /// before it is given.
  ///
  /// @throws CairnException NOT_ALLOWED where the data may not go there, REFUSED for another decision, where no ledger is set
  ///     up, and for a patient without a record number
  public HandedGrant hand(String patientKey, String consentId) throws CairnException {
    gate.requireRole(Action.SHARE, consentId);
    Optional<ConsentDecision> decision =
        database.read(connection -> new ConsentStore(connection).find(consentId));
    ConsentDecision yes =
        decision
            .filter(found -> found.patientKey().equals(patientKey))
            .filter(found -> found.terms().purpose() == ConsentPurpose.SECOND_OPINION)
            .orElseThrow(
                () ->
                    refused(
                        "This patient has no decision "
                            + consentId
                            + " on a second opinion; `cairn consent list` shows them."));
    ChainConfig registry = registry();
    PatientHeader patient = patient(patientKey);
    String recipient = yes.terms().recipient();
    gate.share(recipient, "prepared the grant of a second opinion", consentId, patientKey);
    GrantKeys keys = database.write(connection -> patients.of(connection, patientKey));
    long statement =
        statements
            .statement(consentId)
            .orElseThrow(
                () -> refused("Nothing was ever queued for the ledger of " + consentId + "."));
    HandedGrant handed =
        signed(
            new HandedGrant.Said(
                registry.chainId(),
                registry.contract(),
                keys.grantKey(yes.terms()),
                statement,
                here,
                recipient,
                ConsentPurpose.SECOND_OPINION.key(),
                yes.terms().scope() == ConsentScope.EVERYTHING,
                yes.terms().until(),
                patient.patientId(),
                patient.birthDate()),
            keys.key(yes.terms()));
    journal.append(
        (connection, entries) -> {
          entries.event(
              EventKind.GRANT_ISSUED, noted("handed over", handed), consentId, patientKey);
          return true;
        });
    return handed;
  }

  /// Takes a grant in for a patient whose data came with it: from now on they are open here only while the chain says so, or
  /// the patient decides here. Taking it in again changes nothing.
  ///
  /// @throws CairnException NOT_ALLOWED for a role that may not; REFUSED for a grant of somebody else or for another
  ///     institution or network; INTEGRITY for one that was changed
  public ReceivedGrant take(byte[] content, String patientKey) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    HandedGrant handed = read(content);
    HandedGrant.Said said = handed.said();
    if (!said.purpose().equals(ConsentPurpose.SECOND_OPINION.key())) {
      throw refused("The grant is not for a second opinion; nothing else is taken in.");
    }
    if (!said.key().institution().equals(patients.institution())) {
      throw refused(
          "The grant is for %s, institution %s of the network; this one, %s, is %s. Where both are the same, the other home's settings lack ledger.institution.%s."
              .formatted(
                  said.to(),
                  said.key().institution().hex(),
                  here,
                  patients.institution().hex(),
                  said.to()));
    }
    if (!GrantLedger.isOn(registry(), settings.consentsBefore(), said)) {
      throw refused(
          "The grant is on chain %d, registry %s; the settings name another (ledger.chainId, ledger.consents)."
              .formatted(said.chainId(), said.registry()));
    }
    PatientHeader patient = patient(patientKey);
    if (!said.patientId().equals(patient.patientId())) {
      throw refused("The grant is of a patient with another record number.");
    }
    if (said.birthDate().isPresent()
        && patient.birthDate().isPresent()
        && !said.birthDate().equals(patient.birthDate())) {
      throw refused("The grant is of a patient with another birth date.");
    }
    return journal.append(
        (connection, entries) -> {
          ReceivedGrants received = new ReceivedGrants(connection);
          Optional<ReceivedGrant> known =
              received.ofPatient(patientKey).stream()
                  .filter(grant -> grant.handed().said().equals(said))
                  .findFirst();
          if (known.isPresent()) {
            return known.get();
          }
          ReceivedGrant grant =
              new ReceivedGrant(
                  "ReceivedGrant/" + UUID.randomUUID(), patientKey, handed, clock.instant());
          received.add(grant);
          entries.event(
              EventKind.GRANT_ISSUED, noted("took in", handed), grant.grantId(), patientKey);
          return grant;
        });
  }

  /// What came with a patient's data, the newest first.
  public List<ReceivedGrant> received(String patientKey) throws CairnException {
    gate.require(Action.HANDLE_CONSENT, patientKey);
    return database.read(connection -> new ReceivedGrants(connection).ofPatient(patientKey));
  }

  /// @throws CairnException REFUSED for what is no grant, INTEGRITY for one that the patient's key did not sign
  public static HandedGrant read(byte[] content) throws CairnException {
    try {
      HandedGrant handed = HandedGrant.parse(content);
      if (!HandedGrants.isSigned(handed)) {
        throw new CairnException(
            CairnException.Kind.INTEGRITY,
            "The grant was changed: its words are not those that the patient's key signed.");
      }
      return handed;
    } catch (JsonRefusedException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "This is no grant as `cairn consent hand` writes it: " + e.getMessage() + ".",
          e);
    }
  }

  /// What a chain says of a grant now. Needs no home.
  ///
  /// @param chain a node of the grant's chain; its contract does not matter
  public static GrantLookup ask(HandedGrant handed, ChainConfig chain) throws CairnException {
    try (BesuGrantReader reader = new BesuGrantReader(chain.of(handed.said().registry()))) {
      return reader.lookup(handed.said().key());
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private static HandedGrant signed(HandedGrant.Said said, SenderKey key) throws CairnException {
    try {
      return HandedGrants.sign(said, key);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// For the journal: which grant it was, and nothing of the patient.
  private static String noted(String what, HandedGrant handed) {
    return "%s the grant of a second opinion, SHA-256 %s"
        .formatted(what, Hash.sha256(handed.toBytes()).hex());
  }

  private ChainConfig registry() throws CairnException {
    return settings
        .consents()
        .orElseThrow(
            () ->
                refused(
                    "No ledger is set up here (ledger.consents), so nobody could ask it for the grant."));
  }

  private PatientHeader patient(String patientKey) throws CairnException {
    return database
        .read(connection -> new PatientIndex(connection).byKey(patientKey))
        .filter(patient -> !patient.patientId().isBlank())
        .orElseThrow(
            () -> refused("The patient has no record number by which the data would be known."));
  }

  private static CairnException refused(String sentence) {
    return new CairnException(CairnException.Kind.REFUSED, sentence);
  }
}
