package health.cairn.sample;

import health.cairn.imaging.dicom.DicomUid;
import java.time.LocalDate;
import java.time.LocalDateTime;

/// Who the synthetic patient is, and the names that images and record share.
///
/// @param seed what everything follows from
record SampleIdentity(long seed) {
  static final String FHIR_ID = "cairn-sample-0001";
  static final String PATIENT_ID = "CAIRN-0001";
  static final String FAMILY_NAME = "Synthetic";
  static final String GIVEN_NAME = "Helena";
  static final LocalDate BIRTH_DATE = LocalDate.of(1972, 4, 18);
  static final LocalDateTime SCANNED = LocalDateTime.of(2026, 10, 19, 9, 42);
  static final String STUDY_DESCRIPTION = "MR brain without and with contrast";
  static final String ACCESSION = "SYN-261019-01";

  String studyUid() {
    return uid("study");
  }

  String seriesUid(String role) {
    return uid("series/" + role);
  }

  String frameOfReferenceUid() {
    return uid("frame of reference");
  }

  String uid(String what) {
    return DicomUid.named("cairn sample patient/" + seed + "/" + what);
  }
}
