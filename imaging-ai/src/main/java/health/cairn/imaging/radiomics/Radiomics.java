package health.cairn.imaging.radiomics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.ObjDoubleConsumer;

/// Radiomic features of a region, by the definitions of the Image Biomarker Standardisation Initiative
/// (Zwanenburg et al., Radiology 2020;295:328-338, and the IBSI reference manual) and with the names,
/// defaults and aggregation of PyRadiomics 3 (van Griethuysen et al., Cancer Res 2017;77:e104-e107):
/// `original_glcm_JointEntropy`. A region one slice thick is measured in its plane (PyRadiomics'
/// `force2D`, shape2D), any other in space. `docs/decisions/0020` says where the two sources differ.
///
/// Pure functions: any thread, no state. Memory grows with the square of the grey levels.
public final class Radiomics {
  private Radiomics() {}

  /// @return every feature by its full name, in a fixed order; all values are finite
  public static Map<String, Double> features(Region region, Binning binning) {
    Levels levels = Levels.of(region, binning);
    Map<String, Double> features = new LinkedHashMap<>();
    add(features, "firstorder", levels, FirstOrder::write);
    add(features, "glcm", levels, Glcm::write);
    add(features, "glrlm", levels, Glrlm::write);
    add(features, "glszm", levels, Glszm::write);
    add(features, "gldm", levels, Gldm::write);
    add(features, "ngtdm", levels, Ngtdm::write);
    if (region.size(2) == 1) {
      add(features, "shape2D", region, Shape2D::write);
    } else {
      add(features, "shape", region, Shape3D::write);
    }
    return Collections.unmodifiableMap(features);
  }

  /// First-order features only, under a prefix of the caller's.
  static void firstOrder(
      Map<String, Double> features, String prefix, Region region, Binning binning) {
    FirstOrder.write(
        Levels.of(region, binning), (name, value) -> features.put(prefix + name, value));
  }

  private static <T> void add(
      Map<String, Double> features,
      String family,
      T source,
      BiConsumer<T, ObjDoubleConsumer<String>> writer) {
    writer.accept(source, (name, value) -> features.put("original_" + family + "_" + name, value));
  }
}
