package health.cairn.imaging.inference;

import health.cairn.imaging.inference.ModelInput.Channel;
import health.cairn.imaging.inference.ModelInput.Crop;
import health.cairn.imaging.inference.ModelInput.Normalisation;
import health.cairn.imaging.inference.ModelInput.Range;
import health.cairn.imaging.inference.ModelInput.Replacement;
import health.cairn.imaging.inference.ModelInput.Triple;
import health.cairn.imaging.inference.ModelInput.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a card says its model takes.
final class InputFields {
  private static final int MAX_SIZE = 1024;
  private static final int MAX_CHANNELS = 16;
  private static final int MAX_OFFSET = 8;
  private static final int MAX_PATCH = 512;

  /// 128 MB of float32.
  private static final long MAX_VALUES = 1L << 25;

  private static final Pattern SEQUENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,15}");
  private static final Pattern AXES = Pattern.compile("[RLAPSI]{3}");

  private static final Set<String> OF_SLICES =
      Set.of(
          "name",
          "shape",
          "type",
          "size",
          "fieldOfViewMm",
          "sequence",
          "channels",
          "orientation",
          "range",
          "intensityRange",
          "lowPercentile",
          "highPercentile",
          "steps",
          "note");
  private static final Set<String> OF_PATCHES =
      Set.of(
          "name",
          "shape",
          "type",
          "sequence",
          "channels",
          "axes",
          "spacingMm",
          "patch",
          "window",
          "overlap",
          "normalisation",
          "crop",
          "coarsestSpacingMm",
          "workingBytes",
          "steps",
          "note");

  private InputFields() {}

  static ModelInput input(Fields input, CardFormat format) throws FieldException {
    String type = input.textOr("type", "float32");
    if (!type.equals("float32")) {
      throw new FieldException("input.type is " + type + "; only float32 is known");
    }
    if (format == CardFormat.ONE && (input.has("channels") || input.has("patch"))) {
      throw new FieldException("\"input.channels\" and \"input.patch\" need \"format\": 2");
    }
    ModelInput read = input.has("patch") ? patches(input, format) : slices(input, format);
    if (valuesOf(read) > MAX_VALUES) {
      throw new FieldException("\"input\" takes more than " + MAX_VALUES + " values at once");
    }
    return read;
  }

  private static long valuesOf(ModelInput input) {
    long values = 1;
    for (long side : input.shape(1)) {
      values *= side;
    }
    return values;
  }

  private static ModelInput slices(Fields input, CardFormat format) throws FieldException {
    format.check(input, OF_SLICES);
    return new ModelInput.Slices(
        input.text("name"),
        (int) input.number("size", 16, MAX_SIZE),
        input.number("fieldOfViewMm", 10, 2000),
        channels(input, format, MAX_OFFSET),
        input.number("lowPercentile", 0, 1),
        input.number("highPercentile", 0, 1),
        input.wordOr(
            "intensityRange", Range.SLICE, Map.of("slice", Range.SLICE, "stack", Range.STACK)));
  }

  private static ModelInput patches(Fields input, CardFormat format) throws FieldException {
    format.check(input, OF_PATCHES);
    double[] spacing = input.three("spacingMm", 0.1, 10);
    double[] patch = input.three("patch", 4, MAX_PATCH);
    for (double side : patch) {
      if (side != Math.rint(side)) {
        throw new FieldException("\"input.patch\" holds a value that is no whole number");
      }
    }
    double coarsest = Math.max(spacing[0], Math.max(spacing[1], spacing[2]));
    return new ModelInput.Patches(
        input.text("name"),
        channels(input, format, 0),
        axes(input),
        new Triple<>(spacing[0], spacing[1], spacing[2]),
        new Triple<>((int) patch[0], (int) patch[1], (int) patch[2]),
        input.word("window", Map.of("sliding", Window.SLIDING, "centred", Window.CENTRED)),
        input.numberOr("overlap", 0.5, 0, 0.9),
        normalisation(input.object("normalisation"), format),
        input.wordOr("crop", Crop.NONE, Map.of("none", Crop.NONE, "non-zero", Crop.NON_ZERO)),
        input.numberOr("coarsestSpacingMm", 2 * coarsest, 0.1, 20),
        input.has("workingBytes")
            ? Optional.of((long) input.number("workingBytes", 0, 1L << 40))
            : Optional.empty());
  }

  /// Three letters that name three different directions of the patient.
  private static String axes(Fields input) throws FieldException {
    String axes = input.matching("axes", AXES);
    String directions = axes.replace('L', 'R').replace('P', 'A').replace('I', 'S');
    if (directions.chars().distinct().count() != 3) {
      throw new FieldException("\"input.axes\" names a direction twice");
    }
    return axes;
  }

  private static Normalisation normalisation(Fields fields, CardFormat format)
      throws FieldException {
    format.check(fields, Set.of("kind", "lowPercentile", "highPercentile", "note"));
    return switch (fields.text("kind")) {
      case "z-score" -> new ModelInput.ZScore();
      case "z-score-non-zero" -> new ModelInput.ZScoreNonZero();
      case "percentile" -> {
        double low = fields.number("lowPercentile", 0, 1);
        yield new ModelInput.Percentiles(low, fields.number("highPercentile", low, 1));
      }
      default -> throw new FieldException("\"input.normalisation.kind\" is not known");
    };
  }

  private static List<Channel> channels(Fields input, CardFormat format, int mostOffset)
      throws FieldException {
    if (!input.has("channels")) {
      return List.of(Channel.of(sequence(input, format)));
    }
    if (input.has("sequence")) {
      throw new FieldException("\"input\" has either \"sequence\" or \"channels\"");
    }
    List<Channel> channels = new ArrayList<>();
    for (Fields channel : input.objects("channels", MAX_CHANNELS)) {
      format.check(channel, Set.of("sequence", "sliceOffset", "ifMissing", "note"));
      channels.add(
          new Channel(
              sequence(channel, format),
              channel.wholeOr("sliceOffset", 0, -mostOffset, mostOffset),
              replacement(channel, format, mostOffset)));
    }
    return channels;
  }

  private static Replacement replacement(Fields channel, CardFormat format, int mostOffset)
      throws FieldException {
    if (!channel.has("ifMissing")) {
      return new ModelInput.Refuse();
    }
    if (channel.node().path("ifMissing").isTextual()) {
      return channel.word(
          "ifMissing", Map.of("zeros", new ModelInput.Zeros(), "refuse", new ModelInput.Refuse()));
    }
    Fields other = channel.object("ifMissing");
    format.check(other, Set.of("sequence", "sliceOffset"));
    return new ModelInput.Instead(
        sequence(other, format), other.wholeOr("sliceOffset", 0, -mostOffset, mostOffset));
  }

  private static String sequence(Fields fields, CardFormat format) throws FieldException {
    return format == CardFormat.ONE
        ? fields.text("sequence")
        : fields.matching("sequence", SEQUENCE);
  }
}
