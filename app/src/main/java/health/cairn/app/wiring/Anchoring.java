package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.accounts.Accounts;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.app.store.H2OutboxStore;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.app.usecase.Gate;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.ChainDoctor;
import health.cairn.ledger.besu.CheckpointSender;
import health.cairn.ledger.besu.Finding;
import health.cairn.ledger.besu.Governance;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.RegistryDeployer;
import health.cairn.ledger.besu.SendResult;
import health.cairn.ledger.besu.Timing;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.MemberWatch;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signs checkpoints of a home's journal and brings them onto the chain, where one is configured.
/// What binds the whole home (its key, its contracts, its vote) is for its owner and IT staff.
public final class Anchoring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Anchoring.class);

  private final Database database;
  private final DeskJournal journal;
  private final CheckpointSigner signer;
  private final Accounts accounts;
  private final H2OutboxStore outbox;
  private final ChainSettings settings;
  private final AccountKeys keys;
  private final PatientKeys patients;
  private final Clock clock;

  /// @param environment where secrets of the account's key are that the settings name no file for
  Anchoring(
      Home home,
      Database database,
      DeskJournal journal,
      CheckpointSigner signer,
      Accounts accounts,
      Clock clock,
      Map<String, String> environment) {
    this.database = database;
    this.journal = journal;
    this.signer = signer;
    this.accounts = accounts;
    this.outbox = new H2OutboxStore(database);
    this.settings = new ChainSettings(home.settings());
    this.keys = new AccountKeys(database, settings, environment);
    this.patients = new PatientKeys(settings, signer.origin());
    this.clock = clock;
  }

  /// The chain that the home's settings name.
  public Optional<ChainConfig> chain() throws CairnException {
    return settings.read();
  }

  /// The chain that a home's settings name; needs no passphrase.
  public static Optional<ChainConfig> chainOf(Home home) throws CairnException {
    return new ChainSettings(home.settings()).read();
  }

  /// The registry of consent that a home's settings name; needs no passphrase.
  public static Optional<ChainConfig> consentsOf(Home home) throws CairnException {
    return new ChainSettings(home.settings()).consents();
  }

  /// Every contract that a home's settings name; needs no passphrase.
  public static Map<ChainDoctor.Contract, Address> contractsOf(Home home) throws CairnException {
    return new ChainSettings(home.settings()).contracts();
  }

  /// Looks at every endpoint of a chain.
  ///
  /// @param contracts those to look at, and where each should be
  public static List<Finding> examine(
      ChainConfig chain, Map<ChainDoctor.Contract, Address> contracts) throws CairnException {
    try {
      return new ChainDoctor(chain, contracts, Clock.systemUTC()).examine();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// A chain named on the command line.
  public static ChainConfig config(URI rpc, long chainId, String contract, NodeAccess access)
      throws CairnException {
    try {
      return ChainSettings.of(rpc.toString(), Long.toString(chainId), contract, access);
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    }
  }

  /// How to get into a node named on the command line, where what is not named there is as the home's settings
  /// say, if the node is one of theirs.
  ///
  /// @throws CairnException REFUSED when a file cannot be used, or a token would go over the network in clear
  public static NodeAccess access(Home home, URI rpc, NodeAccess named) throws CairnException {
    try {
      NodeAccess access = new ChainSettings(home.settings()).access(rpc, named);
      access.requireUsable(rpc);
      return access;
    } catch (IllegalArgumentException e) {
      throw unusable(e);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private static CairnException unusable(IllegalArgumentException e) {
    return new CairnException(
        CairnException.Kind.REFUSED, "No usable chain: " + e.getMessage() + ".", e);
  }

  /// Checkpoints that wait for the chain.
  public long waiting() throws CairnException {
    try {
      return outbox.waiting().size();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Signs the journal as it is now.
  public SignedCheckpoint checkpoint() throws CairnException {
    try {
      return journal.journal().checkpoint(signer, clock.instant());
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Signs the journal as it is now with the key in use, and hands over to a fresh one. This desk
  /// cannot sign any more after it; open the home again.
  ///
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public KeyChange changeKey(KeyChange.Cause cause) throws CairnException {
    accounts.requireRuler("change the key of the journal");
    checkpoint();
    CheckpointSigner next = CheckpointSigner.generate(signer.origin());
    return journal.changeKey(
        signer, next, cause, connection -> CheckpointKey.keep(connection, next));
  }

  /// Queues a checkpoint of the journal as it is now, and sends what waits. What could not be sent
  /// stays queued.
  public SendResult anchor(ChainConfig chain) throws CairnException {
    try {
      outbox.add(AnchorTask.prepared(checkpoint().checkpoint()));
      return drain(chain);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// The same on the chain of the settings, where there is one, if anything was recorded since. A checkpoint that was never
  /// sent goes first, without another.
  ChainSchedule.Sent anchorNews() throws CairnException {
    Optional<ChainConfig> chain = chain();
    if (chain.isEmpty()) {
      return ChainSchedule.Sent.NOTHING;
    }
    try {
      List<AnchorTask> waiting = outbox.waiting();
      boolean unsent = waiting.stream().anyMatch(task -> task.state() == AnchorState.PREPARED);
      boolean grown =
          journal.journal().size()
              > outbox.all().stream().mapToLong(AnchorTask::size).max().orElse(0);
      if (!unsent && grown) {
        return sent(anchor(chain.get()));
      }
      return waiting.isEmpty() ? ChainSchedule.Sent.NOTHING : sent(drain(chain.get()));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private SendResult drain(ChainConfig chain) throws LedgerException {
    try (CheckpointSender sender = new CheckpointSender(chain, keys, outbox)) {
      return sender.drain();
    }
  }

  private static ChainSchedule.Sent sent(SendResult result) {
    return switch (result) {
      case SendResult.Drained drained ->
          new ChainSchedule.Sent(
              drained.finished().stream()
                  .map(AnchorTask::reason)
                  .filter(reason -> !reason.isEmpty())
                  .findFirst()
                  .orElse(""),
              false);
      case SendResult.Pending pending -> new ChainSchedule.Sent(pending.reason(), false);
      case SendResult.Unreachable away -> new ChainSchedule.Sent(away.reason(), true);
      case SendResult.Distrusted distrusted -> new ChainSchedule.Sent(distrusted.reason(), false);
    };
  }

  /// Deploys a registry with this home's account and keeps it in the settings, with how to get into
  /// the node.
  ///
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public Address deploy(URI rpc, long chainId, NodeAccess access) throws CairnException {
    accounts.requireRuler("deploy a registry");
    try {
      Address contract = RegistryDeployer.deploy(rpc, chainId, keys, Timing.DEFAULT, access);
      settings.write(chain(rpc, chainId, contract, access));
      return contract;
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Deploys every contract of a network that this home founds, and keeps those it needs in the
  /// settings.
  ///
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public NetworkContracts deployNetwork(URI rpc, long chainId, NodeAccess access)
      throws CairnException {
    accounts.requireRuler("deploy the contracts of a network");
    try {
      NetworkContracts contracts =
          RegistryDeployer.deployNetwork(
              rpc,
              chainId,
              keys,
              Hash.sha256(signer.origin()),
              Hash.sha256(signer.verificationKey().hex()),
              Timing.DEFAULT,
              access);
      settings.write(chain(rpc, chainId, contracts.checkpoints(), access), contracts);
      return contracts;
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// The network that the settings name: who is in it, and which contracts it uses.
  public NetworkDesk network() {
    return new NetworkDesk(settings, accounts, keys);
  }

  private static ChainConfig chain(URI rpc, long chainId, Address contract, NodeAccess access) {
    return ChainConfig.of(rpc, chainId, contract).through(List.of(rpc), access);
  }

  /// What brings patients' decisions onto the same chain.
  GrantLedger grants(Home home, GrantOutbox waiting) {
    return new GrantLedger(
        home, database, waiting, settings, keys, patients, this::noEarlierThanSigned);
  }

  /// Grants that go to other institutions, and come from them, on the same chain.
  SecondOpinions secondOpinions(Gate gate) {
    return new SecondOpinions(
        database,
        journal,
        gate,
        settings,
        patients,
        new H2GrantOutbox(database),
        signer.origin(),
        clock);
  }

  /// Journals of the other homes that send from the same account, as the settings name them.
  Set<Hash> siblings() throws CairnException {
    return settings.siblings();
  }

  /// Whether the network of the settings counts what this home says on that chain.
  MonitoredChain.Counted counted(ChainConfig chain) throws CairnException {
    Optional<ChainConfig> consents =
        settings.consents().filter(config -> config.chainId() == chain.chainId());
    if (consents.isEmpty()) {
      return MonitoredChain.Counted.UNASKED;
    }
    Map<String, Address> used = new LinkedHashMap<>();
    used.put(Membership.CHECKPOINTS, chain.contract());
    used.put("ConsentRegistry", consents.get().contract());
    settings.accesses().ifPresent(config -> used.put("AccessRegistry", config.contract()));
    Address account = account();
    return now -> {
      try (Governance governance = new Governance(consents.get())) {
        return MemberWatch.run(
            governance.standing(account, used.keySet()),
            used,
            Hash.sha256(signer.verificationKey().hex()),
            now);
      }
    };
  }

  /// What the calendar says, or when the journal was signed last, where the clock was set back since.
  private Instant noEarlierThanSigned() {
    Instant now = clock.instant();
    try {
      return journal
          .journal()
          .latestCheckpoint()
          .map(signed -> signed.checkpoint().time())
          .filter(now::isBefore)
          .orElse(now);
    } catch (LedgerException e) {
      LOG.warn("the newest checkpoint cannot be read", e);
      return Instant.MAX; // nothing is young then
    }
  }

  /// What brings onto the same chain who looked.
  AccessLedger accesses() {
    return new AccessLedger(database, settings, keys, patients);
  }

  /// The account that this home sends from.
  public Address account() throws CairnException {
    try {
      return keys.address();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Whose key signs what is sent, for people; never the secret.
  public String signer() throws CairnException {
    return settings.accountKey().words();
  }

  /// The same of a home that is not open.
  public static String signerOf(Home home) throws CairnException {
    return new ChainSettings(home.settings()).accountKey().words();
  }

  /// Ends the session with a device that signs.
  @Override
  public void close() {
    keys.close();
  }
}
