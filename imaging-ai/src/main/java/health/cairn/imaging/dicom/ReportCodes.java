package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Segment.Code;

/// The coded concepts that measurement reports use (DICOM PS3.16).
public final class ReportCodes {
  public static final Code VOLUME = new Code("118565006", "SCT", "Volume");

  /// The longest diameter in one slice.
  public static final Code LONG_AXIS = new Code("103339001", "SCT", "Long axis");

  /// The longest extent at right angles to the long axis, in the same slice.
  public static final Code PERPENDICULAR_AXIS = new Code("131189007", "SCT", "Perpendicular Axis");

  /// How the volume is made of the voxels.
  public static final Code SUM_OF_VOXELS =
      new Code("126030", "DCM", "Sum of segmented voxel method for volume");

  public static final Code MILLILITRE = new Code("ml", "UCUM", "milliliter");
  public static final Code MILLIMETRE = new Code("mm", "UCUM", "millimeter");
  public static final Code PERCENT = new Code("%", "UCUM", "percent");
  public static final Code RATIO = new Code("1", "UCUM", "no units");

  public static final Code BRAIN = new Code("12738006", "SCT", "Brain");

  /// The standard has none for these.
  public static final Code DISTANCE_TO_TUMOUR =
      new Code("tumour-distance", "99CAIRN", "Minimum surface distance to tumour");

  public static final Code MEAN_ENTROPY =
      new Code("mean-entropy", "99CAIRN", "Mean entropy of the outline's probability");

  /// What part of the mean entropy several networks make by answering differently.
  public static final Code MEAN_DISAGREEMENT =
      new Code("mean-disagreement", "99CAIRN", "Mean mutual information of the networks' answers");

  public static final Code ABNORMAL =
      new Code("49755003", "SCT", "Morphologically Abnormal Structure");

  private ReportCodes() {}

  static Code dcm(String value, String meaning) {
    return new Code(value, "DCM", meaning);
  }

  static Code snomed(String value, String meaning) {
    return new Code(value, "SCT", meaning);
  }
}
