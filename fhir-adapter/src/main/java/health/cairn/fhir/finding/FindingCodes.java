package health.cairn.fhir.finding;

import health.cairn.fhir.Code;

/// The codes and names findings are written with. Concepts of public terminologies come first; our own
/// stand where none says it.
public final class FindingCodes {
  static final String BASE = "https://cairn.health/fhir/";

  /// `meta.tag` that makes an Observation a finding of ours, and holds its [FindingStatus].
  public static final String STATUS = BASE + "CodeSystem/finding-status";

  static final String PART = BASE + "CodeSystem/finding-part";
  static final String CATEGORY = BASE + "CodeSystem/tumour-category";
  static final String KEY_SLICE = BASE + "StructureDefinition/key-slice";
  static final String DIGEST = BASE + "StructureDefinition/sha-256";
  static final String MODEL_SHA256 = BASE + "model-sha-256";
  static final String ACCOUNT = BASE + "account";

  /// R4 imagingstudy.html: DICOM UIDs as identifiers.
  static final String DICOM_UID = "urn:dicom:uid";

  /// DICOM PS3.16 CID 7472, as in our DICOM SR.
  static final Code VOLUME = Code.snomed("118565006", "Volume");

  static final Code TUMOUR_VOLUME = Code.snomed("258261001", "Tumor volume");

  /// The pair mCODE's tumor size uses.
  static final Code LONGEST = Code.loinc("33728-7", "Size.maximum dimension in Tumor");

  static final Code PERPENDICULAR = Code.loinc("33729-5", "Size additional dimension in Tumor");
  static final Code VOLUME_95 = new Code(PART, "volume-95", "95 % interval of the volume");
  static final Code TO_TUMOUR =
      new Code(
          PART, "distance-to-tumour", "Smallest distance between the surfaces of organ and tumour");
  static final Code UNCERTAINTY = new Code(PART, "uncertainty", "Uncertainty of the model, 0 to 1");
  static final Code TUMOUR_TYPE = new Code(PART, "tumour-type", "Tumour type");
  static final Code HEAD = Code.snomed("69536005", "Head structure");
  static final Code BRAIN = Code.snomed("12738006", "Brain structure");
  static final Code IMAGING_STUDY = Code.loinc("18748-4", "Diagnostic imaging study");

  private FindingCodes() {}
}
