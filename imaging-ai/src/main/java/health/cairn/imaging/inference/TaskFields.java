package health.cairn.imaging.inference;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.ErrorScore;
import health.cairn.imaging.uncertainty.OutlineCut;
import health.cairn.imaging.uncertainty.PredictionSet;
import health.cairn.imaging.uncertainty.VolumeIntervals;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a card says its model answers.
final class TaskFields {
  static final String BACKGROUND = "background";

  private static final Pattern SNOMED = Pattern.compile("[0-9]{6,18}");

  /// What a code looks like in the coding schemes a card may use (DICOM PS3.16 section 8).
  private static final Map<String, Pattern> SCHEMES =
      Map.of(
          "SCT", SNOMED,
          "NCIt", Pattern.compile("C[0-9]{3,8}"),
          "DCM", Pattern.compile("[0-9]{6}"));

  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final int MAX_LABELS = 64;
  private static final Set<String> OF_OUTPUT =
      Set.of("name", "shape", "type", "meaning", "labels", "kind", "note");
  private static final Map<String, ModelCard.Scores> KINDS =
      Map.of(
          "probability", ModelCard.Scores.PROBABILITY,
          "sigmoid", ModelCard.Scores.SIGMOID,
          "softmax", ModelCard.Scores.SOFTMAX,
          "distribution", ModelCard.Scores.DISTRIBUTION);

  private TaskFields() {}

  static ModelCard.Task task(Fields card, CardFormat format) throws FieldException {
    List<Fields> outputs = card.objects("output", 16);
    for (Fields output : outputs) {
      format.check(output, OF_OUTPUT);
    }
    String task = card.text("task");
    return switch (task) {
      case "segment" -> segment(card, outputs.getFirst(), format);
      case "classify" -> classify(card, outputs, format);
      default -> throw new FieldException("task \"" + task + "\" is not known");
    };
  }

  private static ModelCard.Segment segment(Fields card, Fields output, CardFormat format)
      throws FieldException {
    ModelCard.Scores scores =
        format == CardFormat.ONE
            ? ModelCard.Scores.PROBABILITY
            : output.wordOr("kind", ModelCard.Scores.PROBABILITY, KINDS);
    List<String> labels = output.texts("labels", true);
    if (new HashSet<>(labels).size() < labels.size()) {
      throw new FieldException("\"output[0].labels\" names something twice");
    }
    if (scores.exclusive() != labels.getFirst().equals(BACKGROUND)
        || labels.lastIndexOf(BACKGROUND) > 0) {
      throw new FieldException(
          "the first of \"output[0].labels\" is \"background\" for labels that exclude each other,"
              + " and for no others");
    }
    double threshold = scores.exclusive() ? 0.5 : card.number("threshold", 0, 1);
    if (card.has("cut")
        && (scores.exclusive() || labels.size() > 1 || card.object("input").has("patch"))) {
      throw new FieldException("\"cut\" is for models that outline one thing on slices");
    }
    return new ModelCard.Segment(
        output.text("name"),
        labels,
        scores,
        structures(card, labels, format),
        threshold,
        card.has("cut") ? cut(card.object("cut"), threshold, format) : OutlineCut.at(threshold),
        volumeIntervals(card, format));
  }

  private static OutlineCut cut(Fields cut, double threshold, CardFormat format)
      throws FieldException {
    format.check(cut, Set.of("rule", "lowest", "highest", "mustReach", "note"));
    if (!cut.text("rule").equals("expected-dice")) {
      throw new FieldException("\"cut.rule\" can only be \"expected-dice\"");
    }
    double highest = cut.number("highest", 0.01, 1);
    double lowest = cut.number("lowest", 0.01, highest);
    double mustReach = cut.has("mustReach") ? cut.number("mustReach", lowest, 1) : threshold;
    return new OutlineCut(lowest, highest, mustReach);
  }

  /// Two factors for every outline, or coefficients by which it widens with the outline's doubt.
  ///
  /// @param promised the card, or one of its structures
  private static Optional<VolumeIntervals> volumeIntervals(Fields promised, CardFormat format)
      throws FieldException {
    return promised.has("volumeInterval")
        ? Optional.of(intervals(promised.object("volumeInterval"), format))
        : Optional.empty();
  }

  private static VolumeIntervals intervals(Fields volume, CardFormat format) throws FieldException {
    format.check(
        volume,
        Set.of("lowFactor", "highFactor", "centre", "spread", "low", "high", "mostDoubt", "note"));
    try {
      if (volume.has("centre")) {
        return new VolumeIntervals(
            volume.numbers("centre", 2, -100, 100),
            volume.numbers("spread", 2, -100, 100),
            volume.number("low", -1e3, 1e3),
            volume.number("high", -1e3, 1e3),
            volume.number("mostDoubt", 0, 1));
      }
      return VolumeIntervals.constant(
          new Interval(
              volume.number("lowFactor", 1e-6, 1e6), volume.number("highFactor", 1e-6, 1e6)));
    } catch (IllegalArgumentException e) {
      throw new FieldException("\"" + volume.path() + "\" is an interval whose ends are exchanged");
    }
  }

  private static PredictionSet predictionSet(Fields set, CardFormat format) throws FieldException {
    format.check(set, Set.of("coverage", "threshold", "note"));
    return new PredictionSet(set.number("coverage", 0.5, 0.999), set.number("threshold", 0, 1));
  }

  private static ModelCard.Classify classify(Fields card, List<Fields> outputs, CardFormat format)
      throws FieldException {
    Fields output = outputs.getFirst();
    List<String> classes = card.texts("classes", true);
    if (!classes.equals(output.texts("labels", true))) {
      throw new FieldException("classes and output[0].labels differ");
    }
    return new ModelCard.Classify(
        output.text("name"),
        classes,
        card.number("temperature", 1e-3, 1e3),
        card.has("minimumConfidence")
            ? Optional.of(card.number("minimumConfidence", 0, 1))
            : Optional.empty(),
        named(outputs, "embedding"),
        named(outputs, "novelty"),
        card.has("predictionSet")
            ? Optional.of(predictionSet(card.object("predictionSet"), format))
            : Optional.empty(),
        card.has("errorScore")
            ? Optional.of(seconded(card.object("errorScore"), format))
            : Optional.empty());
  }

  private static ModelCard.Seconded seconded(Fields score, CardFormat format)
      throws FieldException {
    format.check(score, Set.of("with", "constant", "doubt", "dissent", "note"));
    return new ModelCard.Seconded(
        score.text("with"),
        new ErrorScore(
            score.number("constant", -1e3, 1e3),
            score.number("doubt", -1e3, 1e3),
            score.number("dissent", -1e3, 1e3)));
  }

  private static Optional<String> named(List<Fields> outputs, String name) throws FieldException {
    for (Fields other : outputs) {
      if (other.textOr("name", "").equals(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /// Every label but the background, with what "structures" says of it.
  private static List<Structure> structures(Fields card, List<String> labels, CardFormat format)
      throws FieldException {
    Map<String, Structure> described = new HashMap<>();
    if (card.has("structures")) {
      for (Fields structure : card.objects("structures", MAX_LABELS)) {
        format.check(
            structure,
            Set.of("label", "code", "scheme", "meaning", "colour", "volumeInterval", "note"));
        Structure one = structure(structure, labels, format);
        if (described.put(one.label(), one) != null) {
          throw new FieldException("\"" + structure.path() + "label\" is there twice");
        }
      }
    }
    List<Structure> structures = new ArrayList<>();
    for (int channel = 0; channel < labels.size(); channel++) {
      String label = labels.get(channel);
      if (label.equals(BACKGROUND)) {
        continue;
      }
      Structure one = described.get(label);
      if (one == null && !described.isEmpty()) {
        throw new FieldException("\"structures\" does not describe the label \"" + label + "\"");
      }
      structures.add(
          one == null
              ? new Structure(channel, label, Optional.empty(), Optional.empty(), Optional.empty())
              : one);
    }
    return structures;
  }

  private static Structure structure(Fields fields, List<String> labels, CardFormat format)
      throws FieldException {
    String label = fields.text("label");
    int channel = labels.indexOf(label);
    if (channel < 0 || label.equals(BACKGROUND)) {
      throw new FieldException("\"" + fields.path() + "label\" is no label of the output");
    }
    Optional<Integer> rgb =
        fields.has("colour")
            ? Optional.of(Integer.parseInt(fields.matching("colour", COLOUR).substring(1), 16))
            : Optional.empty();
    String scheme = fields.textOr("scheme", "SCT");
    Pattern form = fields.wordOr("scheme", SNOMED, SCHEMES);
    return new Structure(
        channel,
        label,
        Optional.of(
            new Segment.Code(fields.matching("code", form), scheme, fields.text("meaning"))),
        rgb,
        volumeIntervals(fields, format));
  }
}
