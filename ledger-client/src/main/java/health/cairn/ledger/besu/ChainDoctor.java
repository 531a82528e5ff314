package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.Finding.Check;
import health.cairn.ledger.besu.Finding.Grade;
import health.cairn.ledger.members.Membership;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.EthBlock;

/// Looks at every endpoint of a chain and says what is wrong with it, why it matters and what to do.
/// Sends no transaction, needs no key and no home.
public final class ChainDoctor {
  /// Below this many validators, QBFT stops when one of them does (n >= 3f + 1).
  private static final int TOLERANT_VALIDATORS = 4;

  private static final Duration CLOCK_WARNING = Duration.ofSeconds(15);
  private static final Duration CLOCK_FAULT = Duration.ofMinutes(5);

  /// A contract that is looked at.
  public enum Contract {
    CHECKPOINTS("registry of checkpoints", "ledger.contract", Membership.CHECKPOINTS),
    CONSENTS("registry of consent", "ledger.consents", "ConsentRegistry"),
    ACCESSES("registry of accesses", "ledger.accesses", "AccessRegistry");

    private final String words;
    private final String setting;
    private final String listedAs;

    Contract(String words, String setting, String listedAs) {
      this.words = words;
      this.setting = setting;
      this.listedAs = listedAs;
    }

    /// What a network's directory calls it.
    public String listedAs() {
      return listedAs;
    }

    RegistryArtifact artifact() {
      return switch (this) {
        case CHECKPOINTS -> RegistryArtifact.CHECKPOINT_REGISTRY;
        case CONSENTS -> RegistryArtifact.CONSENT_REGISTRY;
        case ACCESSES -> RegistryArtifact.ACCESS_REGISTRY;
      };
    }
  }

  private final ChainConfig config;
  private final Map<Contract, Address> contracts;
  private final Clock clock;

  /// @param config the chain
  /// @param contracts those to look at, and where each should be
  public ChainDoctor(ChainConfig config, Map<Contract, Address> contracts, Clock clock) {
    this.config = config;
    this.contracts = Map.copyOf(contracts);
    this.clock = clock;
  }

  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public List<Finding> examine() throws LedgerException {
    var findings = new ArrayList<Finding>();
    var nodes = new ArrayList<EvmNode>();
    try {
      for (URI endpoint : config.endpoints()) {
        EvmNode node = EvmNode.open(endpoint, config.timing(), config.access());
        nodes.add(node);
        new Visit(node, findings).run();
      }
      agreement(nodes, findings);
    } finally {
      nodes.forEach(EvmNode::close);
    }
    return List.copyOf(findings);
  }

  /// The same block at the same height, through each endpoint that answers.
  private static void agreement(List<EvmNode> nodes, List<Finding> findings)
      throws LedgerException {
    EvmNode first = null;
    EthBlock.Block reference = null;
    for (EvmNode node : nodes) {
      boolean answers =
          findings.stream()
              .noneMatch(
                  finding ->
                      finding.endpoint().equals(node.toString())
                          && (finding.grade() == Grade.UNREACHABLE
                              || (finding.check() == Check.CHAIN_ID
                                  && finding.grade() == Grade.FAULT)));
      if (!answers) {
        continue;
      }
      try {
        if (first == null || reference == null) {
          first = node;
          reference = node.latestBlock();
          continue;
        }
        Optional<EthBlock.Block> same = node.block(reference.getHash());
        findings.add(
            same.isPresent()
                ? Finding.fine(
                    node, Check.AGREEMENT, "It has the same newest block as " + first + ".")
                : new Finding(
                    node.toString(),
                    Check.AGREEMENT,
                    Grade.WARNING,
                    "It does not have block " + reference.getNumber() + " of " + first + " (yet).",
                    "What only one endpoint has is shown as Included, not as Verified.",
                    "Ask again in a minute; if it stays so, one of the two has left the network."));
      } catch (LedgerException e) {
        findings.add(unreadable(node, Check.AGREEMENT, e));
      }
    }
  }

  private static Finding unreadable(EvmNode node, Check check, LedgerException e) {
    boolean silent = e.kind() == LedgerException.Kind.UNREACHABLE;
    return new Finding(
        node.toString(),
        check,
        silent ? Grade.UNREACHABLE : Grade.FAULT,
        e.getMessage(),
        silent
            ? "What is to be anchored waits here; nothing is lost."
            : "What a node says that does not speak properly cannot be relied on.",
        silent
            ? "Look whether the node runs, the address is right and no firewall is between; check CA"
                + " and token where they are used."
            : "Look whether the address is that of a node's JSON-RPC, and not of something else.");
  }

  /// One endpoint.
  private final class Visit {
    private final EvmNode node;
    private final List<Finding> findings;
    private final Map<Contract, Address> known = new EnumMap<>(Contract.class);

    Visit(EvmNode node, List<Finding> findings) {
      this.node = node;
      this.findings = findings;
    }

    /// A look at one thing.
    interface Look {
      void at() throws LedgerException;
    }

    void run() {
      if (!look(Check.REACHABLE, this::chainId)) {
        return;
      }
      look(Check.CONSENSUS, this::consensus);
      look(Check.SYNC, this::sync);
      look(Check.FINALITY, this::finality);
      look(Check.GAS_PRICE, this::gasPrice);
      for (Contract contract : Contract.values()) {
        Address at = contracts.get(contract);
        if (at != null) {
          look(Check.CONTRACT, () -> code(contract, at));
        }
      }
      Address ofNetwork = known.getOrDefault(Contract.CONSENTS, known.get(Contract.ACCESSES));
      if (ofNetwork != null) {
        look(Check.LISTED, () -> listed(ofNetwork));
      }
    }

    private boolean look(Check check, Look look) {
      try {
        look.at();
        return true;
      } catch (LedgerException e) {
        findings.add(unreadable(node, check, e));
        return false;
      }
    }

    private void fine(Check check, String what) {
      findings.add(Finding.fine(node, check, what));
    }

    private void bad(Check check, Grade grade, String what, String why, String remedy) {
      findings.add(new Finding(node.toString(), check, grade, what, why, remedy));
    }

    private void chainId() throws LedgerException {
      long found = node.chainId();
      fine(Check.REACHABLE, "It answers.");
      if (found == config.chainId()) {
        fine(Check.CHAIN_ID, "It is on chain " + found + ".");
      } else {
        bad(
            Check.CHAIN_ID,
            Grade.FAULT,
            "It is on chain " + found + ", not on " + config.chainId() + ".",
            "Checkpoints on another chain prove nothing to your partners.",
            "Correct the address or the chain id in the settings; do not change the network's.");
      }
    }

    private void consensus() throws LedgerException {
      Optional<List<String>> validators = node.qbftValidators();
      if (validators.isEmpty()) {
        bad(
            Check.CONSENSUS,
            Grade.WARNING,
            "It does not answer to QBFT's methods.",
            "Without QBFT a block that is there can still be replaced; Cairn takes a block for final.",
            "If it is a Besu of a QBFT network, add QBFT to --rpc-http-api; otherwise use another"
                + " network for anything but tests.");
      } else if (validators.get().size() < TOLERANT_VALIDATORS) {
        bad(
            Check.CONSENSUS,
            Grade.WARNING,
            "QBFT with " + validators.get().size() + " validators.",
            "With fewer than 4, the network stops when one of them does.",
            "Have the members add validators, see network/README.md.");
      } else {
        fine(Check.CONSENSUS, "QBFT with " + validators.get().size() + " validators.");
      }
    }

    private void sync() throws LedgerException {
      if (node.isSyncing()) {
        bad(
            Check.SYNC,
            Grade.WARNING,
            "It is still catching up with the network.",
            "What it says is old; checkpoints that are there may look as if they were not.",
            "Wait, or use another endpoint until it has caught up.");
      } else {
        fine(Check.SYNC, "It has caught up with the network.");
      }
    }

    private void finality() throws LedgerException {
      EthBlock.Block newest = node.latestBlock();
      Instant time = node.read(newest, b -> Instant.ofEpochSecond(EvmNode.exact(b.getTimestamp())));
      Duration behind = Duration.between(time, clock.instant());
      if (behind.compareTo(CLOCK_FAULT) > 0) {
        bad(
            Check.FINALITY,
            Grade.WARNING,
            "Its newest block is " + words(behind) + " old by this machine's clock.",
            "Either no blocks are made, which is so when a third of the validators or more are down,"
                + " or this clock is fast.",
            "Look at the validators' logs and at this machine's time service.");
      } else {
        fine(Check.FINALITY, "Its newest block is number " + newest.getNumber() + ".");
      }
      if (behind.compareTo(CLOCK_WARNING.negated()) < 0) {
        boolean far = behind.compareTo(CLOCK_FAULT.negated()) < 0;
        bad(
            Check.CLOCK,
            far ? Grade.FAULT : Grade.WARNING,
            "This machine's clock is " + words(behind.negated()) + " behind the newest block.",
            "Times in the journal and the ends of grants are judged by this clock.",
            "Set it by a time service (NTP), and look why it stopped.");
      } else if (behind.compareTo(CLOCK_FAULT) <= 0) {
        fine(Check.CLOCK, "This machine's clock agrees with it.");
      }
    }

    private void gasPrice() throws LedgerException {
      BigInteger asked = node.gasPriceWei();
      if (asked.compareTo(config.maxGasPriceWei()) <= 0) {
        fine(Check.GAS_PRICE, "It asks for a gas price of " + asked + " wei.");
      } else {
        bad(
            Check.GAS_PRICE,
            Grade.WARNING,
            "It asks for a gas price of "
                + asked
                + " wei, more than the "
                + config.maxGasPriceWei()
                + " that are allowed.",
            "Transactions that pay less may wait for ever.",
            "Have the operators set --min-gas-price=0, or allow a price with ledger.maxGasPriceWei.");
      }
    }

    private void code(Contract contract, Address at) throws LedgerException {
      String code = node.code(at);
      if (contract.artifact().isCode(code)) {
        fine(Check.CONTRACT, "The " + contract.words + " is at " + at + ", byte for byte.");
        known.put(contract, at);
      } else {
        boolean none = code.length() <= 2;
        bad(
            Check.CONTRACT,
            Grade.FAULT,
            (none ? "There is no contract at " : "There is another contract at ")
                + at
                + ", where the "
                + contract.words
                + " should be.",
            "Only code that is known byte for byte is told or asked anything.",
            "Correct "
                + contract.setting
                + "; `cairn ledger members` shows a network's contracts, `cairn ledger deploy` puts"
                + " new ones on a chain.");
      }
    }

    /// Whether the network uses what the settings name.
    ///
    /// @param ofNetwork a contract that asks the network's registry of institutions
    private void listed(Address ofNetwork) throws LedgerException {
      ChainPlace asked = new ChainPlace(config.chainId(), ofNetwork, Institutions.NOBODY);
      Directory directory =
          Directory.read(
              node,
              new ChainPlace(
                  config.chainId(), Directory.institutionsOf(node, asked), Institutions.NOBODY));
      for (Map.Entry<Contract, Address> each : known.entrySet()) {
        Contract contract = each.getKey();
        Optional<Address> used = Optional.ofNullable(directory.contracts().get(contract));
        if (used.filter(each.getValue()::equals).isPresent()) {
          fine(Check.LISTED, "The network uses this " + contract.words + ".");
        } else {
          bad(
              Check.LISTED,
              Grade.FAULT,
              used.map(
                      at ->
                          "The network uses the %s at %s now, and not the one of the settings."
                              .formatted(contract.words, at))
                  .orElse("The network uses no " + contract.words + " at present."),
              contract == Contract.CHECKPOINTS
                  ? "Whoever asks which contracts the network uses refuses what is anchored in another."
                  : "What the network does not list takes nothing new, and what is decided here waits.",
              used.isPresent()
                  ? "Run `cairn ledger adopt`: it puts what the network uses in the settings, and brings"
                      + " patients' decisions there."
                  : "Have the members vote for one (`cairn ledger vote --contract %s=0x..`), then run `cairn ledger adopt`."
                      .formatted(contract.listedAs()));
        }
      }
    }

    private static String words(Duration time) {
      return time.toMinutes() >= 2 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
    }
  }
}
