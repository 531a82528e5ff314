package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelRef;

/// One model's answer among several that were joined.
///
/// @param probabilities calibrated as the joining does it
/// @param weight how much it counted here, 0 not at all
public record Voice(ModelRef model, ClassProbabilities probabilities, double weight) {}
