package health.cairn.fhir.finding;

import health.cairn.fhir.codec.Sha256;

/// Gives new records their ids.
@FunctionalInterface
public interface RecordIds {
  /// @param role what the record is within its analysis ("volume-1", "report"); each role once
  /// @return a FHIR id that no other record of its type has
  String idFor(String role);

  /// Ids derived from a seed: the same seed and role give the same id.
  static RecordIds derivedFrom(String seed) {
    return role -> Sha256.hex(seed + "\n" + role).substring(0, 32);
  }
}
