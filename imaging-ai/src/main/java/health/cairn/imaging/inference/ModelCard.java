package health.cairn.imaging.inference;

import health.cairn.imaging.measure.Interval;
import java.util.List;
import java.util.Optional;

/// What a model says about itself in the JSON beside its ONNX file: what it takes, what it answers,
/// where it comes from, how good it was. The program obeys `input` and `task` and shows the rest.
///
/// @param file name of the ONNX file, which lies beside the card; no folders
/// @param sha256 of that file, lower-case hexadecimal; nothing runs that differs
/// @param bytes size of that file
/// @param licence SPDX identifier of the weights
/// @param attribution what the data's licence asks to be said
/// @param figures of the validation, each with its 95 % interval where the card has one
/// @param command what reproduces the figures
/// @param limits one sentence each, to be shown to whoever relies on the model
public record ModelCard(
    String name,
    String version,
    String file,
    String sha256,
    long bytes,
    String licence,
    String attribution,
    Input input,
    Task task,
    List<Figure> figures,
    String command,
    String intendedUse,
    List<String> limits) {

  public ModelCard {
    figures = List.copyOf(figures);
    limits = List.copyOf(limits);
  }

  public ModelRef ref() {
    return new ModelRef(name, version, sha256, licence);
  }

  /// The image a model takes: a square of `size` pixels that shows `fieldOfViewMm` of the patient,
  /// centred on the slice, intensities brought to 0..1 between two percentiles ([SliceInput]).
  ///
  /// @param name of the graph's input, float32 [n, 1, size, size]
  /// @param sequence the one kind of series it was trained on ("T1C")
  /// @param lowPercentile of all pixels, as a share (0.01)
  /// @param highPercentile of the pixels above the mean, as a share (0.995)
  public record Input(
      String name,
      int size,
      double fieldOfViewMm,
      String sequence,
      double lowPercentile,
      double highPercentile) {}

  /// What the model answers.
  public sealed interface Task {
    /// "segment" or "classify", as in the card.
    String word();

    /// Name of the graph's output that is read.
    String output();
  }

  /// A probability per label and pixel of the input, float32 [n, labels, size, size].
  ///
  /// @param output name of the graph's output
  /// @param labels what is outlined
  /// @param threshold a pixel is inside from this probability on
  /// @param volumeFactors a predicted volume times these is the 95 % interval of the true one
  public record Segment(
      String output, List<String> labels, double threshold, Optional<Interval> volumeFactors)
      implements Task {
    public Segment {
      labels = List.copyOf(labels);
    }

    @Override
    public String word() {
      return "segment";
    }
  }

  /// A score per class, float32 [n, classes]; probabilities are softmax(score / temperature).
  ///
  /// @param output name of the graph's output
  /// @param minimumConfidence below this largest probability the model should not be followed
  public record Classify(
      String output, List<String> classes, double temperature, Optional<Double> minimumConfidence)
      implements Task {
    public Classify {
      classes = List.copyOf(classes);
    }

    @Override
    public String word() {
      return "classify";
    }
  }

  /// One figure of the card, by the card's own name ("diceMean").
  public record Figure(String name, double value, Optional<Interval> ci95) {}
}
