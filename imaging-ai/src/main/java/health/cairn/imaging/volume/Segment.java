package health.cairn.imaging.volume;

/// Labelled voxels of one volume (DICOM PS3.3 C.8.20.4: a segment has one property, coded).
///
/// @param label what a reader calls it ("Enhancing tumour")
/// @param code what it is, as a coded concept
/// @param mask where it is
public record Segment(String label, Code code, Mask mask) {

  /// A coded concept (DICOM PS3.3 section 8).
  ///
  /// @param value "86049000"
  /// @param scheme coding scheme designator: "SCT", "DCM", "UCUM"
  /// @param meaning "Neoplasm, primary"
  public record Code(String value, String scheme, String meaning) {}
}
