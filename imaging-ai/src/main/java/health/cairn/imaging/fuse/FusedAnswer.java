package health.cairn.imaging.fuse;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the members say together.
///
/// @param probabilities of glioma, meningioma, pituitary, none; sum 1; given even where no class is
///   named
/// @param decision the most probable class; empty when it should not be followed
/// @param abstention why not; present exactly when there is no decision
/// @param trust 0 (do not follow) .. 1, from the trust rules; 0 when none of them spoke
/// @param memberWeights how much each member's answer counted here, by member
/// @param firings of all rules of the three bases, in their order
/// @param why one to three sentences for the reader
public record FusedAnswer(
    List<Double> probabilities,
    Optional<TumourClass> decision,
    Optional<Abstention> abstention,
    double trust,
    Map<String, Double> memberWeights,
    List<Firing> firings,
    List<String> why) {

  public FusedAnswer {
    probabilities = List.copyOf(probabilities);
    memberWeights = Map.copyOf(memberWeights);
    firings = List.copyOf(firings);
    why = List.copyOf(why);
    if (decision.isPresent() == abstention.isPresent()) {
      throw new IllegalArgumentException("either a decision or a reason for having none");
    }
  }
}
