package health.cairn.imaging.inference;

/// What the engine costs on top of ONNX Runtime itself, on one model and the same tensors.
///
/// @param oursMs median time per image through the engine, milliseconds
/// @param oursP95Ms 95th percentile of the same
/// @param rawMs median time per image of a plain `OrtSession` with the same options
/// @param rawP95Ms 95th percentile of the same
/// @param ratio median of ours / raw over the rounds
/// @param rounds measured, each both ways, one right after the other
public record EngineRatio(
    double oursMs, double oursP95Ms, double rawMs, double rawP95Ms, double ratio, int rounds) {}
