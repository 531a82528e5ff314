package health.cairn.imaging.evaluate;

import java.util.List;

/// What the models said of one image, beside the truth.
///
/// @param row the image
/// @param dice at the mask's own size
/// @param hd95 in mask pixels; NaN when truth or prediction is empty
/// @param truePixels mask pixels of the truth
/// @param predictedPixels mask pixels of the prediction
/// @param probabilities by class, in the card's order
record Prediction(
    ChengIndex.Row row,
    double dice,
    double hd95,
    int truePixels,
    int predictedPixels,
    List<Double> probabilities) {

  Prediction {
    probabilities = List.copyOf(probabilities);
  }

  /// Index of the most probable class; the first of equals.
  int predicted() {
    int best = 0;
    for (int k = 1; k < probabilities.size(); k++) {
      if (probabilities.get(k) > probabilities.get(best)) {
        best = k;
      }
    }
    return best;
  }

  double confidence() {
    return probabilities.get(predicted());
  }
}
