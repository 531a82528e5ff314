package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.nifti.NiftiVolume;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;

/// A NIfTI volume as ours: in LPS instead of RAS, and with 16-bit samples over its own range. All that lies on
/// one grid of a data set lies in one space, which these files have no name for.
final class PlacedVolume {
  private static final int STEPS = 65_535;

  /// A root of UUIDs (DICOM PS3.5 B.2), for the zero of them.
  private static final String SPACE = "2.25.0";

  private PlacedVolume() {}

  /// @throws ImagingException `REFUSED` when the file does not place its voxels in the patient
  static Volume of(NiftiVolume nifti) throws ImagingException {
    if (nifti.placement() == NiftiVolume.Placement.NONE) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The volume does not say how it lies in the patient (no sform, no qform).");
    }
    Grid grid =
        new Grid(
            nifti.size(0),
            nifti.size(1),
            nifti.size(2),
            new Affine(lps(nifti, 3), lps(nifti, 0), lps(nifti, 1), lps(nifti, 2)),
            SPACE);
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    boolean whole = true;
    for (int i = 0; i < nifti.voxels(); i++) {
      float value = nifti.at(i);
      low = Math.min(low, value);
      high = Math.max(high, value);
      whole &= value == Math.rint(value);
    }
    // Whole numbers that fit are kept as they are.
    double slope =
        high == low || (whole && (double) high - low <= STEPS) ? 1 : ((double) high - low) / STEPS;
    short[] stored = new short[nifti.voxels()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (short) Math.round((nifti.at(i) - (double) low) / slope);
    }
    return Volume.owning(grid, stored, false, slope, low);
  }

  private static PatientPoint lps(NiftiVolume nifti, int column) {
    return new PatientPoint(
        -nifti.toRas(0, column), -nifti.toRas(1, column), nifti.toRas(2, column));
  }
}
