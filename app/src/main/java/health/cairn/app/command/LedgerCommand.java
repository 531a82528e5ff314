package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DeskStatus;
import health.cairn.app.store.H2AccessOutbox;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Anchoring;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.Outgoing;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.ChainDoctor;
import health.cairn.ledger.besu.Finding;
import health.cairn.ledger.besu.SendResult;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.journal.SignedCheckpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "ledger",
    description = "The journal, its checkpoints, and the chain they are anchored on.")
final class LedgerCommand {
  private LedgerCommand() {}

  static CommandLine line(CairnCommand root) {
    CommandLine line =
        new CommandLine(new LedgerCommand())
            .addSubcommand(new Status(root))
            .addSubcommand(new Anchor(root))
            .addSubcommand(new ContractCommands.Deploy(root))
            .addSubcommand(new ContractCommands.Adopt(root))
            .addSubcommand(new Doctor(root))
            .addSubcommand(new NetworkCommands.Members(root))
            .addSubcommand(new NetworkCommands.Vote(root))
            .addSubcommand(new WatchCommands.Watch(root))
            .addSubcommand(new MonitorCommand(root));
    JournalCommands.addTo(line, root);
    return line;
  }

  /// Where the chain is, if not where the home's settings say.
  static final class ChainOptions {
    @ArgGroup(exclusive = false)
    @Nullable NodeOptions node;

    @Option(names = "--chain-id", paramLabel = "N", description = "Number of the chain.")
    @Nullable Long chainId;

    @Option(
        names = "--contract",
        paramLabel = "0x..",
        description = "Address of the registry of checkpoints.")
    @Nullable String contract;

    @Spec(Spec.Target.MIXEE)
    @Nullable CommandSpec command;

    boolean given() {
      return node != null || chainId != null || contract != null;
    }

    ChainConfig or(Desk desk, Home home) throws CairnException {
      if (!given()) {
        return desk.anchoring().chain().orElseThrow(ChainOptions::noChain);
      }
      if (node == null || chainId == null || contract == null) {
        throw new ParameterException(
            Objects.requireNonNull(command).commandLine(),
            "--rpc, --chain-id and --contract go together.");
      }
      return Anchoring.config(node.rpc, chainId, contract, node.access(home));
    }

    static CairnException noChain() {
      return new CairnException(
          CairnException.Kind.REFUSED,
          "No chain is configured: give --rpc, --chain-id and --contract, or run `cairn ledger"
              + " deploy`.");
    }
  }

  @Command(name = "status", description = "How long the journal is and what waits for the chain.")
  static final class Status extends HomeCommand {
    Status(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      DeskStatus status = desk.status();
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("entries", status.journalEntries());
      if (status.journalEntries() > 0) {
        SignedCheckpoint checkpoint = desk.anchoring().checkpoint();
        report.put("root", checkpoint.checkpoint().root().hex());
        report.put("journal", checkpoint.checkpoint().origin());
        report.put("signedBy", desk.signer().verificationKey().keyId());
      }
      report.put("chainConfigured", status.chainConfigured());
      report.put("waitingForChain", status.waitingForChain());
      H2AccessOutbox.Waiting accesses = desk.accesses().waiting();
      report.put("decisionsWaiting", desk.grants().waiting());
      report.put("accessesWaiting", accesses.accesses());
      report.put("breakGlassWaiting", accesses.flags());
      report.put("accessesRefused", accesses.refused());
      report.put("signer", desk.anchoring().signer());
      int exit = 0;
      try {
        report.put("account", desk.anchoring().account().hex());
      } catch (
          CairnException e) { // a device that is not plugged in keeps nobody from seeing what waits
        report.put("account", "");
        console().note(e.getMessage());
        exit = e.kind().exitCode();
      }
      print(report);
      return exit;
    }
  }

  @Command(
      name = "anchor",
      description =
          "Sign the journal as it is and send what waits to the chain of the home's settings, or to the one"
              + " named here.")
  static final class Anchor extends HomeCommand {
    @Mixin ChainOptions chain = new ChainOptions();

    Anchor(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      SendResult result = desk.anchoring().anchor(chain.or(desk, home()));
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("state", result.getClass().getSimpleName());
      report.put("finished", finished(result.finished()));
      report.put("waiting", desk.anchoring().waiting());
      Optional<RelayResult<DecisionTask>> decisions = desk.grants().send();
      if (decisions.isPresent()) {
        report.put(
            "decisions",
            decisions.get().finished().stream()
                .filter(task -> task.state() == AnchorState.VERIFIED)
                .count());
        decisions.get().finished().stream()
            .filter(task -> task.state() == AnchorState.REJECTED)
            .findFirst()
            .ifPresent(task -> report.put("decisionsRefused", task.reason()));
        report.put("decisionsWaiting", desk.grants().waiting());
        if (!decisions.get().reason().isEmpty()) {
          report.put("decisionsReason", decisions.get().reason());
        }
      }
      int exit =
          switch (result) {
            case SendResult.Drained drained ->
                drained.finished().stream().anyMatch(t -> t.state() == AnchorState.REJECTED)
                    ? CairnException.Kind.INTEGRITY.exitCode()
                    : 0;
            case SendResult.Pending pending -> {
              report.put("reason", pending.reason());
              yield CairnException.Kind.UNREACHABLE.exitCode();
            }
            case SendResult.Unreachable unreachable -> {
              report.put("reason", unreachable.reason());
              yield CairnException.Kind.UNREACHABLE.exitCode();
            }
            case SendResult.Distrusted distrusted -> {
              report.put("reason", distrusted.reason());
              yield CairnException.Kind.INTEGRITY.exitCode();
            }
          };
      Optional<RelayResult<AccessTask>> accesses = desk.accesses().send(true);
      if (accesses.isPresent()) {
        put(report, accesses.get(), desk.accesses().waiting());
      }
      print(report);
      return IntStream.of(
              exit, decisions.map(Anchor::exit).orElse(0), accesses.map(Anchor::exit).orElse(0))
          .filter(each -> each != 0)
          .findFirst()
          .orElse(0);
    }

    private static void put(
        Map<String, Object> report,
        RelayResult<AccessTask> result,
        H2AccessOutbox.Waiting waiting) {
      Map<String, Object> batches = new LinkedHashMap<>();
      long flags = 0;
      for (AccessTask task : result.finished()) {
        switch (task.note()) {
          case AccessNote.Batch batch when task.state() == AnchorState.VERIFIED ->
              batches.put(Long.toString(batch.number()), batch.count());
          case AccessNote.Flag flag when task.state() == AnchorState.VERIFIED -> flags++;
          default -> {}
        }
      }
      report.put("accessBatches", batches);
      report.put("accessesWaiting", waiting.accesses());
      report.put("breakGlass", flags);
      report.put("breakGlassWaiting", waiting.flags());
      result.finished().stream()
          .map(AccessTask::reason)
          .filter(reason -> !reason.isEmpty())
          .findFirst()
          .or(() -> Optional.of(result.reason()).filter(reason -> !reason.isEmpty()))
          .ifPresent(reason -> report.put("accessesReason", reason));
    }

    private static <T extends Outgoing<T>> int exit(RelayResult<T> result) {
      boolean refused =
          result.finished().stream().anyMatch(task -> task.state() == AnchorState.REJECTED);
      return switch (result.end()) {
        case DRAINED -> refused ? CairnException.Kind.INTEGRITY.exitCode() : 0;
        case PENDING, UNREACHABLE -> CairnException.Kind.UNREACHABLE.exitCode();
        case DISTRUSTED -> CairnException.Kind.INTEGRITY.exitCode();
      };
    }

    private static List<Map<String, Object>> finished(List<AnchorTask> tasks) {
      return tasks.stream()
          .map(
              task -> {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("size", task.size());
                one.put("root", task.root().hex());
                one.put("state", task.state().name());
                if (task.receipt() != null) {
                  one.put("block", task.receipt().block());
                  one.put("transaction", "0x" + task.receipt().transaction().hex());
                }
                if (!task.reason().isEmpty()) {
                  one.put("reason", task.reason());
                }
                return one;
              })
          .toList();
    }
  }

  @Command(
      name = "doctor",
      description =
          "Look at each endpoint of the chain and say what is wrong, why it matters and what to do. Sends"
              + " nothing; needs no passphrase, and with --rpc and --chain-id no home.")
  static final class Doctor implements Callable<Integer> {
    private static final String NO_CONTRACT = "0x" + "0".repeat(40);

    private final CairnCommand root;

    @Mixin ChainOptions chain = new ChainOptions();

    Doctor(CairnCommand root) {
      this.root = root;
    }

    @Override
    public Integer call() throws CairnException {
      ChainConfig config = config();
      List<Finding> findings = Anchoring.examine(config, contracts(config));
      Optional<String> signer =
          chain.given() ? Optional.empty() : Optional.of(Anchoring.signerOf(root.home()));
      if (root.json()) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("findings", findings.stream().map(Doctor::json).toList());
        signer.ifPresent(words -> report.put("signer", words));
        root.console().printJson(report);
      } else {
        signer.ifPresent(words -> root.console().print("Signs with " + words + "."));
        findings.forEach(finding -> root.console().print(sentence(finding)));
      }
      if (findings.stream().anyMatch(f -> f.grade() == Finding.Grade.FAULT)) {
        return CairnException.Kind.INTEGRITY.exitCode();
      }
      return findings.stream().anyMatch(f -> f.grade() == Finding.Grade.UNREACHABLE)
          ? CairnException.Kind.UNREACHABLE.exitCode()
          : 0;
    }

    private Map<ChainDoctor.Contract, Address> contracts(ChainConfig config) throws CairnException {
      if (!chain.given()) {
        return Anchoring.contractsOf(root.home());
      }
      return chain.contract == null
          ? Map.of()
          : Map.of(ChainDoctor.Contract.CHECKPOINTS, config.contract());
    }

    private ChainConfig config() throws CairnException {
      if (!chain.given()) {
        return Anchoring.chainOf(root.home()).orElseThrow(ChainOptions::noChain);
      }
      if (chain.node == null || chain.chainId == null) {
        throw new ParameterException(
            Objects.requireNonNull(chain.command).commandLine(),
            "--rpc and --chain-id go together.");
      }
      return Anchoring.config(
          chain.node.rpc,
          chain.chainId,
          Objects.requireNonNullElse(chain.contract, NO_CONTRACT),
          chain.node.access(root.home()));
    }

    private static Map<String, Object> json(Finding finding) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("endpoint", finding.endpoint());
      one.put("check", finding.check().name());
      one.put("grade", finding.grade().name());
      one.put("what", finding.what());
      one.put("why", finding.why());
      one.put("remedy", finding.remedy());
      return one;
    }

    private static String sentence(Finding finding) {
      String what = "%-11s %s: %s".formatted(finding.grade(), finding.endpoint(), finding.what());
      return finding.grade() == Finding.Grade.FINE
          ? what
          : what + " " + finding.why() + " " + finding.remedy();
    }
  }
}
