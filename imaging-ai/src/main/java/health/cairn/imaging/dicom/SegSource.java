package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;

/// What objects drawn on a series take over from it.
final class SegSource {
  private SegSource() {}

  /// @throws ImagingException REFUSED where it has no place in the patient
  static void requirePlace(SeriesVolumes.Stack stack) throws ImagingException {
    String missing =
        !stack.spacingKnown()
            ? "spacing"
            : !stack.orientationKnown()
                ? "orientation"
                : stack.volume().grid().frameOfReferenceUid().isEmpty() ? "frame of reference" : "";
    if (!missing.isEmpty()) {
      throw new ImagingException(
          Kind.REFUSED,
          "The series has no "
              + missing
              + ": what is drawn on it would have no place in the patient");
    }
  }

  /// Patient and study as the source has them, in its own character set.
  static void takeOver(Series source, Attributes object) throws ImagingException {
    int[] tags = {
      Tag.SpecificCharacterSet,
      Tag.StudyDate,
      Tag.StudyTime,
      Tag.AccessionNumber,
      Tag.ReferringPhysicianName,
      Tag.StudyDescription,
      Tag.PatientName,
      Tag.PatientID,
      Tag.PatientBirthDate,
      Tag.PatientSex,
      Tag.PatientAge,
      Tag.StudyInstanceUID,
      Tag.StudyID
    };
    Attributes header =
        ObjectParser.parse(
            source.instances().getFirst().source(), (parsed, in) -> parsed.header().attributes());
    object.addSelected(header, tags);
    // Optional there: an age that is none by PS3.5 6.2 ("42") is not carried on.
    if (!object.getString(Tag.PatientAge, "").matches("\\d{3}[DWMY]")) {
      object.remove(Tag.PatientAge);
    }
    VR[] types = {VR.DA, VR.TM, VR.SH, VR.PN, VR.PN, VR.LO, VR.DA, VR.CS, VR.SH};
    int[] mandatory = {
      Tag.StudyDate,
      Tag.StudyTime,
      Tag.AccessionNumber,
      Tag.ReferringPhysicianName,
      Tag.PatientName,
      Tag.PatientID,
      Tag.PatientBirthDate,
      Tag.PatientSex,
      Tag.StudyID
    };
    for (int i = 0; i < mandatory.length; i++) {
      if (!object.contains(mandatory[i])) object.setNull(mandatory[i], types[i]);
    }
  }
}
