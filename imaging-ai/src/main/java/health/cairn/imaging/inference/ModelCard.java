package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.ErrorScore;
import health.cairn.imaging.uncertainty.OutlineCut;
import health.cairn.imaging.uncertainty.PredictionSet;
import health.cairn.imaging.uncertainty.VolumeIntervals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a model says about itself in the JSON beside its ONNX files: what it takes, what it answers,
/// where it comes from, how good it was. The program obeys `input` and `task` and shows the rest.
///
/// @param files the networks of the model, at least one; several are an ensemble of one contract,
///   whose answer is the mean of their outputs
/// @param sha256 of the one file, or for an ensemble of all their hashes ([#sha256Of])
/// @param licence SPDX identifier of the weights
/// @param optIn whether nothing runs before a person has read and accepted the licence
/// @param licenceFile the licence's text, to be shown before use
/// @param attribution what the data's licence asks to be said
/// @param figures of the validation, each with its 95 % interval where the card has one
/// @param command what reproduces the figures
/// @param measuredOn whose data the figures are of; may be empty
/// @param limits one sentence each, to be shown to whoever relies on the model
public record ModelCard(
    String name,
    String version,
    List<Weights> files,
    String sha256,
    String licence,
    boolean optIn,
    Optional<GraphFile> licenceFile,
    String attribution,
    ModelInput input,
    Task task,
    List<Figure> figures,
    String command,
    String measuredOn,
    String intendedUse,
    List<String> limits) {

  public ModelCard {
    files = List.copyOf(files);
    figures = List.copyOf(figures);
    limits = List.copyOf(limits);
    if (files.isEmpty() || !sha256.equals(sha256Of(files, task.output()))) {
      throw new IllegalArgumentException("a card whose hash is not that of its files");
    }
  }

  ModelCard taking(ModelInput other) {
    return new ModelCard(
        name,
        version,
        files,
        sha256,
        licence,
        optIn,
        licenceFile,
        attribution,
        other,
        task,
        figures,
        command,
        measuredOn,
        intendedUse,
        limits);
  }

  /// Its figures by name.
  public Map<String, Double> published() {
    return figures.stream()
        .collect(Collectors.toUnmodifiableMap(Figure::name, Figure::value, (a, b) -> a));
  }

  /// The same with intervals, and on whom.
  public Published reached() {
    return new Published(figures, measuredOn);
  }

  public ModelRef ref() {
    return new ModelRef(name, version, sha256, licence);
  }

  /// The one hash that stands for some files: that of a single file, else the SHA-256 of their hashes
  /// in the card's order, each followed by a space, the output's name and a line feed. Models that read
  /// different answers of the same files are different models.
  public static String sha256Of(List<Weights> files, String output) {
    if (files.size() == 1) {
      return files.getFirst().graph().sha256();
    }
    return ModelIntegrity.sha256(
        files.stream()
            .map(f -> f.graph().sha256() + " " + output + "\n")
            .collect(Collectors.joining()));
  }

  /// The contract of a model that takes slices.
  ///
  /// @throws ImagingException `REFUSED` when it takes something else
  public ModelInput.Slices slices() throws ImagingException {
    if (input instanceof ModelInput.Slices slices) {
      return slices;
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "The model " + name + " does not take slices.");
  }

  /// The contract of a model that takes patches of volumes.
  ///
  /// @throws ImagingException `REFUSED` when it takes something else
  public ModelInput.Patches patches() throws ImagingException {
    if (input instanceof ModelInput.Patches patches) {
      return patches;
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "The model " + name + " does not take volumes.");
  }

  /// The shape of the answer to that many images.
  long[] answerShape(int images) {
    return switch (task) {
      case Classify classify -> new long[] {images, classify.classes().size()};
      case Segment segment -> {
        long[] shape = input.shape(images);
        shape[1] = segment.labels().size();
        yield shape;
      }
    };
  }

  /// What the model answers.
  public sealed interface Task {
    /// "segment" or "classify", as in the card.
    String word();

    /// Name of the graph's output that is read.
    String output();
  }

  /// A value per label and pixel or voxel of the input, float32 [n, labels, ...].
  ///
  /// @param output name of the graph's output
  /// @param labels of the output's channels, the background of exclusive labels among them
  /// @param scores what the values are
  /// @param structures what is outlined: every label but the background, in the output's order
  /// @param threshold inside from this probability on; of no effect on exclusive labels
  /// @param cut where an outline on slices is cut in a case: at the threshold, unless the card says more
  /// @param volumeIntervals from a predicted volume to the 95 % interval of the true one
  public record Segment(
      String output,
      List<String> labels,
      Scores scores,
      List<Structure> structures,
      double threshold,
      OutlineCut cut,
      Optional<VolumeIntervals> volumeIntervals)
      implements Task {
    public Segment {
      labels = List.copyOf(labels);
      structures = List.copyOf(structures);
    }

    @Override
    public String word() {
      return "segment";
    }
  }

  /// What the values of a segmenter's output are.
  public enum Scores {
    /// A probability per label; labels may overlap.
    PROBABILITY,
    /// Logits of the same: regions that may overlap (BraTS).
    SIGMOID,
    /// Logits of labels that exclude each other, the first the background.
    SOFTMAX,
    /// Probabilities of labels that exclude each other, the first the background.
    DISTRIBUTION;

    /// Whether a voxel has exactly one label.
    public boolean exclusive() {
      return this == SOFTMAX || this == DISTRIBUTION;
    }
  }

  /// A score per class, float32 [n, classes]; probabilities are softmax(score / temperature).
  ///
  /// @param output name of the graph's output
  /// @param minimumConfidence below this largest probability the model should not be followed
  /// @param embedding name of an output with features of the whole image, float32 [n, E], where it
  ///   has one
  /// @param novelty name of an output that says how novel the image is ([AnswerSink#novelty]), float32
  ///   [n, 1], where it has one
  /// @param predictionSet which classes cannot be excluded for a patient, where that was fitted
  /// @param seconded how likely it errs, by what another model says to the same slices
  public record Classify(
      String output,
      List<String> classes,
      double temperature,
      Optional<Double> minimumConfidence,
      Optional<String> embedding,
      Optional<String> novelty,
      Optional<PredictionSet> predictionSet,
      Optional<Seconded> seconded)
      implements Task {
    public Classify {
      classes = List.copyOf(classes);
    }

    @Override
    public String word() {
      return "classify";
    }
  }

  /// @param with name of the other model
  /// @param score fitted for the two
  public record Seconded(String with, ErrorScore score) {}

  /// One figure of the card, by the card's own name ("diceMean").
  public record Figure(String name, double value, Optional<Interval> ci95) {}
}
