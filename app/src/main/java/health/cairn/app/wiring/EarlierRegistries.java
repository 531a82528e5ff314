package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.GrantOutbox.Change;
import health.cairn.app.desk.consent.GrantOutbox.Waiting;
import health.cairn.app.store.Home;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.besu.DecisionSender;
import health.cairn.ledger.besu.DecisionSigning;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.FileDecisionOutbox;
import health.cairn.ledger.consent.SignedDecision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Ends of consents on their way to the registries of consent that the network used before: whoever still reads one of them
/// must hear that a patient took something back. They take ends for ever. What waits here is on disk.
final class EarlierRegistries {
  private record Earlier(ChainConfig config, FileDecisionOutbox outbox) {}

  private final List<Earlier> all = new ArrayList<>();

  /// @param before registries on the same chain
  EarlierRegistries(Home home, ChainConfig current, List<Address> before) throws LedgerException {
    for (Address address : before) {
      Path file = home.decisions().resolveSibling(home.decisions().getFileName() + "-" + address);
      all.add(new Earlier(current.of(address), new FileDecisionOutbox(file)));
    }
  }

  /// Signs a statement for one registry.
  interface Signer {
    SignedDecision sign(Waiting one, DecisionSigning signing)
        throws CairnException, LedgerException;
  }

  /// Keeps ends for every earlier registry: one may have taken a grant that nobody here heard of, and takes the end of one
  /// that it does not know. To be called before they are settled elsewhere.
  void keep(List<Waiting> some, Signer signer) throws CairnException, LedgerException {
    for (Earlier earlier : all) {
      DecisionSigning signing =
          new DecisionSigning(earlier.config().chainId(), earlier.config().contract());
      List<DecisionTask> ends = new ArrayList<>();
      for (Waiting one : some) {
        if (one.change() == Change.ENDED) {
          ends.add(DecisionTask.prepared(signer.sign(one, signing)));
        }
      }
      earlier.outbox().addAll(ends);
    }
  }

  /// What waits, for all of them.
  List<DecisionTask> waiting() {
    return all.stream().flatMap(earlier -> earlier.outbox().waiting().stream()).toList();
  }

  /// Sends what waits; what is done is forgotten.
  ///
  /// @return why something still waits, in one sentence; empty where nothing does
  String send(CredentialSource account) throws LedgerException {
    String waits = "";
    for (Earlier earlier : all) {
      if (earlier.outbox().waiting().isEmpty()) {
        continue;
      }
      try (DecisionSender sender =
          new DecisionSender(earlier.config(), account, earlier.outbox())) {
        RelayResult<DecisionTask> result = sender.drain();
        earlier.outbox().removeAll(result.finished().stream().map(DecisionTask::id).toList());
        if (result.end() != RelayResult.End.DRAINED) {
          waits = result.reason();
        }
      }
    }
    return waits;
  }
}
