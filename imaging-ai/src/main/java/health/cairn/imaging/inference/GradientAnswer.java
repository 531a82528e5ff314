package health.cairn.imaging.inference;

/// What an explanation graph says of one image (`training/tumour/explain_export.py`).
///
/// @param logits one per class
/// @param features maps, rows, columns: of the last convolution
/// @param featureGradient as large: of the sum of direction * logits
/// @param imageGradient as large as the image: of the same
public record GradientAnswer(
    FloatArray logits, FloatArray features, FloatArray featureGradient, FloatArray imageGradient) {}
