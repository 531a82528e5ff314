package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import org.aoju.bus.image.Tag;

/// Whether an image says that text stands in its pixels: then they may name the patient.
public final class BurnedIn {
  private BurnedIn() {}

  /// Burned In Annotation (0028,0301) is YES.
  ///
  /// @throws ImagingException REFUSED when the object cannot be read
  public static boolean said(Instance instance) throws ImagingException {
    return ObjectParser.parse(
        instance.source(),
        (parsed, in) -> parsed.header().text(Tag.BurnedInAnnotation).equals("YES"));
  }
}
