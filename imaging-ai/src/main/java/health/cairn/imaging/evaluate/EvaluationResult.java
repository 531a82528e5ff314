package health.cairn.imaging.evaluate;

import java.nio.file.Path;

/// Where an evaluation was written, and its main figures.
///
/// @param metrics the JSON file that the command line's contract describes
/// @param predictions one CSV row per image
/// @param diceMean mean Dice per image, 0..1
/// @param accuracy share of images classified right, 0..1
/// @param json content of `metrics`
public record EvaluationResult(
    Path metrics,
    Path predictions,
    int images,
    int patients,
    double diceMean,
    double accuracy,
    String json) {}
