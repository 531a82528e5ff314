package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import java.util.Optional;
import org.aoju.bus.image.Tag;

/// What made an image: enough to notice that a site has another scanner, too little to find a patient by.
///
/// @param manufacturer (0008,0070), or empty
/// @param fieldStrengthT (0018,0087) in tesla
public record Scanner(String manufacturer, Optional<Double> fieldStrengthT) {

  /// Reads one object's header. In enhanced objects the field strength stands at the top too.
  ///
  /// @throws ImagingException REFUSED when the object cannot be read
  public static Scanner of(Instance instance) throws ImagingException {
    return ObjectParser.parse(
        instance.source(),
        (parsed, in) ->
            new Scanner(
                parsed.header().text(Tag.Manufacturer),
                parsed.header().number(Tag.MagneticFieldStrength)));
  }
}
