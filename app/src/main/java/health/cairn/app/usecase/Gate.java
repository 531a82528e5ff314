package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.access.AccessDecision;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.access.AccessRequest;
import health.cairn.app.access.Action;
import health.cairn.app.access.DecisionPoint;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.access.Role;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.Database;
import health.cairn.app.store.ReceivedGrants;
import health.cairn.ledger.journal.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Where every use case that opens a patient's data asks whether it may, and where the answer is recorded: a permit
/// with what it rests on, a refusal with its reason. Asked anew each time, so a consent that is taken back closes what is
/// open. A permit that goes on with the same thing on the same grounds is recorded once in [#LOOK]. Thread-safe.
public final class Gate {
  /// How long an emergency lasts.
  public static final Duration EMERGENCY = Duration.ofHours(1);

  /// How long an entry stands for everything of its kind: who looks for an hour leaves four.
  public static final Duration LOOK = Duration.ofMinutes(15);

  /// What an emergency opens: care, and no other use.
  private static final Set<Role> TREATING = Set.of(Role.OWNER, Role.RADIOLOGIST, Role.CLINICIAN);

  private static final int REASON_LENGTH = 150;
  private static final String NAMES = "Worklist/here";

  /// The rules as they are.
  public interface DecisionPoints {
    DecisionPoint now() throws CairnException;

    /// The same with what the ledger said before: waits for no network.
    DecisionPoint atHand() throws CairnException;
  }

  /// Something that is read.
  @FunctionalInterface
  public interface Reading<T> {
    T run() throws CairnException;
  }

  /// What the gate would say.
  @FunctionalInterface
  public interface Answers {
    AccessDecision to(Action action, String patientKey);
  }

  /// By the calendar and by a clock that nobody can set: it is over when either says so.
  private record Emergency(Instant since, long sinceNanos) {
    boolean lasts(Instant now) {
      return !now.isBefore(since)
          && now.isBefore(since.plus(EMERGENCY))
          && System.nanoTime() - sinceNanos < EMERGENCY.toNanos();
    }
  }

  private final Database database;
  private final DeskJournal journal;
  private final DecisionPoints decisionPoint;
  private final Role role;
  private final Clock clock;
  private final Map<String, Emergency> emergencies = new ConcurrentHashMap<>();
  private final Map<Look, Long> looks = new ConcurrentHashMap<>();

  /// What is on record for a while. What it rests on counts, how old that word is does not.
  private record Look(Action action, String patientKey, AccessDecision.Ground ground) {}

  /// @param decisionPoint asked each time, so that a policy that was adopted holds at once
  /// @param role of who is signed in
  public Gate(
      Database database,
      DeskJournal journal,
      DecisionPoints decisionPoint,
      Role role,
      Clock clock) {
    this.database = database;
    this.journal = journal;
    this.decisionPoint = decisionPoint;
    this.role = role;
    this.clock = clock;
  }

  public Role role() {
    return role;
  }

  /// For a use case that opens data: leaves an access entry before anything is read.
  ///
  /// @param what was done, for the journal ("opened the timeline")
  /// @throws AccessDeniedException where it may not be shown
  public void access(Action action, String what, String recordId, String patientKey)
      throws CairnException {
    AccessDecision.Permit permit = permit(new AccessRequest(role, action, patientKey));
    record(what, permit, recordId, patientKey);
    looks.put(new Look(action, patientKey, permit.ground()), System.nanoTime());
  }

  /// The same for what goes to another institution under one decision of the patient on that one.
  ///
  /// @param recipient its name
  /// @throws AccessDeniedException where it may not go there
  /// @throws CairnException REFUSED where another decision holds now
  public void share(String recipient, String what, String consentId, String patientKey)
      throws CairnException {
    AccessDecision.Permit permit =
        permit(new AccessRequest(role, Action.SHARE, patientKey, recipient, Optional.empty()));
    if (!permit.consentId().equals(Optional.of(consentId))) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Another decision holds now in place of %s; `cairn consent list` shows it."
              .formatted(consentId));
    }
    record(what, permit, consentId, patientKey);
  }

  /// For a use case that goes on with data that is open, or decides on it.
  ///
  /// @throws AccessDeniedException where it may not
  public void require(Action action, String patientKey) throws CairnException {
    goesOn(action, permit(new AccessRequest(role, action, patientKey)), patientKey);
  }

  /// For a look at the journal itself, whose own entry must not stand in front of what it shows:
  /// reads first, and gives what was read only once the entry is there.
  ///
  /// @param patientKeys whom it concerns, maybe nobody
  /// @throws AccessDeniedException where it may not of one of them; then nothing is read
  public <T> T read(Action action, List<String> patientKeys, Reading<T> reading)
      throws CairnException {
    Map<String, AccessDecision.Permit> permits = new LinkedHashMap<>();
    for (String patientKey : patientKeys) {
      permits.put(patientKey, permit(new AccessRequest(role, action, patientKey)));
    }
    T read = reading.run();
    for (Map.Entry<String, AccessDecision.Permit> one : permits.entrySet()) {
      goesOn(action, one.getValue(), one.getKey());
    }
    return read;
  }

  /// For a use case on many patients' data, which leaves out whose answer is no. The refusal is
  /// recorded; for the rest the use case leaves its own entry.
  ///
  /// @param ownYes as [AccessRequest#ownYes]
  /// @return empty where it may not
  public Optional<AccessDecision.Permit> ask(
      Action action, String patientKey, Optional<String> ownYes) throws CairnException {
    try {
      return Optional.of(permit(new AccessRequest(role, action, patientKey, "", ownYes)));
    } catch (AccessDeniedException e) {
      return Optional.empty();
    }
  }

  /// Answers about many patients at once, from what is at hand here, of which nothing is recorded:
  /// for a list, which leaves out what would be refused. Opening something asks anew.
  public Answers answers() throws CairnException {
    Map<String, List<ConsentDecision>> decisions =
        database.read(connection -> new ConsentStore(connection).all());
    Map<String, List<ReceivedGrant>> received =
        database.read(connection -> new ReceivedGrants(connection).all());
    DecisionPoint point = decisionPoint.atHand();
    return (action, patientKey) ->
        answer(
            point,
            new AccessRequest(role, action, patientKey),
            new Words(
                decisions.getOrDefault(patientKey, List.of()),
                received.getOrDefault(patientKey, List.of())));
  }

  private void goesOn(Action action, AccessDecision.Permit permit, String patientKey)
      throws CairnException {
    once(
        new Look(action, patientKey, permit.ground()),
        () -> record("may " + action.words(), permit, action.permitId(patientKey), patientKey));
  }

  /// Whether this role may see names at all.
  ///
  /// @throws AccessDeniedException where it may not
  public void requireNames() throws CairnException {
    requireRole(Action.FIND_PATIENTS, NAMES);
    once(
        new Look(Action.FIND_PATIENTS, "", new AccessDecision.Ground.Policy()),
        () -> journal.access("looked at the list of names; by policy", NAMES, ""));
  }

  private interface Entry {
    void leave() throws CairnException;
  }

  /// Two at once may leave two: better than none.
  private void once(Look look, Entry entry) throws CairnException {
    long now = System.nanoTime();
    Long before = looks.get(look);
    if (before == null || now - before >= LOOK.toNanos()) {
      entry.leave();
      looks.put(look, now);
    }
  }

  private void record(String what, AccessDecision.Permit permit, String recordId, String patientKey)
      throws CairnException {
    journal.access(said(what, permit), recordId, patientKey);
  }

  /// What was done and what it rests on, for the journal.
  public static String said(String what, AccessDecision.Permit permit) {
    return what + "; " + permit.reason() + permit.consentId().map(id -> ", under " + id).orElse("");
  }

  /// For a use case on what many patients agreed to give, without names: whether this role may. A refusal is
  /// recorded; the use case leaves its own entry.
  ///
  /// @param recordId what it would have used
  /// @throws AccessDeniedException where it may not
  public void requireRole(Action action, String recordId) throws CairnException {
    Optional<AccessDecision.Deny> denial = byPolicy(action);
    if (denial.isPresent()) {
      journal.append(
          (connection, entries) -> {
            entries.event(
                EventKind.ACCESS_DENIED,
                "%s: %s".formatted(action.words(), denial.get().reason()),
                recordId,
                "");
            return true;
          });
      throw new AccessDeniedException(denial.get(), "");
    }
  }

  private Optional<AccessDecision.Deny> byPolicy(Action action) throws CairnException {
    return decisionPoint.now().byPolicy(role, action);
  }

  /// Opens a patient's data for care in an emergency, for an hour. Leaves an entry that the patient sees.
  ///
  /// @param reason in the reader's words
  /// @throws CairnException NOT_ALLOWED for a role that treats nobody, REFUSED without a reason
  public void breakGlass(String patientKey, String reason) throws CairnException {
    if (!TREATING.contains(role)) {
      throw new CairnException(
          CairnException.Kind.NOT_ALLOWED,
          "Only who treats patients may open data in an emergency.");
    }
    String said = reason.strip();
    if (said.length() < 5 || said.length() > REASON_LENGTH) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Say why this is an emergency, in 5 to " + REASON_LENGTH + " characters.");
    }
    journal.append(
        (connection, entries) -> {
          entries.event(
              EventKind.BREAK_GLASS, "emergency: " + said, "Patient/" + patientKey, patientKey);
          return true;
        });
    emergencies.put(patientKey, new Emergency(clock.instant(), System.nanoTime()));
  }

  private AccessDecision.Permit permit(AccessRequest request) throws CairnException {
    Words words =
        database.read(
            connection ->
                new Words(
                    new ConsentStore(connection).ofPatient(request.patientKey()),
                    new ReceivedGrants(connection).ofPatient(request.patientKey())));
    return switch (answer(decisionPoint.now(), request, words)) {
      case AccessDecision.Permit permit -> permit;
      case AccessDecision.Deny denial -> {
        journal.append(
            (connection, entries) -> {
              entries.event(
                  EventKind.ACCESS_DENIED,
                  "%s: %s".formatted(request.action().words(), denial.reason()),
                  "Patient/" + request.patientKey(),
                  request.patientKey());
              return true;
            });
        throw new AccessDeniedException(denial, request.patientKey());
      }
    };
  }

  /// What a patient said, here and elsewhere.
  private record Words(List<ConsentDecision> decisions, List<ReceivedGrant> received) {}

  private AccessDecision answer(DecisionPoint point, AccessRequest request, Words words) {
    AccessDecision decision = point.decide(request, words.decisions(), words.received(), today());
    return decision instanceof AccessDecision.Deny denial
            && denial.breakGlass()
            && emergency(request.action(), request.patientKey())
        ? new AccessDecision.Permit("emergency", new AccessDecision.Ground.Emergency())
        : decision;
  }

  private boolean emergency(Action action, String patientKey) {
    Emergency emergency = emergencies.get(patientKey);
    return emergency != null
        && action.purpose().filter(ConsentPurpose.CARE::equals).isPresent()
        && emergency.lasts(clock.instant());
  }

  private LocalDate today() {
    return clock.instant().atZone(ZoneId.systemDefault()).toLocalDate();
  }
}
