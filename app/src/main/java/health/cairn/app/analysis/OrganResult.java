package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One organ at risk in `result.json`.
///
/// @param side "left" or "right" of the patient
/// @param volumeCi95Ml null where the model's card has no interval
/// @param volumeRangeMl over placements of the model's box; no confidence interval
/// @param distanceToTumourMm smallest distance between surfaces; null where there is no outlined tumour
///   in the same space
public record OrganResult(
    String label,
    String side,
    String model,
    String seriesInstanceUid,
    double volumeMl,
    @Nullable List<Double> volumeCi95Ml,
    List<Double> volumeRangeMl,
    double placementSpreadMm,
    int placements,
    double meanProbability,
    @Nullable Double distanceToTumourMm,
    List<Part> parts) {

  /// @param colour as "#RRGGBB"
  public record Part(
      String label,
      double volumeMl,
      double uncertainty,
      @Nullable Double distanceToTumourMm,
      @Nullable String colour) {}

  static OrganResult of(Organ organ) {
    return new OrganResult(
        organ.label(),
        organ.side().word(),
        organ.model().name() + " " + organ.model().version(),
        organ.reading().series().seriesInstanceUid(),
        ResultJson.round(organ.volumeMl(), 3),
        organ.volumeCi95Ml().map(ResultJson::pair).orElse(null),
        ResultJson.pair(organ.volumeRangeMl()),
        ResultJson.round(organ.spreadMm(), 2),
        organ.placements(),
        ResultJson.round(organ.meanProbability(), 4),
        ResultJson.rounded(organ.toTumourMm(), 2),
        organ.parts().stream()
            .map(
                part ->
                    new Part(
                        part.segment().label(),
                        ResultJson.round(part.segment().mask().volumeMl(), 3),
                        ResultJson.round(part.uncertainty(), 4),
                        ResultJson.rounded(part.toTumourMm(), 2),
                        part.rgb().map(ResultJson::colour).orElse(null)))
            .toList());
  }
}
