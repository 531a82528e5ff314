package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;

/// The contracts of one network, as [RegistryDeployer#deployNetwork] put them there.
///
/// @param checkpoints the registry of checkpoints
/// @param institutions who is a member, and where the next two are
/// @param consents patients' decisions
/// @param accesses who looked
public record NetworkContracts(
    Address checkpoints, Address institutions, Address consents, Address accesses) {}
