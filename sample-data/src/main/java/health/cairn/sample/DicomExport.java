package health.cairn.sample;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.render.Window;
import health.cairn.sample.phantom.Examination;
import health.cairn.sample.phantom.MrSequence;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Writes the examination as MR images, one folder per series.
final class DicomExport {
  private DicomExport() {}

  static void write(Examination examination, SampleIdentity identity, Path folder)
      throws ImagingException {
    for (Examination.Acquired acquired : examination.series()) {
      MrSequence sequence = acquired.sequence();
      String name = String.format(Locale.ROOT, "%02d-%s", sequence.number(), sequence.role());
      new SeriesWriter()
          .write(
              acquired.volume(),
              study(identity),
              series(sequence, identity),
              folder.resolve(name),
              Progress.NONE);
    }
  }

  private static MrStudyHeader study(SampleIdentity identity) {
    return new MrStudyHeader(
        SampleIdentity.PATIENT_ID,
        SampleIdentity.FAMILY_NAME,
        SampleIdentity.GIVEN_NAME,
        SampleIdentity.BIRTH_DATE,
        "F",
        identity.studyUid(),
        SampleIdentity.SCANNED,
        SampleIdentity.STUDY_DESCRIPTION,
        SampleIdentity.ACCESSION);
  }

  private static MrSeriesHeader series(MrSequence sequence, SampleIdentity identity) {
    boolean train = sequence.repetitionMs() > 2000;
    return new MrSeriesHeader(
        identity.seriesUid(sequence.role()),
        sequence.number(),
        sequence.description(),
        sequence.inverts() ? "SE\\IR" : "SE",
        train ? "SK\\SP" : "SP",
        sequence.inverts() ? "*tir2d" : train ? "*tse2d" : "*se2d",
        sequence.repetitionMs(),
        sequence.echoMs(),
        sequence.inverts() ? Optional.of(sequence.inversionMs()) : Optional.empty(),
        train ? 150 : 90,
        MrSequence.FIELD_STRENGTH_TESLA,
        sequence.contrast() ? Optional.of("Gadolinium, synthetic") : Optional.empty(),
        Optional.of(new Window(sequence.windowTop() / 2, sequence.windowTop())),
        "Cairn synthetic",
        "Phantom 1",
        true);
  }
}
