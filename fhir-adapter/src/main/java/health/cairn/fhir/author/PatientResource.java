package health.cairn.fhir.author;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;

/// The Patient resource of a draft.
final class PatientResource {
  private PatientResource() {}

  static Patient of(PatientDraft draft) {
    Patient patient = new Patient();
    patient.setId(draft.id());
    patient
        .addIdentifier()
        .setUse(Identifier.IdentifierUse.USUAL)
        .setType(
            new CodeableConcept()
                .addCoding(
                    new Coding(
                        "http://terminology.hl7.org/CodeSystem/v2-0203",
                        "MR",
                        "Medical record number")))
        .setSystem("https://cairn.health/fhir/medical-record-number")
        .setValue(draft.medicalRecordNumber());
    HumanName name = patient.addName().setUse(HumanName.NameUse.OFFICIAL).setFamily(draft.family());
    draft.given().forEach(name::addGiven);
    patient.setGender(
        switch (draft.sex()) {
          case FEMALE -> AdministrativeGender.FEMALE;
          case MALE -> AdministrativeGender.MALE;
          case OTHER -> AdministrativeGender.OTHER;
          case UNKNOWN -> AdministrativeGender.UNKNOWN;
        });
    patient.setBirthDateElement(new DateType(draft.birthDate().toString()));
    return patient;
  }
}
