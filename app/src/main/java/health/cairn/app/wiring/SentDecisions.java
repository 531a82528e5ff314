package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.app.store.SentStatements;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.besu.DecisionSigning;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.DecisionWatch.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What this home sent to one registry of consent, as its database has it. For one run of the monitor.
final class SentDecisions {
  private static final int AT_ONCE = 200;

  private final Database database;
  private final PatientKeys patients;
  private final String registry;
  private final DecisionSigning signing;
  private boolean earlierNoted;

  /// @param registry as [H2GrantOutbox#settled(long, String, String)] has it
  SentDecisions(Database database, PatientKeys patients, String registry, DecisionSigning signing) {
    this.database = database;
    this.patients = patients;
    this.registry = registry;
    this.signing = signing;
  }

  /// @param digest what was signed
  boolean contains(Hash digest) throws LedgerException {
    try {
      if (noted(digest)) {
        return true;
      }
      if (earlierNoted) {
        return false;
      }
      noteEarlier();
      earlierNoted = true;
      return noted(digest);
    } catch (CairnException e) {
      throw new LedgerException(
          LedgerException.Kind.ENVIRONMENT, "What was sent cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean noted(Hash digest) throws CairnException {
    return database.read(connection -> new SentStatements(connection).contains(digest));
  }

  /// What was sent before digests were noted.
  private void noteEarlier() throws CairnException {
    long after = 0;
    List<GrantOutbox.Waiting> some;
    do {
      long from = after;
      some = database.read(c -> H2GrantOutbox.settled(c, registry, from, AT_ONCE));
      List<Hash> digests = new ArrayList<>();
      for (GrantOutbox.Waiting one : some) {
        decision(one).map(signing::digest).ifPresent(digests::add);
        after = one.number();
      }
      database.write(
          connection -> {
            new SentStatements(connection).add(digests);
            return true;
          });
    } while (!some.isEmpty());
  }

  /// What the registry is said to hold, by ascending number. Those of a patient whose key is gone cannot be asked for.
  ///
  /// @param after only those with a greater number
  MonitoredChain.Part settled(long after, int limit) throws LedgerException {
    try {
      List<GrantOutbox.Waiting> some =
          database.read(connection -> H2GrantOutbox.settled(connection, registry, after, limit));
      List<Settled> found = new ArrayList<>();
      for (GrantOutbox.Waiting one : some) {
        decision(one).map(decision -> new Settled(one.number(), decision)).ifPresent(found::add);
      }
      return new MonitoredChain.Part(found, some.isEmpty() ? 0 : some.getLast().number());
    } catch (CairnException e) {
      throw new LedgerException(
          LedgerException.Kind.ENVIRONMENT, "What was sent cannot be read: " + e.getMessage(), e);
    }
  }

  private Optional<Decision> decision(GrantOutbox.Waiting one) throws CairnException {
    Optional<GrantKeys> keys =
        database.read(connection -> patients.find(connection, one.decision().patientKey()));
    return keys.map(
        known ->
            switch (one.change()) {
              case GRANTED -> known.grant(one.decision(), one.statement());
              case ENDED -> known.end(one.decision(), one.statement());
            });
  }
}
