package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.DecisionPoint;
import health.cairn.app.access.LedgerGrants;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.ChainWords;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.app.store.Home;
import health.cairn.app.store.ReceivedGrants;
import health.cairn.app.store.SentStatements;
import health.cairn.app.store.StandingStatements;
import health.cairn.app.store.StandingStatements.Said;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.Passage;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.BesuDecisionChain;
import health.cairn.ledger.besu.BesuGrantReader;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.besu.DecisionSender;
import health.cairn.ledger.besu.DecisionSigning;
import health.cairn.ledger.consent.ChainGrants;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.FileDecisionOutbox;
import health.cairn.ledger.consent.GrantView;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings patients' decisions onto the chain, and says what the chain knows of them. What waits in the database is
/// signed with a key of the patient's towards that institution, kept, sent, and settled only when it was read back
/// from the contract. Thread-safe.
public final class GrantLedger implements LedgerGrants, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrantLedger.class);
  private static final int AT_ONCE = 500;

  /// How old an answer may be is the policy's to say, see [DecisionPoint].
  private static final ChainGrants.Policy REMEMBERED =
      new ChainGrants.Policy(GrantAnswers.FRESH, Duration.ofDays(30), 10_000);

  private final Home home;
  private final Database database;
  private final GrantOutbox waiting;
  private final ChainSettings settings;
  private final CredentialSource account;
  private final PatientKeys patients;

  /// The same as `waiting` for questions, which come often and wait for nobody who writes.
  private final GrantOutbox waitingNow;

  private final Supplier<Instant> now;
  private final GrantAnswers answers;
  private final GrantAnswers receivedAnswers;
  private @Nullable Chain chain;

  /// @param account of this home, which relays
  /// @param now never before what this home has signed already
  GrantLedger(
      Home home,
      Database database,
      GrantOutbox waiting,
      ChainSettings settings,
      CredentialSource account,
      PatientKeys patients,
      Supplier<Instant> now) {
    this.now = now;
    this.home = home;
    this.database = database;
    this.waiting = waiting;
    this.settings = settings;
    this.account = account;
    this.patients = patients;
    this.waitingNow = new H2GrantOutbox(database.reading());
    this.answers = new GrantAnswers(database, ChainWords::ofConsents, now);
    this.receivedAnswers = new GrantAnswers(database, ChainWords::ofReceived, now);
  }

  private record Chain(
      ChainConfig config,
      FileDecisionOutbox outbox,
      EarlierRegistries earlier,
      BesuGrantReader reader,
      ChainGrants grants) {}

  /// Sends what waits, in the order in which it was decided. What the chain refuses for good waits no longer, and its
  /// reason is kept.
  ///
  /// @return empty where the settings name no registry of consent
  public Optional<RelayResult<DecisionTask>> send() throws CairnException {
    return send(AT_ONCE);
  }

  /// @param atOnce how many are looked at together
  Optional<RelayResult<DecisionTask>> send(int atOnce) throws CairnException {
    try {
      Optional<Chain> to = chain();
      if (to.isEmpty()) {
        return Optional.empty();
      }
      Chain at = to.get();
      List<DecisionTask> finished = new ArrayList<>();
      RelayResult<DecisionTask> result;
      try (DecisionSender sender = new DecisionSender(at.config(), account, at.outbox())) {
        List<GrantOutbox.Waiting> some = waiting.waiting(0, atOnce);
        result = drain(at, sender, some);
        finished.addAll(result.finished());
        while (some.size() == atOnce && goesOn(result)) {
          some = waiting.waiting(some.getLast().number(), atOnce);
          result = drain(at, sender, some);
          finished.addAll(result.finished());
        }
      }
      noteSent(at.earlier().waiting());
      String earlier = at.earlier().send(account);
      boolean onlyThere = result.end() == RelayResult.End.DRAINED && !earlier.isEmpty();
      return Optional.of(
          onlyThere
              ? new RelayResult<>(finished, result.waiting(), RelayResult.End.PENDING, earlier)
              : new RelayResult<>(finished, result.waiting(), result.end(), result.reason()));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// One that waits for the network's members is no reason to keep the others.
  private static boolean goesOn(RelayResult<DecisionTask> result) {
    return result.end() == RelayResult.End.DRAINED || result.end() == RelayResult.End.PENDING;
  }

  private RelayResult<DecisionTask> drain(
      Chain at, DecisionSender sender, List<GrantOutbox.Waiting> some)
      throws CairnException, LedgerException {
    DecisionSigning signing = new DecisionSigning(at.config().chainId(), at.config().contract());
    List<DecisionTask> prepared = new ArrayList<>();
    for (GrantOutbox.Waiting one : some) {
      prepared.add(DecisionTask.prepared(signed(one, signing)));
    }
    at.earlier().keep(some, this::signed);
    dropOthers(at, signing);
    noteSent(prepared);
    at.outbox().addAll(prepared);
    RelayResult<DecisionTask> result = sender.drain();
    List<Hash> over = new ArrayList<>();
    for (GrantOutbox.Waiting one : some) {
      Optional<DecisionTask> task = at.outbox().find(signing.digest(decision(one)));
      if (task.filter(DecisionTask::done).isPresent()) {
        over.add(task.get().id());
        at.grants().forget(keys(one.decision().patientKey()).grantKey(one.decision().terms()));
        if (task.get().state() == AnchorState.VERIFIED) {
          waiting.settled(one.number(), named(at.config()), words(task.get().receipt()));
        } else {
          waiting.refused(one.number(), task.get().reason());
        }
      }
    }
    at.outbox().removeAll(over);
    return result;
  }

  /// Before anything is sent.
  private void noteSent(List<DecisionTask> tasks) throws CairnException {
    if (tasks.isEmpty()) {
      return;
    }
    List<Hash> digests = tasks.stream().map(DecisionTask::id).toList();
    database.write(
        connection -> {
          new SentStatements(connection).add(digests);
          return true;
        });
  }

  /// Takes out what was signed for another registry, which this one would refuse: the decision itself waits in the
  /// database, and is signed anew.
  private static void dropOthers(Chain at, DecisionSigning signing) throws LedgerException {
    List<Hash> dropped = new ArrayList<>();
    for (DecisionTask task : at.outbox().waiting()) {
      if (!signing.digest(task.decision().decision()).equals(task.id())) {
        Passage over =
            new Passage(
                AnchorState.REJECTED,
                task.passage().transaction(),
                task.passage().receipt(),
                "It was signed for another registry of consent.");
        at.outbox().replace(task, task.at(over));
        dropped.add(task.id());
      }
    }
    at.outbox().removeAll(dropped);
  }

  private static String named(ChainConfig config) {
    return config.chainId() + "/" + config.contract().hex();
  }

  /// What was queued for the registry of consent in use.
  ///
  /// @param left consents whose patient's key is not here: nobody can sign them for this registry, so they stay in the
  ///     earlier one
  public record Brought(int grants, int ends, List<String> left) {
    static final Brought NOTHING = new Brought(0, 0, List.of());

    public Brought {
      left = List.copyOf(left);
    }
  }

  /// Notes where statements are that were settled before registries were noted: in the first that this home used. To be
  /// called before the settings name another.
  void noteRegistry() throws CairnException {
    Optional<ChainConfig> config = settings.consents();
    if (config.isEmpty()) {
      return;
    }
    List<Address> before = settings.consentsBefore();
    ChainConfig first = before.isEmpty() ? config.get() : config.get().of(before.getLast());
    database.write(connection -> H2GrantOutbox.noteRegistry(connection, named(first)));
  }

  /// Queues every statement that stands and an earlier registry has, signed with the patients' keys when it is sent. A
  /// second time queues nothing.
  Brought bring() throws CairnException {
    forgetChain(); // the settings may name another registry by now
    Optional<ChainConfig> config = settings.consents();
    if (config.isEmpty()) {
      return Brought.NOTHING;
    }
    return database.write(
        connection -> {
          StandingStatements statements = new StandingStatements(connection);
          int grants = 0;
          int ends = 0;
          List<String> left = new ArrayList<>();
          for (Said said : statements.notIn(named(config.get()), now.get())) {
            if (patients.find(connection, said.decision().patientKey()).isEmpty()) {
              left.add(said.decision().consentId());
              continue;
            }
            statements.sayAgain(said, now.get());
            if (said.change() == GrantOutbox.Change.GRANTED) {
              grants++;
            } else {
              ends++;
            }
          }
          return new Brought(grants, ends, left);
        });
  }

  /// What was said and where, for the monitor; empty where the settings name no registry of consent on that chain.
  Optional<MonitoredChain.Decisions> monitored(ChainConfig chain) throws CairnException {
    Optional<ChainConfig> named =
        settings.consents().filter(config -> config.chainId() == chain.chainId());
    if (named.isEmpty()) {
      return Optional.empty();
    }
    ChainConfig config = chain.of(named.get().contract());
    SentDecisions sent =
        new SentDecisions(
            database,
            patients,
            named(config),
            new DecisionSigning(config.chainId(), config.contract()));
    try {
      return Optional.of(
          new MonitoredChain.Decisions(
              new BesuDecisionChain(config), named(config), sent::contains, sent::settled));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Whether the settings name a registry that decisions go to.
  boolean configured() throws CairnException {
    return settings.consents().isPresent();
  }

  /// Whether a chain is set up that has yet to hear of a decision, or of its end. Settings that cannot be read are meant to
  /// name one.
  boolean lacks(String consentId) throws CairnException {
    try {
      if (!configured()) {
        return false;
      }
    } catch (CairnException e) {
      LOG.warn("the ledger's settings cannot be read", e);
    }
    return waiting.waits(consentId);
  }

  /// Whether the chain has not heard yet that a consent ended.
  boolean endWaits() throws CairnException {
    return waiting.endWaits();
  }

  /// Decisions that the chain does not have yet.
  public int waiting() throws CairnException {
    return waiting.count();
  }

  /// From memory, at once; the chain is asked beside it, so that the next answer is younger. Where nothing is known,
  /// the chain has a moment to answer.
  @Override
  public Standing of(ConsentDecision decision) {
    try {
      Optional<Chain> at = chain();
      if (at.isEmpty()) {
        return new Standing.NoLedger();
      }
      String consentId = decision.consentId();
      boolean waits = waitingNow.unheard(consentId);
      Optional<Standing> answer =
          answers.of(
              consentId,
              keys(decision.patientKey()).grantKey(decision.terms()),
              at.get().grants(),
              waits,
              withdrawn -> ends(withdrawn, consentId));
      return answer.orElseGet(
          () ->
              waits
                  ? new Standing.Waiting(GrantAnswers.age(decision.decidedAt(), now.get()))
                  : new Standing.Unknown());
    } catch (CairnException | LedgerException e) {
      LOG.warn("the ledger's grants cannot be read", e);
      return new Standing.Unknown();
    }
  }

  /// The same of a grant that came with a patient's data. One of another chain than that of the settings is not known.
  @Override
  public Standing received(ReceivedGrant grant) {
    try {
      Optional<Chain> at = chain();
      if (at.isEmpty()) {
        return new Standing.NoLedger();
      }
      HandedGrant.Said said = grant.handed().said();
      if (!isOn(at.get().config(), settings.consentsBefore(), said)) {
        return new Standing.Unknown();
      }
      return receivedAnswers
          .of(
              grant.grantId(),
              said.key(),
              at.get().grants(),
              false,
              withdrawn -> withdrawn.upTo() >= said.statement())
          .orElseGet(Standing.Unknown::new);
    } catch (CairnException | LedgerException e) {
      LOG.warn("the ledger's grants cannot be read", e);
      return new Standing.Unknown();
    }
  }

  /// Asks about everything that came with patients' data, so that what is kept of it stays young.
  void askReceived() throws CairnException {
    for (List<ReceivedGrant> grants :
        database.read(connection -> new ReceivedGrants(connection).all()).values()) {
      grants.forEach(this::received);
    }
  }

  /// @param before registries that this one took the place of: the same key finds a grant in all of them
  static boolean isOn(ChainConfig config, List<Address> before, HandedGrant.Said said) {
    return config.chainId() == said.chainId()
        && (config.contract().equals(said.registry()) || before.contains(said.registry()));
  }

  /// For questions about many decisions at once: what the chain said last, as it was kept here.
  /// Asks nobody.
  LedgerGrants atHand() {
    try {
      Optional<ChainConfig> config = settings.consents();
      if (config.isEmpty()) {
        return LedgerGrants.NONE;
      }
      return new AtHand(
          config,
          settings.consentsBefore(),
          now.get(),
          answers.kept(),
          receivedAnswers.kept(),
          waitingNow.waiting(0, Integer.MAX_VALUE).stream()
              .map(one -> one.decision().consentId())
              .collect(Collectors.toSet()));
    } catch (CairnException e) {
      LOG.warn("the ledger's grants cannot be read", e);
      return new AtHand(Optional.empty(), List.of(), now.get(), Map.of(), Map.of(), Set.of());
    }
  }

  private record AtHand(
      Optional<ChainConfig> config,
      List<Address> before,
      Instant now,
      Map<String, ChainWords.Word> said,
      Map<String, ChainWords.Word> saidOfReceived,
      Set<String> unsent)
      implements LedgerGrants {
    @Override
    public Standing of(ConsentDecision decision) {
      ChainWords.Word word = said.get(decision.consentId());
      if (word != null) {
        return GrantAnswers.standing(word, now);
      }
      return unsent.contains(decision.consentId())
          ? new Standing.Waiting(GrantAnswers.age(decision.decidedAt(), now))
          : new Standing.Unknown();
    }

    @Override
    public Standing received(ReceivedGrant grant) {
      ChainWords.Word word = saidOfReceived.get(grant.grantId());
      return word == null || config.filter(at -> isOn(at, before, grant.handed().said())).isEmpty()
          ? new Standing.Unknown()
          : GrantAnswers.standing(word, now);
    }
  }

  /// Whether it is this yes that was withdrawn, and not an earlier one on the same terms.
  private boolean ends(GrantView.Withdrawn withdrawn, String consentId) throws CairnException {
    OptionalLong statement = waitingNow.statement(consentId);
    return statement.isPresent() && withdrawn.upTo() >= statement.getAsLong();
  }

  private SignedDecision signed(GrantOutbox.Waiting one, DecisionSigning signing)
      throws CairnException, LedgerException {
    ConsentDecision decided = one.decision();
    return signing.sign(decision(one), keys(decided.patientKey()).key(decided.terms()));
  }

  private Decision decision(GrantOutbox.Waiting one) throws CairnException {
    GrantKeys keys = keys(one.decision().patientKey());
    return switch (one.change()) {
      case GRANTED -> keys.grant(one.decision(), one.statement());
      case ENDED -> keys.end(one.decision(), one.statement());
    };
  }

  private GrantKeys keys(String patientKey) throws CairnException {
    Optional<GrantKeys> kept = database.read(connection -> patients.find(connection, patientKey));
    return kept.isPresent()
        ? kept.get()
        : database.write(connection -> patients.of(connection, patientKey));
  }

  private static String words(@Nullable Receipt receipt) {
    return receipt == null
        ? "was on the chain already"
        : "block %d, transaction 0x%s".formatted(receipt.block(), receipt.transaction().hex());
  }

  private synchronized Optional<Chain> chain() throws CairnException, LedgerException {
    if (chain == null) {
      Optional<ChainConfig> config = settings.consents();
      if (config.isEmpty()) {
        return Optional.empty();
      }
      FileDecisionOutbox outbox = new FileDecisionOutbox(home.decisions());
      List<Address> before = settings.consentsBefore();
      BesuGrantReader reader = new BesuGrantReader(config.get(), before);
      chain =
          new Chain(
              config.get(),
              outbox,
              new EarlierRegistries(home, config.get(), before),
              reader,
              new ChainGrants(reader, outbox, REMEMBERED));
    }
    return Optional.of(chain);
  }

  @Override
  public synchronized void close() {
    answers.close();
    receivedAnswers.close();
    forgetChain();
  }

  private synchronized void forgetChain() {
    if (chain != null) {
      chain.reader().close();
      chain = null;
    }
  }
}
