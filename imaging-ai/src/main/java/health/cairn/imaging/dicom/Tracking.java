package health.cairn.imaging.dicom;

/// What one thing is called across the objects that speak of it (PS3.3 C.8.20.4.4, Tracking ID and UID;
/// the same pair stands in the segmentation and in its measurements).
///
/// @param id what people call it, at most 64 characters
public record Tracking(String id, String uid) {

  /// Of something that no earlier object spoke of.
  public static Tracking fresh(String id) {
    return new Tracking(id, DicomUid.random());
  }
}
