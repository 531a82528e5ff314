package health.cairn.imaging.radiomics;

import java.util.Map;

/// Names of features in a reader's words.
final class FeatureWords {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("head_LateralOffset", "distance from the head's middle to the side (1 = edge)"),
          Map.entry("head_HeightOffset", "height in the picture (-1 top, 1 bottom of the head)"),
          Map.entry("head_RadialOffset", "distance from the head's centre (1 = edge)"),
          Map.entry("head_TopOffset", "height of its upper end (-1 top, 1 bottom of the head)"),
          Map.entry("head_BottomOffset", "height of its lower end (-1 top, 1 bottom of the head)"),
          Map.entry("head_SurfaceDistanceMm", "distance to the head's surface in mm"),
          Map.entry("head_AreaShare", "share of the head's area"),
          Map.entry("head_Aspect", "width of the head to its height on this slice"),
          Map.entry("head_HalfWidthMm", "half the head's width on this slice in mm"),
          Map.entry("head_HalfHeightMm", "half the head's height on this slice in mm"),
          Map.entry("head_MirrorCorrelation", "likeness of the slice's two halves"),
          Map.entry("rim_EdgeMean", "brightness of its outer 3 pixels"),
          Map.entry("rim_CoreMean", "brightness of its core"),
          Map.entry("rim_EdgeMinusCore", "how much brighter its edge is than its core"),
          Map.entry("rim_InsideMinusNear", "how much brighter it is than the tissue next to it"),
          Map.entry("rim_InsideMinusFar", "how much brighter it is than the tissue around it"),
          Map.entry("rim_InsideMinusHead", "how much brighter it is than the rest of the head"));

  private static final Map<String, String> FAMILIES =
      Map.of(
          "original_firstorder_", "brightness",
          "original_glcm_", "texture by neighbouring grey levels",
          "original_glrlm_", "texture by runs of a grey level",
          "original_glszm_", "texture by zones of a grey level",
          "original_gldm_", "texture by like neighbours",
          "original_ngtdm_", "texture by local differences",
          "original_shape2D_", "size and form",
          "rim_near_", "brightness of the tissue next to it",
          "rim_far_", "brightness of the tissue around it");

  private FeatureWords() {}

  static String of(String feature) {
    String known = KNOWN.get(feature);
    if (known != null) {
      return known;
    }
    return FAMILIES.entrySet().stream()
        .filter(family -> feature.startsWith(family.getKey()))
        .findFirst()
        .map(
            family ->
                family.getValue() + ", " + spaced(feature.substring(family.getKey().length())))
        .orElse(feature);
  }

  /// "GrayLevelNonUniformity" as "gray level non uniformity".
  private static String spaced(String camel) {
    return camel.replaceAll("(?<=[a-z])(?=[A-Z0-9])", " ").toLowerCase(java.util.Locale.ROOT);
  }
}
