package health.cairn.app.analysis;

import health.cairn.imaging.explain.Counterfactual;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.explain.MaskAgreement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why a network says what it says, in `result.json`.
///
/// @param className that is explained
/// @param probability that the network gives it on the slice in which the tumour is largest
/// @param withoutTumour what it would say without the tumour, in words
public record ExplanationPart(
    String model,
    String className,
    double probability,
    List<MapPart> maps,
    @Nullable String withoutTumour) {

  /// A map in a file of its own.
  ///
  /// @param file below the out folder
  /// @param whatItIs what it shows and what it does not
  /// @param energyInside share of the map inside the outline
  /// @param areaShare share of the picture inside the outline: what a map without meaning would have
  public record MapPart(
      String method,
      String file,
      String whatItIs,
      @Nullable Double energyInside,
      @Nullable Double areaShare) {}

  static ExplanationPart of(Explanation explanation) {
    return new ExplanationPart(
        explanation.model().name() + " " + explanation.model().version(),
        explanation.className(),
        round(explanation.probability()),
        explanation.maps().stream().map(map -> part(explanation, map)).toList(),
        explanation.withoutTumour().map(Counterfactual::sentence).orElse(null));
  }

  private static MapPart part(Explanation explanation, Explanation.ShownMap map) {
    return new MapPart(
        map.method().title(),
        ExplanationPictures.FOLDER + "/" + ExplanationPictures.name(explanation, map),
        map.method().whatItIs(),
        map.agreement().map(MaskAgreement::energyInside).map(ExplanationPart::round).orElse(null),
        map.agreement().map(MaskAgreement::areaShare).map(ExplanationPart::round).orElse(null));
  }

  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
