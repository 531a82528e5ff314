package health.cairn.imaging.dicom;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;

/// Fills the modules that written objects share (DICOM PS3.3 C.7).
final class ModuleAttributes {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss");

  private ModuleAttributes() {}

  static void study(Attributes target, MrStudyHeader study) {
    target.setString(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192");
    target.setString(Tag.PatientName, VR.PN, study.familyName() + "^" + study.givenName());
    target.setString(Tag.PatientID, VR.LO, study.patientId());
    target.setString(Tag.PatientBirthDate, VR.DA, DATE.format(study.birthDate()));
    target.setString(Tag.PatientSex, VR.CS, study.sex());
    target.setString(Tag.StudyInstanceUID, VR.UI, study.studyInstanceUid());
    date(target, Tag.StudyDate, Tag.StudyTime, study.when());
    target.setString(Tag.StudyDescription, VR.LO, study.description());
    target.setString(Tag.AccessionNumber, VR.SH, study.accessionNumber());
    target.setNull(Tag.ReferringPhysicianName, VR.PN);
    target.setNull(Tag.StudyID, VR.SH);
  }

  static void mrSeries(Attributes target, MrStudyHeader study, MrSeriesHeader series) {
    target.setString(Tag.Modality, VR.CS, "MR");
    target.setString(Tag.SeriesInstanceUID, VR.UI, series.seriesInstanceUid());
    target.setInt(Tag.SeriesNumber, VR.IS, series.number());
    target.setString(Tag.SeriesDescription, VR.LO, series.description());
    date(target, Tag.SeriesDate, Tag.SeriesTime, study.when());
    date(target, Tag.ContentDate, Tag.ContentTime, study.when());
    date(target, Tag.AcquisitionDate, Tag.AcquisitionTime, study.when());
    target.setString(Tag.BodyPartExamined, VR.CS, "HEAD");
    target.setString(Tag.PatientPosition, VR.CS, "HFS");
    target.setString(Tag.Manufacturer, VR.LO, series.manufacturer());
    target.setString(Tag.ManufacturerModelName, VR.LO, series.model());
    target.setString(
        Tag.ImageType, VR.CS, series.synthetic() ? "DERIVED" : "ORIGINAL", "PRIMARY", "OTHER");
    target.setString(Tag.ScanningSequence, VR.CS, series.scanningSequence().split("\\\\"));
    target.setString(Tag.SequenceVariant, VR.CS, series.sequenceVariant().split("\\\\"));
    target.setNull(Tag.ScanOptions, VR.CS);
    target.setString(Tag.MRAcquisitionType, VR.CS, "2D");
    if (!series.sequenceName().isEmpty()) {
      target.setString(Tag.SequenceName, VR.SH, series.sequenceName());
    }
    target.setString(Tag.RepetitionTime, VR.DS, DecimalText.of(series.repetitionTimeMs()));
    target.setString(Tag.EchoTime, VR.DS, DecimalText.of(series.echoTimeMs()));
    target.setInt(Tag.EchoTrainLength, VR.IS, 1);
    if (series.inversionTimeMs().isPresent()) {
      target.setString(
          Tag.InversionTime, VR.DS, DecimalText.of(series.inversionTimeMs().get().doubleValue()));
    }
    target.setString(Tag.FlipAngle, VR.DS, DecimalText.of(series.flipAngleDegrees()));
    target.setString(Tag.MagneticFieldStrength, VR.DS, DecimalText.of(series.fieldStrengthTesla()));
    series
        .contrastAgent()
        .ifPresent(agent -> target.setString(Tag.ContrastBolusAgent, VR.LO, agent));
    series
        .window()
        .ifPresent(
            window -> {
              target.setString(Tag.WindowCenter, VR.DS, DecimalText.of(window.center()));
              target.setString(Tag.WindowWidth, VR.DS, DecimalText.of(window.width()));
            });
    if (series.synthetic()) {
      target.setString(Tag.ImageComments, VR.LT, "Synthetic image. Not for diagnosis.");
    }
  }

  static void date(Attributes target, int dateTag, int timeTag, LocalDateTime when) {
    target.setString(dateTag, VR.DA, DATE.format(when));
    target.setString(timeTag, VR.TM, TIME.format(when));
  }
}
