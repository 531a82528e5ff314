package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.GrantLedger;
import health.cairn.app.wiring.NetworkDesk;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainDoctor.Contract;
import health.cairn.ledger.besu.NetworkContracts;
import health.cairn.ledger.besu.NodeAccess;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Contracts of a network: put on a chain, and used once its members have voted for them.
final class ContractCommands {
  private ContractCommands() {}

  @Command(
      name = "deploy",
      description =
          "Put a registry on a chain and use it from now on; or put one there for the network to vote on.")
  static final class Deploy extends HomeCommand {
    @ArgGroup(exclusive = false, multiplicity = "1")
    NodeOptions node = new NodeOptions();

    @Option(
        names = "--chain-id",
        required = true,
        paramLabel = "N",
        description = "Number of the chain.")
    long chainId;

    @ArgGroup @Nullable What what;

    @Spec CommandSpec command = CommandSpec.create();

    static final class What {
      @Option(
          names = "--network",
          description =
              "Every contract of a network that this home founds: checkpoints, institutions, consent, accesses.")
      boolean network;

      @Option(
          names = "--checkpoints",
          description =
              "A registry of checkpoints that a network is to use; not used before it does.")
      boolean checkpoints;

      @Option(names = "--consents", description = "The same, a registry of consent.")
      boolean consents;

      @Option(names = "--accesses", description = "The same, a registry of accesses.")
      boolean accesses;

      @Option(
          names = "--successor",
          description =
              "A registry of institutions to take the place of the network's, founded by who governs now.")
      boolean successor;
    }

    @Option(
        names = "--institutions",
        paramLabel = "0x..",
        description =
            "With --checkpoints, --consents, --accesses: the network's registry of institutions (else the one that the"
                + " settings lead to).")
    @Nullable String institutions;

    Deploy(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      NodeAccess access = node.access(home());
      Optional<Contract> one = one();
      if (institutions != null && one.isEmpty()) {
        throw new ParameterException(
            command.commandLine(),
            "--institutions goes with --checkpoints, --consents or --accesses.");
      }
      Map<String, Object> report = new LinkedHashMap<>();
      if (one.isPresent()) {
        Address at =
            desk.anchoring()
                .network()
                .deploy(one.get(), NetworkCommands.given(institutions), node.rpc, chainId, access);
        report.put("contract", at.hex());
        console()
            .note(
                "It is used once the members have voted for it: `cairn ledger vote --contract %s=%s`."
                    .formatted(one.get().listedAs(), at));
      } else if (what != null && what.successor) {
        Address at = desk.anchoring().network().deploySuccessor(node.rpc, chainId, access);
        report.put("institutions", at.hex());
        console()
            .note(
                "Deploy its contracts with --institutions, have them listed with `cairn ledger vote --institutions %s"
                        .formatted(at)
                    + " --contract NAME=0x..`, and only then vote for --successor.");
      } else if (what != null && what.network) {
        NetworkContracts all = desk.anchoring().deployNetwork(node.rpc, chainId, access);
        report.put("contract", all.checkpoints().hex());
        report.put("institutions", all.institutions().hex());
        report.put("consents", all.consents().hex());
        report.put("accesses", all.accesses().hex());
      } else {
        report.put("contract", desk.anchoring().deploy(node.rpc, chainId, access).hex());
      }
      report.put("chainId", chainId);
      print(report);
      return 0;
    }

    private Optional<Contract> one() {
      if (what == null) {
        return Optional.empty();
      }
      return what.checkpoints
          ? Optional.of(Contract.CHECKPOINTS)
          : what.consents
              ? Optional.of(Contract.CONSENTS)
              : what.accesses ? Optional.of(Contract.ACCESSES) : Optional.empty();
    }
  }

  @Command(
      name = "adopt",
      description =
          "Use the contracts that the network uses now: name them in the settings, and queue for its registry of consent"
              + " what patients decided and an earlier one has. Exit 7 where some of it cannot be brought.")
  static final class Adopt extends HomeCommand {
    Adopt(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      NetworkDesk.Adopted adopted = desk.anchoring().network().adopt(desk.grants());
      GrantLedger.Brought brought = adopted.brought();
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("institutions", adopted.institutions().hex());
      Map<String, String> changed = new LinkedHashMap<>();
      for (Contract contract : Contract.values()) {
        Optional<Address> before = adopted.changed().get(contract);
        if (before != null) {
          changed.put(contract.listedAs(), before.map(Address::hex).orElse(""));
        }
      }
      report.put("replaced", changed);
      report.put("grantsQueued", brought.grants());
      report.put("endsQueued", brought.ends());
      report.put("left", brought.left());
      print(report);
      for (String consent : brought.left()) {
        console()
            .note(
                "%s: the patient's key is not here, and without it nobody can sign for another registry; it stays where it is."
                    .formatted(consent));
      }
      return brought.left().isEmpty() ? 0 : PARTLY_DONE;
    }
  }
}
