package health.cairn.app.learn;

import java.util.List;

/// Which cases are for testing only, from now on: recorded once, before anything was fitted.
///
/// @param id "LearningLockedSet/1"
/// @param pseudonyms whose they are; nothing else of these patients is ever taken in
/// @param digests SHA-256 of each case as it is kept
/// @param digest SHA-256 over these
public record LockedSet(
    String id, List<String> pseudonyms, List<String> digests, String digest, String by, String at) {
  public LockedSet {
    pseudonyms = List.copyOf(pseudonyms);
    digests = List.copyOf(digests);
  }
}
