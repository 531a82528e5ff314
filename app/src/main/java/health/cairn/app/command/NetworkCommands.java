package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The institutions of a network, and votes on who they are.
final class NetworkCommands {
  private NetworkCommands() {}

  @Command(
      name = "members",
      description = "The institutions of the network, what each may do, and votes under way.")
  static final class Members extends HomeCommand {
    @Option(
        names = "--institutions",
        paramLabel = "0x..",
        description = "Registry of institutions (else the one that the settings lead to).")
    @Nullable String institutions;

    Members(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Membership network = desk.anchoring().network().members(given(institutions));
      Address own = desk.anchoring().account();
      if (json()) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("epoch", network.epoch());
        report.put("governing", network.governing());
        report.put("members", network.members().stream().map(m -> json(m, own)).toList());
        Map<String, String> contracts = new LinkedHashMap<>();
        network.contracts().forEach((name, at) -> contracts.put(name, at.hex()));
        report.put("contracts", contracts);
        Map<String, Long> open = new LinkedHashMap<>();
        network.open().forEach((change, votes) -> open.put(change.hex(), votes));
        report.put("open", open);
        console().printJson(report);
        return 0;
      }
      for (Membership.Member member : network.members()) {
        console()
            .print(
                "%s  %s  %s%s"
                    .formatted(
                        member.id().hex(),
                        member.account(),
                        words(member.roles()),
                        member.account().equals(own) ? "  (this home)" : ""));
      }
      network.contracts().forEach((name, at) -> console().print(name + "  " + at));
      long needed = network.governing() / 2 + 1;
      network
          .open()
          .forEach(
              (change, votes) ->
                  console()
                      .print(
                          "Change %s has %d of %d votes.".formatted(change.hex(), votes, needed)));
      return 0;
    }

    private static Map<String, Object> json(Membership.Member member, Address own) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("institution", member.id().hex());
      one.put("account", member.account().hex());
      one.put("roles", NetworkCommands.sorted(member.roles()));
      one.put("journalKeySha256", member.journalKey().hex());
      one.put("thisHome", member.account().equals(own));
      return one;
    }
  }

  /// @param hex null where none was given
  static Optional<Address> given(@Nullable String hex) throws CairnException {
    return hex == null ? Optional.empty() : Optional.of(address(hex));
  }

  static Address address(String hex) throws CairnException {
    try {
      return Address.parse(hex);
    } catch (IllegalArgumentException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "No usable address: " + e.getMessage() + ".", e);
    }
  }

  private static List<String> sorted(Set<NetworkRole> roles) {
    return roles.stream().sorted().map(NetworkRole::word).toList();
  }

  private static String words(Set<NetworkRole> roles) {
    return String.join(",", sorted(roles));
  }

  @Command(
      name = "vote",
      description =
          "Vote with this home's account for a change of the network; it is made once more than half of those who"
              + " govern have voted for exactly this.")
  static final class Vote extends HomeCommand {
    @ArgGroup(multiplicity = "1")
    What what = new What();

    static final class What {
      @Option(
          names = "--admit",
          paramLabel = "NAME",
          description = "An institution, by the name of its journal; or changes one.")
      @Nullable String admit;

      @Option(names = "--remove", paramLabel = "NAME", description = "Remove an institution.")
      @Nullable String remove;

      @Option(
          names = "--contract",
          paramLabel = "NAME=0x..",
          description = "Use the contract at this address from then on.")
      @Nullable String contract;

      @Option(
          names = "--successor",
          paramLabel = "0x..",
          description =
              "Close the registry of institutions: another one counts from then on, as `ledger deploy --successor`"
                  + " made it.")
      @Nullable String successor;
    }

    @Option(
        names = "--institutions",
        paramLabel = "0x..",
        description =
            "Registry of institutions to vote in (else the one that the settings lead to).")
    @Nullable String institutions;

    @Option(
        names = "--account",
        paramLabel = "0x..",
        description = "With --admit: its account, as `ledger status` shows it there.")
    @Nullable String account;

    @Option(
        names = "--journal-key",
        paramLabel = "HEX",
        description = "With --admit: the key of its journal, as `ledger witness` shows it there.")
    @Nullable String journalKey;

    @Option(
        names = "--roles",
        paramLabel = "WORDS",
        split = ",",
        description = "With --admit: anchors, consents, accesses, governs.")
    List<String> roles = new ArrayList<>();

    Vote(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Change.Vote vote = desk.anchoring().network().vote(change(desk), given(institutions));
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("change", vote.change().hex());
      report.put("votes", vote.votes());
      report.put("needed", vote.needed());
      report.put("applied", vote.applied());
      print(report);
      return 0;
    }

    private Change change(Desk desk) throws CairnException {
      boolean withMember = account != null || journalKey != null || !roles.isEmpty();
      if (withMember != (what.admit != null)) {
        throw refused("--account, --journal-key and --roles go with --admit, all three.");
      }
      if (what.admit != null) {
        return admitted(desk, what.admit);
      }
      if (what.remove != null) {
        return new Change.Remove(desk.anchoring().network().institution(what.remove));
      }
      if (what.successor != null) {
        return new Change.Succeed(address(what.successor));
      }
      return replaced(String.valueOf(what.contract));
    }

    private Change admitted(Desk desk, String name) throws CairnException {
      if (account == null || journalKey == null || roles.isEmpty()) {
        throw refused("--account, --journal-key and --roles go with --admit, all three.");
      }
      Set<NetworkRole> all = EnumSet.noneOf(NetworkRole.class);
      for (String word : roles) {
        all.add(
            NetworkRole.of(word)
                .orElseThrow(
                    () ->
                        refused(
                            "There is no role "
                                + word
                                + "; name anchors, consents, accesses or governs.")));
      }
      if (!journalKey.matches("[0-9a-f]{64}")) {
        throw refused("The journal's key is 64 hexadecimal digits, as `ledger witness` shows it.");
      }
      return new Change.Put(
          desk.anchoring().network().institution(name),
          address(account),
          all,
          Hash.sha256(journalKey));
    }

    private static Change replaced(String assignment) throws CairnException {
      String[] parts = assignment.split("=", -1);
      if (parts.length != 2 || !parts[0].matches("[A-Za-z]{1,32}")) {
        throw refused("Name the contract and its address, as in ConsentRegistry=0x..");
      }
      return new Change.Replace(parts[0], address(parts[1]));
    }

    private static CairnException refused(String sentence) {
      return new CairnException(CairnException.Kind.REFUSED, sentence);
    }
  }
}
