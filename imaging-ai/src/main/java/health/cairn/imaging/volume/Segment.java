package health.cairn.imaging.volume;

import java.util.regex.Pattern;

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
  public record Code(String value, String scheme, String meaning) {
    private static final Pattern DISEASE =
        Pattern.compile(
            "neoplasm|tumou?r|oma\\b|metasta|malignan|\\bmass\\b|lesion|o?edema|necro|cyst|abnormal|enhanc"
                + "|infarct|ha?emorrhage|abscess",
            Pattern.CASE_INSENSITIVE);

    /// Whether it is disease, by the words of its meaning; else it is anatomy (the categories of PS3.16
    /// CID 7150).
    public boolean disease() {
      return DISEASE.matcher(meaning).find();
    }
  }
}
