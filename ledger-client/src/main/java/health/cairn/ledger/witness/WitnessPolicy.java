package health.cairn.ledger.witness;

import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.VerificationKey;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Whose cosignatures count, and how many of them are enough.
///
/// @param needed witnesses, from 0 to all
/// @param witnesses those that count; each once, whatever number of keys it shows
public record WitnessPolicy(int needed, Set<VerificationKey> witnesses) {
  public WitnessPolicy {
    witnesses = Set.copyOf(witnesses);
    long names = witnesses.stream().map(VerificationKey::name).distinct().count();
    if (needed < 0 || needed > names || names < witnesses.size()) {
      throw new IllegalArgumentException(
          "more witnesses needed than there are, or one of them twice");
    }
  }

  /// Whether enough of them cosigned exactly this checkpoint.
  public boolean satisfied(Checkpoint checkpoint, Collection<Cosignature> cosignatures) {
    var counted = new HashSet<VerificationKey>();
    for (Cosignature cosignature : cosignatures) {
      if (witnesses.contains(cosignature.witness()) && cosignature.holds(checkpoint)) {
        counted.add(cosignature.witness());
      }
    }
    return counted.size() >= needed;
  }
}
