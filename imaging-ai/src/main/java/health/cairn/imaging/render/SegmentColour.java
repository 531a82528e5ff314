package health.cairn.imaging.render;

import health.cairn.imaging.volume.Segment;
import java.util.Locale;

/// What colour a segment has on the screen, by what it is; always the same.
public enum SegmentColour {
  CORE(0xD55E00),
  WHOLE_TUMOUR(0xF0E442),
  /// What takes up contrast agent, where a model tells it from the core that holds it.
  ENHANCING(0xCC79A7),
  ORGAN(0x56B4E9),
  /// The second part of an organ that has parts.
  ORGAN_BEHIND(0x0072B2),
  ORGAN_THIRD(0x009E73);

  private static final SegmentColour[] ORGANS = {ORGAN, ORGAN_BEHIND, ORGAN_THIRD};

  private final int rgb;

  SegmentColour(int rgb) {
    this.rgb = rgb;
  }

  /// 0xRRGGBB
  public int rgb() {
    return rgb;
  }

  /// By coded concept first, by the reader's label where the code does not decide: both compartments of
  /// a tumour are neoplasms.
  public static SegmentColour of(Segment segment) {
    boolean whole = segment.label().toLowerCase(Locale.ROOT).startsWith("whole");
    if (whole && segment.code().disease()) {
      return WHOLE_TUMOUR;
    }
    return switch (segment.code().value()) {
      case "C113842" -> ENHANCING; // NCIt: enhancing lesion
      case "5366008" -> byWords(segment.label()); // SCT: hippocampus, of which models outline parts
      case "79654002", "423827005" -> WHOLE_TUMOUR; // SCT: oedema, peritumoural
      case "86049000", "108369006", "4147007", "6574001", "113842" -> CORE;
      default ->
          segment.code().disease()
              ? byWords(segment.label() + " " + segment.code().meaning())
              : organ(segment);
    };
  }

  /// One of three by the code, so that organs which lie together mostly differ; what is no anatomy by its
  /// label either, as the label says.
  private static SegmentColour organ(Segment segment) {
    SegmentColour words = byWords(segment.label());
    return words == ORGAN
        ? ORGANS[Math.floorMod(segment.code().value().hashCode(), ORGANS.length)]
        : words;
  }

  private static SegmentColour byWords(String words) {
    String text = words.toLowerCase(Locale.ROOT);
    if (text.contains("whole tumo") || text.contains("edema") || text.contains("oedema")) {
      return WHOLE_TUMOUR;
    }
    boolean tumour =
        text.contains("tumo")
            || text.contains("neoplasm")
            || text.contains("enhanc")
            || text.contains("lesion")
            || text.contains("necro")
            || text.contains("core");
    if (tumour) {
      return CORE;
    }
    return text.contains("posterior") ? ORGAN_BEHIND : ORGAN;
  }
}
