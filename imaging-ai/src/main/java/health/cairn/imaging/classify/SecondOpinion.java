package health.cairn.imaging.classify;

import health.cairn.imaging.uncertainty.ErrorScore;

/// A different model that is asked about the same slices, only to say how likely the first one errs.
///
/// @param score fitted for exactly these two
public record SecondOpinion(Member member, ErrorScore score) {}
