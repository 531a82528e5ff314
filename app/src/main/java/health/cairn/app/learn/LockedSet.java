package health.cairn.app.learn;

import health.cairn.app.analysis.Networks;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which cases are for testing only, from now on: recorded once for the networks that answered them. What
/// was fitted before it was drawn is not tested on it.
///
/// @param id "LearningLockedSet/1"
/// @param pseudonyms whose they are; nothing else of these patients is ever taken in
/// @param digests SHA-256 of each case as it is kept
/// @param digest SHA-256 over these
/// @param networks that answered when they were locked; absent in sets of before networks were kept
public record LockedSet(
    String id,
    List<String> pseudonyms,
    List<String> digests,
    String digest,
    @Nullable Networks networks,
    String by,
    String at) {
  public LockedSet {
    pseudonyms = List.copyOf(pseudonyms);
    digests = List.copyOf(digests);
  }

  /// Whether it can test what answers now.
  boolean tests(Networks here) {
    return networks != null && networks.sameAs(here);
  }
}
