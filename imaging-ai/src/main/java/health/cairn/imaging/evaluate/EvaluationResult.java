package health.cairn.imaging.evaluate;

import health.cairn.imaging.Refusal;
import java.nio.file.Path;
import java.util.List;

/// Where an evaluation was written, and its main figures.
///
/// @param metrics the JSON file that the command line's contract describes
/// @param predictions one CSV row per case and structure
/// @param images cases that were scored
/// @param diceMean mean Dice per case, 0..1; NaN when nothing was outlined
/// @param accuracy share of cases classified right, 0..1; NaN when nothing was classified
/// @param json content of `metrics`
/// @param refused cases that could not be scored
/// @param warnings what a reader of the figures must know, one sentence each
public record EvaluationResult(
    Path metrics,
    Path predictions,
    int images,
    int patients,
    double diceMean,
    double accuracy,
    String json,
    List<Refusal> refused,
    List<String> warnings) {
  public EvaluationResult {
    refused = List.copyOf(refused);
    warnings = List.copyOf(warnings);
  }
}
