package health.cairn.imaging.explain;

import health.cairn.imaging.slice.Raster;

/// How far a map lies where the tumour is outlined. Agreement is no proof that the classifier was
/// right for the right reason, and disagreement may be the outline's fault.
///
/// @param pointing whether the brightest pixel lies inside the outline (pointing game; Zhang et al.
///   2018)
/// @param energyInside share of the map's positive values inside the outline, 0..1 (Wang et al. 2020)
/// @param areaShare share of the image inside the outline: the energy of a map without meaning
/// @param iou of the outline and as many of the map's brightest pixels, 0..1
public record MaskAgreement(boolean pointing, double energyInside, double areaShare, double iou) {
  private static final double INSIDE = 0.5;

  /// @param mask inside from 0.5 up; not empty
  public static MaskAgreement of(Raster map, Raster mask) {
    if (!map.sameSizeAs(mask)) {
      throw new IllegalArgumentException("a map of another size than the outline");
    }
    int inside = 0;
    double energy = 0;
    double energyInside = 0;
    for (int i = 0; i < mask.count(); i++) {
      double value = Math.max(0, map.at(i));
      energy += value;
      if (mask.at(i) >= INSIDE) {
        inside++;
        energyInside += value;
      }
    }
    if (inside == 0) {
      throw new IllegalArgumentException("an empty outline");
    }
    int[] order = map.brightestFirst();
    int common = 0;
    for (int i = 0; i < inside; i++) {
      common += mask.at(order[i]) >= INSIDE ? 1 : 0;
    }
    return new MaskAgreement(
        mask.at(order[0]) >= INSIDE,
        energy == 0 ? 0 : energyInside / energy,
        inside / (double) mask.count(),
        common / (double) (2 * inside - common));
  }
}
