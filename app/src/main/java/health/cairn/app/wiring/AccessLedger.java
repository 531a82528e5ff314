package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2AccessOutbox;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.anchor.RelayResult.End;
import health.cairn.ledger.besu.AccessSender;
import health.cairn.ledger.besu.BesuAccessReader;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Brings onto the chain who looked: accesses in numbered batches, and a flag for each emergency, under tags that only
/// the patient's watcher recognises. Thread-safe; one thread at a time sends.
public final class AccessLedger {
  /// In one attempt. Another home of the institution may be a little faster each time, and a node may lie.
  private static final int MOST_REFUSED = 3;

  private final Database database;
  private final ChainSettings settings;
  private final CredentialSource account;
  private final PatientKeys patients;

  /// @param account of this home, which records
  AccessLedger(
      Database database, ChainSettings settings, CredentialSource account, PatientKeys patients) {
    this.database = database;
    this.settings = settings;
    this.account = account;
    this.patients = patients;
  }

  /// Sends what waits: flags first, then a batch of the accesses since the last one, under the number that is next on
  /// the chain. While a batch is under way, later accesses gather for the next. What was refused is offered again at
  /// once.
  ///
  /// @param batch whether accesses may become a batch now; flags are sent in any case
  /// @return empty where the settings name no registry of accesses
  public Optional<RelayResult<AccessTask>> send(boolean batch) throws CairnException {
    Optional<ChainConfig> config = settings.accesses();
    if (config.isEmpty()) {
      return Optional.empty();
    }
    H2AccessOutbox.Waiting waiting = waiting();
    if (waiting.flags() == 0 && (!batch || waiting.accesses() == 0)) {
      return Optional.of(new RelayResult<>(List.of(), 0, End.DRAINED, ""));
    }
    try {
      return Optional.of(send(config.get(), batch));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private RelayResult<AccessTask> send(ChainConfig config, boolean batch)
      throws LedgerException, CairnException {
    H2AccessOutbox outbox = new H2AccessOutbox(database, config.chainId(), config.contract());
    List<AccessTask> finished = new ArrayList<>();
    try (BesuAccessReader registry = new BesuAccessReader(config);
        AccessSender sender = new AccessSender(config, account, patients.institution(), outbox)) {
      gather(outbox, registry, batch);
      RelayResult<AccessTask> result = sender.drain();
      finished.addAll(result.finished());
      while (result.end() == End.DRAINED
          && refused(finished) < MOST_REFUSED
          && gather(outbox, registry, batch)) {
        result = sender.drain();
        finished.addAll(result.finished());
      }
      return new RelayResult<>(finished, result.waiting(), result.end(), result.reason());
    } catch (LedgerException e) {
      End end =
          switch (e.kind()) {
            case UNREACHABLE -> End.UNREACHABLE;
            case DISTRUSTED -> End.DISTRUSTED;
            default -> throw e;
          };
      return new RelayResult<>(finished, outbox.waiting().size(), end, e.getMessage());
    }
  }

  /// Numbers what waits after what the registry has. While nobody says what that is, nothing is numbered.
  ///
  /// @return whether there is something new
  private boolean gather(H2AccessOutbox outbox, BesuAccessReader registry, boolean batch)
      throws LedgerException, CairnException {
    Hash institution = patients.institution();
    Set<Hash> tags = new HashSet<>();
    for (Hash tag : outbox.refusedTags()) {
      if (registry.flag(institution, tag).isPresent()) {
        tags.add(tag);
      }
    }
    return outbox.gather(
        this::watchKey, batch, new H2AccessOutbox.Taken(registry.latest(institution), tags));
  }

  private static long refused(List<AccessTask> finished) {
    return finished.stream().filter(task -> task.state() == AnchorState.REJECTED).count();
  }

  private WatchKey watchKey(Connection connection, String patientKey)
      throws SQLException, CairnException {
    return WatchKey.of(patients.of(connection, patientKey).watchKey().bytes());
  }

  /// What the chain does not have yet.
  public H2AccessOutbox.Waiting waiting() throws CairnException {
    return database.read(H2AccessOutbox::waiting);
  }

  /// What was said and where, for the monitor; empty where the settings name no registry of accesses on that chain.
  Optional<MonitoredChain.Accesses> monitored(ChainConfig chain) throws CairnException {
    Optional<ChainConfig> named =
        settings.accesses().filter(config -> config.chainId() == chain.chainId());
    if (named.isEmpty()) {
      return Optional.empty();
    }
    ChainConfig config = chain.of(named.get().contract());
    try {
      return Optional.of(
          new MonitoredChain.Accesses(
              new BesuAccessReader(config),
              patients.institution(),
              new H2AccessOutbox(database, config.chainId(), config.contract())::all));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// What a patient's watcher needs to find the patient's flags. Secret.
  ///
  /// @throws CairnException REFUSED where the settings name no registry of accesses
  WatchFile watchFile(String patientKey) throws CairnException {
    ChainConfig config =
        settings
            .accesses()
            .orElseThrow(
                () ->
                    new CairnException(
                        CairnException.Kind.REFUSED,
                        "There are no flags to watch: the settings name no registry of accesses"
                            + " (ledger.accesses)."));
    return new WatchFile(
        config.chainId(),
        config.contract(),
        patients.institution(),
        database.write(connection -> patients.of(connection, patientKey).watchKey()));
  }
}
