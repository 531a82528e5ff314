package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.accounts.Accounts;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.ChainDoctor;
import health.cairn.ledger.besu.CredentialSource;
import health.cairn.ledger.besu.Directory;
import health.cairn.ledger.besu.Governance;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.RegistryDeployer;
import health.cairn.ledger.besu.Timing;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The network that a home's settings name: its members, their votes, and the contracts that it uses. Votes, contracts and
/// which of them this home uses are for its owner and IT staff.
public final class NetworkDesk {
  private final ChainSettings settings;
  private final Accounts accounts;
  private final CredentialSource keys;

  NetworkDesk(ChainSettings settings, Accounts accounts, CredentialSource keys) {
    this.settings = settings;
    this.accounts = accounts;
    this.keys = keys;
  }

  /// Deploys one more contract for a network, which uses it once its members have voted for it; until then the settings
  /// stay as they are.
  ///
  /// @param institutions its registry of institutions; empty for the one that the settings lead to
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public Address deploy(
      ChainDoctor.Contract contract,
      Optional<Address> institutions,
      URI rpc,
      long chainId,
      NodeAccess access)
      throws CairnException {
    accounts.requireRuler("deploy a registry");
    try {
      Address network = institutions.isPresent() ? institutions.get() : institutionsInUse();
      return RegistryDeployer.deploy(contract, network, rpc, chainId, keys, Timing.DEFAULT, access);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private Address institutionsInUse() throws CairnException, LedgerException {
    try (Governance governance = governance(Optional.empty())) {
      return governance.institutions();
    }
  }

  /// Deploys a registry of institutions to take the place of the network's, founded by the members that govern now.
  ///
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff
  public Address deploySuccessor(URI rpc, long chainId, NodeAccess access) throws CairnException {
    accounts.requireRuler("deploy a registry");
    List<Membership.Member> founders =
        members(Optional.empty()).members().stream()
            .filter(member -> member.roles().contains(NetworkRole.GOVERNS))
            .toList();
    try {
      return RegistryDeployer.deploySuccessor(founders, rpc, chainId, keys, Timing.DEFAULT, access);
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// What [#adopt] did.
  ///
  /// @param institutions the registry of institutions that counts
  /// @param changed which contracts are named anew in the settings, and what was named before
  /// @param brought what is queued for the registry of consent
  public record Adopted(
      Address institutions,
      Map<ChainDoctor.Contract, Optional<Address>> changed,
      GrantLedger.Brought brought) {
    public Adopted {
      changed = Map.copyOf(changed);
    }
  }

  /// Uses the contracts that the network uses now, and queues for its registry of consent what patients decided and an
  /// earlier one has. Where a kill came between, a second run does the rest.
  ///
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff, REFUSED where the settings name no network
  public Adopted adopt(GrantLedger grants) throws CairnException {
    accounts.requireRuler("use other contracts");
    try (Governance governance = governance(Optional.empty())) {
      Directory directory = governance.directory();
      grants.noteRegistry();
      Map<ChainDoctor.Contract, Optional<Address>> changed = settings.adopt(directory);
      return new Adopted(directory.institutions(), changed, grants.bring());
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// The members of a network.
  ///
  /// @param institutions its registry of institutions; empty for the one that the settings lead to
  /// @throws CairnException REFUSED where they name none
  public Membership members(Optional<Address> institutions) throws CairnException {
    try (Governance governance = governance(institutions)) {
      return governance.read();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Votes for a change of the network with this home's account.
  ///
  /// @param institutions its registry of institutions; empty for the one that the settings lead to
  /// @throws CairnException NOT_ALLOWED for who is neither owner nor IT staff, REFUSED where the
  ///   network does not take the vote
  public Change.Vote vote(Change change, Optional<Address> institutions) throws CairnException {
    accounts.requireRuler("vote for this institution");
    try (Governance governance = governance(institutions)) {
      return governance.vote(change, keys);
    } catch (LedgerException e) {
      throw e.kind() == LedgerException.Kind.CONFLICT
          ? new CairnException(CairnException.Kind.REFUSED, e.getMessage(), e)
          : Failures.of(e);
    }
  }

  private Governance governance(Optional<Address> institutions)
      throws CairnException, LedgerException {
    ChainConfig network = network();
    return institutions.isPresent()
        ? Governance.of(network.of(institutions.get()))
        : new Governance(network);
  }

  private ChainConfig network() throws CairnException {
    return settings
        .consents()
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.REFUSED,
                    "The settings name no network: ledger.consents is missing."));
  }

  /// An institution's number in the network, by its name.
  public Hash institution(String name) throws CairnException {
    return settings.institutions().apply(name);
  }
}
