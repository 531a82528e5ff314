package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.leak.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the models said of one case, beside the truth.
///
/// @param id of the image or volume
/// @param patient the same text for all cases of one patient
/// @param fold as the data set says; 0 where it has none
/// @param label true class; empty where the data set has none
/// @param traits what is known of the patient and image, for groups ("sex" to "F")
/// @param outlines one per structure, in the model's order; empty when nothing was outlined
/// @param probabilities by class, in the card's order; empty when nothing was classified
/// @param abstention why no class is named, one sentence; empty where one is or nothing was classified
record CaseScore(
    String id,
    String patient,
    int fold,
    String label,
    Map<String, String> traits,
    List<MaskScore> outlines,
    List<Double> probabilities,
    Optional<String> abstention,
    Exposure exposure) {

  /// One that was answered, or not classified at all.
  CaseScore(
      String id,
      String patient,
      int fold,
      String label,
      Map<String, String> traits,
      List<MaskScore> outlines,
      List<Double> probabilities,
      Exposure exposure) {
    this(id, patient, fold, label, traits, outlines, probabilities, Optional.empty(), exposure);
  }

  CaseScore {
    traits = Map.copyOf(traits);
    outlines = List.copyOf(outlines);
    probabilities = List.copyOf(probabilities);
  }

  /// Who stands behind the patient number: examinations of one person are not independent.
  String person() {
    return Person.of(patient);
  }

  /// Mean Dice of the structures.
  double dice() {
    return outlines.stream().mapToDouble(MaskScore::dice).average().orElse(Double.NaN);
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
}
