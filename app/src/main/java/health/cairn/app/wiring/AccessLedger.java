package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2AccessOutbox;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.anchor.RelayResult.End;
import health.cairn.ledger.besu.AccessSender;
import health.cairn.ledger.besu.BesuAccessReader;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.consent.WatchKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings onto the chain who looked: accesses in numbered batches, and a flag for each emergency, under tags that only
/// the patient's watcher recognises. Thread-safe; one thread at a time sends.
public final class AccessLedger {
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

  /// Sends what waits: flags first, then a batch of the accesses since the last one. While a batch is under way,
  /// later accesses gather for the next.
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
    H2AccessOutbox outbox =
        new H2AccessOutbox(database, config.get().chainId(), config.get().contract());
    List<AccessTask> finished = new ArrayList<>();
    try (AccessSender sender =
        new AccessSender(config.get(), account, patients.institution(), outbox)) {
      outbox.gather(this::watchKey, batch);
      RelayResult<AccessTask> result = sender.drain();
      finished.addAll(result.finished());
      while (went(result) && outbox.gather(this::watchKey, batch)) {
        result = sender.drain();
        finished.addAll(result.finished());
      }
      return Optional.of(
          new RelayResult<>(finished, result.waiting(), result.end(), result.reason()));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Whether to go on at once: not where something was refused for good, which would only be refused again.
  private static boolean went(RelayResult<AccessTask> result) {
    return result.end() == End.DRAINED
        && result.finished().stream().allMatch(task -> task.reason().isEmpty());
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
