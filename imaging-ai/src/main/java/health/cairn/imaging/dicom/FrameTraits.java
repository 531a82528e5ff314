package health.cairn.imaging.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;

/// The values by which frames at one position differ: what makes several stacks of one series.
final class FrameTraits {
  /// In the order in which they are tried; the text before a value in a stack's label.
  static final List<String> NAMES =
      List.of(
          "stack",
          "b-value",
          "diffusion",
          "gradient",
          "image type",
          "component",
          "echo time",
          "echo",
          "time point",
          "inversion time",
          "flip angle",
          "acquisition",
          "trigger time",
          "acquisition time");

  private FrameTraits() {}

  /// One text for each of [#NAMES]; empty where the frame does not say.
  static List<String> of(Header header, FrameGroups groups) {
    Optional<Header> content = groups.item(Tag.FrameContentSequence);
    Optional<Header> diffusion = groups.item(Tag.MRDiffusionSequence);
    Optional<Header> frameType = groups.item(Tag.MRImageFrameTypeSequence);
    return List.of(
        text(content, Tag.StackID),
        bValue(header, diffusion),
        text(diffusion, Tag.DiffusionDirectionality),
        gradient(header, diffusion),
        frameType
            .map(item -> String.join("\\", item.texts(Tag.FrameType)))
            .orElseGet(() -> String.join("\\", header.texts(Tag.ImageType))),
        text(frameType, Tag.ComplexImageComponent),
        number(groups.item(Tag.MREchoSequence), Tag.EffectiveEchoTime)
            .or(() -> number(Optional.of(header), Tag.EchoTime))
            .map(ms -> ms + " ms")
            .orElse(""),
        header.text(Tag.EchoNumbers),
        firstOf(
            text(content, Tag.TemporalPositionIndex), header.text(Tag.TemporalPositionIdentifier)),
        number(Optional.of(header), Tag.InversionTime).map(ms -> ms + " ms").orElse(""),
        number(Optional.of(header), Tag.FlipAngle).orElse(""),
        firstOf(text(content, Tag.FrameAcquisitionNumber), header.text(Tag.AcquisitionNumber)),
        number(Optional.of(header), Tag.TriggerTime).orElse(""),
        firstOf(text(content, Tag.FrameAcquisitionDateTime), header.text(Tag.AcquisitionTime)));
  }

  /// Standard attribute first; else the vendor's own, whose creator must be named beside it.
  private static String bValue(Header header, Optional<Header> diffusion) {
    return number(diffusion, Tag.DiffusionBValue)
        .or(() -> number(Optional.of(header), Tag.DiffusionBValue))
        .or(() -> privateNumber(header, "SIEMENS MR HEADER", 0x0019100c))
        // GE adds 1e9 to mark where the value is from.
        .or(
            () ->
                privateNumber(header, "GEMS_PARM_01", 0x00431039)
                    .map(text -> plain(Double.parseDouble(text) % 1e9)))
        .or(() -> privateNumber(header, "Image Private Header", 0x00651009))
        .map(value -> value + " s/mm2")
        .orElse("");
  }

  private static String gradient(Header header, Optional<Header> diffusion) {
    return diffusion
        .flatMap(item -> item.item(Tag.DiffusionGradientDirectionSequence))
        .flatMap(item -> item.numbers(Tag.DiffusionGradientOrientation, 3))
        .or(() -> header.numbers(Tag.DiffusionGradientOrientation, 3))
        .or(() -> privateNumbers(header, "SIEMENS MR HEADER", 0x0019100e))
        .or(() -> privateNumbers(header, "Image Private Header", 0x00651037))
        .map(FrameTraits::vector)
        .or(() -> geGradient(header))
        .orElse("");
  }

  private static Optional<String> geGradient(Header header) {
    Optional<String> x = privateNumber(header, "GEMS_ACQU_01", 0x001910bb);
    Optional<String> y = privateNumber(header, "GEMS_ACQU_01", 0x001910bc);
    Optional<String> z = privateNumber(header, "GEMS_ACQU_01", 0x001910bd);
    if (x.isEmpty() || y.isEmpty() || z.isEmpty()) return Optional.empty();
    return Optional.of("(" + x.get() + ", " + y.get() + ", " + z.get() + ")");
  }

  private static String vector(double[] v) {
    return "(" + plain(v[0]) + ", " + plain(v[1]) + ", " + plain(v[2]) + ")";
  }

  private static Optional<String> number(Optional<Header> header, int tag) {
    return header.flatMap(item -> item.number(tag)).map(FrameTraits::plain);
  }

  private static String text(Optional<Header> header, int tag) {
    return header.map(item -> item.text(tag)).orElse("");
  }

  private static String firstOf(String first, String second) {
    return first.isEmpty() ? second : first;
  }

  /// A private element by its creator; the block in `tag` is where the creator usually reserves it.
  private static Optional<String> privateNumber(Header header, String creator, int tag) {
    Attributes attributes = header.attributes();
    try {
      if (!attributes.containsValue(creator, tag & 0xffff00ff)) return Optional.empty();
      String text = attributes.getString(creator, tag & 0xffff00ff);
      return text == null ? Optional.empty() : Optional.of(plain(Double.parseDouble(text.strip())));
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<double[]> privateNumbers(Header header, String creator, int tag) {
    try {
      double[] values = header.attributes().getDoubles(creator, tag & 0xffff00ff);
      if (values == null || values.length != 3) return Optional.empty();
      return Arrays.stream(values).allMatch(Double::isFinite)
          ? Optional.of(values)
          : Optional.empty();
    } catch (RuntimeException malformed) {
      return Optional.empty();
    }
  }

  private static String plain(double value) {
    if (value == 0) return "0";
    return BigDecimal.valueOf(value).round(new MathContext(6)).stripTrailingZeros().toPlainString();
  }
}
