package health.cairn.app.models;

import health.cairn.app.models.ServingDecision.Chosen;
import java.util.List;
import java.util.Optional;

/// That a model was tried on a site's own cases, and what came out. Holds no patient data.
///
/// @param id "ModelAcceptance/2"
/// @param passed whether every criterion holds
/// @param metricsSha256 of the `metrics.json` that the figures come from
public record Acceptance(
    String id,
    Chosen model,
    Cases cases,
    Applied criteria,
    List<Judged> figures,
    boolean passed,
    String by,
    String at,
    String metricsSha256,
    List<String> warnings) {
  public Acceptance {
    figures = List.copyOf(figures);
    warnings = List.copyOf(warnings);
  }

  /// @param digest over every file of the data set ([DatasetDigest])
  /// @param cases judged, all of patients the model never saw
  public record Cases(String digest, String layout, int cases, int patients) {}

  /// Which criteria were applied.
  public record Applied(String name, String version, String sha256) {}

  /// One criterion and whether it holds.
  ///
  /// @param value the figure
  /// @param lower its lower bound
  /// @param threshold that the bound must reach
  /// @param words the same as a sentence
  public record Judged(
      String metric, double value, double lower, double threshold, boolean holds, String words) {}

  /// The newest test of exactly this model: what it says goes, whatever older ones said.
  static Optional<Acceptance> latest(List<Acceptance> all, Chosen model) {
    return all.stream().filter(a -> a.model().equals(model)).reduce((older, newer) -> newer);
  }
}
