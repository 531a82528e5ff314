package health.cairn.imaging.inference;

/// What a sliding window costs on top of ONNX Runtime itself, on one study and the same patches.
///
/// @param oursMs median time of a whole run, from the sequences to probabilities on their grid,
///   milliseconds
/// @param rawMs median time a plain `OrtSession` with the same options needs for the same tensors
/// @param ratio median of ours / raw over the rounds
/// @param patches per run
/// @param rounds measured, each both ways
public record VolumeRatio(double oursMs, double rawMs, double ratio, int patches, int rounds) {}
