package health.cairn.sample;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.volume.Mask;
import health.cairn.sample.phantom.Examination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A person who does not exist: an MR examination of a head with a tumour, and five
/// years of medical record that lead to it. Everything follows from a seed; nothing was taken from data of
/// patients.
public final class SamplePatient {
  /// The seed of the patient that the program carries.
  public static final long BUNDLED_SEED = 20261122L;

  /// Patient ID in the images, medical record number in the record.
  public static final String PATIENT_ID = SampleIdentity.PATIENT_ID;

  private final SampleIdentity identity;
  private final Examination examination;

  private SamplePatient(SampleIdentity identity, Examination examination) {
    this.identity = identity;
    this.examination = examination;
  }

  /// Makes the patient. Takes seconds on all processors; needs about 200 MB.
  public static SamplePatient generate(long seed) {
    SampleIdentity identity = new SampleIdentity(seed);
    return new SamplePatient(identity, Examination.of(seed, identity.frameOfReferenceUid()));
  }

  /// The examination with its volumes, as the DICOM files hold them.
  public Examination examination() {
    return examination;
  }

  public String studyInstanceUid() {
    return identity.studyUid();
  }

  /// Where the tumour is, on the grid of the contrast series: enhancing rim and core, without oedema.
  public Mask tumour() {
    return examination.tumour();
  }

  /// Writes `dicom/<series>/*.dcm`, `fhir/patient.json`, and what only the generator knows:
  /// `truth/tumour.nii` and `truth/truth.json`. The same seed gives the same bytes.
  ///
  /// @param folder made where it does not exist; files of the same names are replaced
  public void writeTo(Path folder) throws SampleException {
    try {
      DicomExport.write(examination, identity, folder.resolve("dicom"));
      Path fhir = Files.createDirectories(folder.resolve("fhir"));
      Files.writeString(fhir.resolve("patient.json"), fhirBundle(), StandardCharsets.UTF_8);
      Truth.write(examination, Files.createDirectories(folder.resolve("truth")));
    } catch (ImagingException | IOException e) {
      throw new SampleException("The sample patient cannot be written to " + folder, e);
    }
  }

  /// The record as one R4 transaction bundle. Its last imaging study is this examination.
  public String fhirBundle() {
    return FhirExport.bundle(examination, identity);
  }

  /// The patient of [#BUNDLED_SEED] as it was made when the program was built: a ZIP of `dicom/` and `fhir/`, as [#writeTo] lays them out. The caller closes it.
  public static InputStream bundledZip() throws SampleException {
    return bundled("patient.zip");
  }

  /// What is true of the bundled patient's images: a ZIP of `truth/`. The caller closes it.
  public static InputStream bundledTruthZip() throws SampleException {
    return bundled("truth.zip");
  }

  private static InputStream bundled(String name) throws SampleException {
    InputStream in = SamplePatient.class.getResourceAsStream(name);
    if (in == null) {
      throw new SampleException("This program was built without its sample patient");
    }
    return in;
  }
}
