package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.LedgerGrants;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.RelayResult;
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
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings patients' decisions onto the chain, and says what the chain knows of them. What waits in the database is
/// signed with a key of the patient's towards that institution, kept, sent, and settled only when it was read back
/// from the contract. Thread-safe.
public final class GrantLedger implements LedgerGrants, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GrantLedger.class);
  private static final int AT_ONCE = 500;

  private final Home home;
  private final Database database;
  private final GrantOutbox waiting;
  private final ChainSettings settings;
  private final CredentialSource account;
  private final PatientKeys patients;
  private final Set<String> asking = ConcurrentHashMap.newKeySet();
  private @Nullable Chain chain;

  /// @param account of this home, which relays
  GrantLedger(
      Home home,
      Database database,
      GrantOutbox waiting,
      ChainSettings settings,
      CredentialSource account,
      PatientKeys patients) {
    this.home = home;
    this.database = database;
    this.waiting = waiting;
    this.settings = settings;
    this.account = account;
    this.patients = patients;
  }

  private record Chain(
      ChainConfig config, FileDecisionOutbox outbox, BesuGrantReader reader, ChainGrants grants) {}

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
      return Optional.of(
          new RelayResult<>(finished, result.waiting(), result.end(), result.reason()));
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
    at.outbox().addAll(prepared);
    RelayResult<DecisionTask> result = sender.drain();
    List<Hash> over = new ArrayList<>();
    for (GrantOutbox.Waiting one : some) {
      Optional<DecisionTask> task = at.outbox().find(signing.digest(decision(one)));
      if (task.filter(DecisionTask::done).isPresent()) {
        over.add(task.get().id());
        at.grants().forget(keys(one.decision().patientKey()).grantKey(one.decision().terms()));
        if (task.get().state() == AnchorState.VERIFIED) {
          waiting.settled(one.number(), words(task.get().receipt()));
        } else {
          waiting.refused(one.number(), task.get().reason());
        }
      }
    }
    at.outbox().removeAll(over);
    return result;
  }

  /// Whether the settings name a registry that decisions go to.
  boolean configured() throws CairnException {
    return settings.consents().isPresent();
  }

  /// Whether the chain has not heard yet that a consent ended.
  boolean endWaits() throws CairnException {
    return waiting.endWaits();
  }

  /// Decisions that the chain does not have yet.
  public int waiting() throws CairnException {
    return waiting.count();
  }

  /// From memory, at once; the chain is asked beside it, so that the next answer is younger.
  @Override
  public Standing of(ConsentDecision decision) {
    try {
      Optional<Chain> at = chain();
      if (at.isEmpty()) {
        return new Standing.NoLedger();
      }
      var key = keys(decision.patientKey()).grantKey(decision.terms());
      GrantView known = at.get().grants().remembered(key);
      ask(decision, at.get());
      boolean waits = waiting.waits(decision.consentId());
      return switch (known) {
        case GrantView.Permitted permitted -> new Standing.InForce(permitted.age());
        case GrantView.Withdrawn withdrawn ->
            waits ? new Standing.Waiting() : new Standing.Ended(withdrawn.age());
        case GrantView.Expired expired -> new Standing.Ended(Duration.ZERO);
        case GrantView.Unknown unknown -> waits ? new Standing.Waiting() : new Standing.Unknown();
        case GrantView.Stale stale -> waits ? new Standing.Waiting() : new Standing.Unknown();
      };
    } catch (CairnException | LedgerException e) {
      LOG.warn("the ledger's grants cannot be read", e);
      return new Standing.Unknown();
    }
  }

  private void ask(ConsentDecision decision, Chain at) {
    if (!asking.add(decision.consentId())) {
      return;
    }
    Thread.ofVirtual()
        .name("grants")
        .start(
            () -> {
              try {
                at.grants().view(keys(decision.patientKey()).grantKey(decision.terms()));
              } catch (CairnException | LedgerException e) {
                LOG.warn("the chain could not be asked about a grant", e);
              } finally {
                asking.remove(decision.consentId());
              }
            });
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
    return database.write(connection -> patients.of(connection, patientKey));
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
      BesuGrantReader reader = new BesuGrantReader(config.get());
      chain =
          new Chain(
              config.get(),
              outbox,
              reader,
              new ChainGrants(reader, outbox, ChainGrants.Policy.DEFAULT));
    }
    return Optional.of(chain);
  }

  @Override
  public synchronized void close() {
    if (chain != null) {
      chain.reader().close();
      chain = null;
    }
  }
}
