package health.cairn.ledger.consent;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;

/// What a grant is found by on chain. Nothing in it says who the patient is.
///
/// @param patient the pseudonym: account of the key derived for one patient and one institution
/// @param institution its number in the registry of institutions
/// @param terms salted digest of what may be done, why and how
public record GrantKey(Address patient, Hash institution, Hash terms) {}
