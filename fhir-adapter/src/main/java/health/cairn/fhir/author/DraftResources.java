package health.cairn.fhir.author;

import health.cairn.fhir.Code;
import health.cairn.fhir.r4.R4Types;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/// The resource of each draft.
final class DraftResources {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private final String patient;
  private final Map<String, String> references;

  DraftResources(String patient, Map<String, String> references) {
    this.patient = patient;
    this.references = references;
  }

  static String type(Draft draft) {
    return switch (draft) {
      case Draft.EncounterDraft e -> "Encounter";
      case Draft.ConditionDraft c -> "Condition";
      case Draft.LabDraft l -> "Observation";
      case Draft.VitalDraft v -> "Observation";
      case Draft.BloodPressureDraft b -> "Observation";
      case Draft.MedicationDraft m -> "MedicationStatement";
      case Draft.ProcedureDraft p -> "Procedure";
      case Draft.ImagingDraft i -> "ImagingStudy";
      case Draft.ReportDraft r -> "DiagnosticReport";
      case Draft.ImmunizationDraft i -> "Immunization";
      case Draft.AllergyDraft a -> "AllergyIntolerance";
    };
  }

  Resource of(Draft draft) {
    return switch (draft) {
      case Draft.EncounterDraft e -> encounter(e);
      case Draft.ConditionDraft c -> condition(c);
      case Draft.LabDraft l -> lab(l);
      case Draft.VitalDraft v -> vital(v);
      case Draft.BloodPressureDraft b -> bloodPressure(b);
      case Draft.MedicationDraft m -> medication(m);
      case Draft.ProcedureDraft p -> procedure(p);
      case Draft.ImagingDraft i -> imaging(i);
      case Draft.ReportDraft r -> report(r);
      case Draft.ImmunizationDraft i -> immunization(i);
      case Draft.AllergyDraft a -> allergy(a);
    };
  }

  private Encounter encounter(Draft.EncounterDraft draft) {
    Encounter encounter = new Encounter();
    encounter.setStatus(Encounter.EncounterStatus.FINISHED);
    String actCode = TERMINOLOGY + "v3-ActCode";
    encounter.setClass_(
        switch (draft.encounterClass()) {
          case AMBULATORY -> new Coding(actCode, "AMB", "ambulatory");
          case EMERGENCY -> new Coding(actCode, "EMER", "emergency");
          case INPATIENT -> new Coding(actCode, "IMP", "inpatient encounter");
        });
    encounter.addType(R4Types.concept(draft.type()));
    encounter.setSubject(new Reference(patient));
    encounter.setPeriod(period(draft.start(), draft.end()));
    if (!draft.practitioner().isEmpty()) {
      encounter
          .addParticipant()
          .setIndividual(new Reference().setType("Practitioner").setDisplay(draft.practitioner()));
    }
    return encounter;
  }

  private Condition condition(Draft.ConditionDraft draft) {
    Condition condition = new Condition();
    condition.setClinicalStatus(
        R4Types.hl7("condition-clinical", draft.end().isPresent() ? "resolved" : "active"));
    condition.setVerificationStatus(R4Types.hl7("condition-ver-status", "confirmed"));
    condition.addCategory(R4Types.hl7("condition-category", "encounter-diagnosis"));
    condition.setCode(R4Types.concept(draft.code()));
    condition.setSubject(new Reference(patient));
    link(draft).ifPresent(condition::setEncounter);
    condition.setOnset(new DateTimeType(draft.onset().toString()));
    draft.end().ifPresent(end -> condition.setAbatement(new DateTimeType(end.toString())));
    return condition;
  }

  private Observation lab(Draft.LabDraft draft) {
    Observation lab = observation(draft, "laboratory", draft.code(), draft.taken());
    lab.setValue(R4Types.quantity(draft.value(), draft.unit()));
    draft
        .reference()
        .ifPresent(
            range ->
                lab.addReferenceRange()
                    .setLow(R4Types.quantity(range.low(), draft.unit()))
                    .setHigh(R4Types.quantity(range.high(), draft.unit())));
    return lab;
  }

  private Observation vital(Draft.VitalDraft draft) {
    Observation vital = observation(draft, "vital-signs", draft.code(), draft.taken());
    vital.setValue(R4Types.quantity(draft.value(), draft.unit()));
    return vital;
  }

  private Observation bloodPressure(Draft.BloodPressureDraft draft) {
    Code panel = Code.loinc("85354-9", "Blood pressure panel with all children optional");
    Observation pressure = observation(draft, "vital-signs", panel, draft.taken());
    pressure
        .addComponent()
        .setCode(R4Types.concept(Code.loinc("8480-6", "Systolic blood pressure")))
        .setValue(R4Types.quantity(draft.systolic(), "mm[Hg]"));
    pressure
        .addComponent()
        .setCode(R4Types.concept(Code.loinc("8462-4", "Diastolic blood pressure")))
        .setValue(R4Types.quantity(draft.diastolic(), "mm[Hg]"));
    return pressure;
  }

  private Observation observation(
      Draft draft, String category, Code code, OffsetDateTime effective) {
    Observation observation = new Observation();
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.addCategory(R4Types.hl7("observation-category", category));
    observation.setCode(R4Types.concept(code));
    observation.setSubject(new Reference(patient));
    link(draft).ifPresent(observation::setEncounter);
    observation.setEffective(dateTime(effective));
    observation.setIssuedElement(new InstantType(text(effective)));
    return observation;
  }

  private MedicationStatement medication(Draft.MedicationDraft draft) {
    MedicationStatement medication = new MedicationStatement();
    medication.setStatus(
        draft.end().isPresent()
            ? MedicationStatement.MedicationStatementStatus.COMPLETED
            : MedicationStatement.MedicationStatementStatus.ACTIVE);
    medication.setMedication(R4Types.concept(draft.medication()));
    medication.setSubject(new Reference(patient));
    link(draft).ifPresent(medication::setContext);
    Period period = new Period();
    period.setStartElement(new DateTimeType(draft.start().toString()));
    draft.end().ifPresent(end -> period.setEndElement(new DateTimeType(end.toString())));
    medication.setEffective(period);
    if (!draft.dosage().isEmpty()) {
      medication.addDosage().setText(draft.dosage());
    }
    return medication;
  }

  private Procedure procedure(Draft.ProcedureDraft draft) {
    Procedure procedure = new Procedure();
    procedure.setStatus(Procedure.ProcedureStatus.COMPLETED);
    procedure.setCode(R4Types.concept(draft.code()));
    procedure.setSubject(new Reference(patient));
    link(draft).ifPresent(procedure::setEncounter);
    procedure.setPerformed(period(draft.start(), draft.end()));
    if (!draft.note().isEmpty()) {
      procedure.addNote().setText(draft.note());
    }
    return procedure;
  }

  private ImagingStudy imaging(Draft.ImagingDraft draft) {
    ImagingStudy study = new ImagingStudy();
    study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    study.addIdentifier(
        new Identifier()
            .setSystem("urn:dicom:uid")
            .setValue("urn:oid:" + draft.studyInstanceUid()));
    Coding modality =
        new Coding()
            .setSystem("http://dicom.nema.org/resources/ontology/DCM")
            .setCode(draft.modality());
    study.addModality(modality);
    study.setSubject(new Reference(patient));
    link(draft).ifPresent(study::setEncounter);
    study.setStartedElement(dateTime(draft.started()));
    study.setDescription(draft.description());
    int instances = 0;
    for (Draft.SeriesDraft series : draft.series()) {
      study
          .addSeries()
          .setUid(series.seriesInstanceUid())
          .setNumber(series.number())
          .setModality(modality.copy())
          .setDescription(series.description())
          .setNumberOfInstances(series.instances());
      instances += series.instances();
    }
    study.setNumberOfSeries(draft.series().size()).setNumberOfInstances(instances);
    return study;
  }

  private DiagnosticReport report(Draft.ReportDraft draft) {
    DiagnosticReport report = new DiagnosticReport();
    report.setStatus(DiagnosticReport.DiagnosticReportStatus.FINAL);
    report.addCategory(R4Types.hl7("v2-0074", draft.category()));
    report.setCode(R4Types.concept(draft.code()));
    report.setSubject(new Reference(patient));
    link(draft).ifPresent(report::setEncounter);
    report.setEffective(dateTime(draft.issued()));
    report.setIssuedElement(new InstantType(text(draft.issued())));
    report.setConclusion(draft.conclusion());
    draft.results().forEach(key -> report.addResult(to(key)));
    draft.imaging().ifPresent(key -> report.addImagingStudy(to(key)));
    return report;
  }

  private Immunization immunization(Draft.ImmunizationDraft draft) {
    Immunization immunization = new Immunization();
    immunization.setStatus(Immunization.ImmunizationStatus.COMPLETED);
    immunization.setVaccineCode(R4Types.concept(draft.vaccine()));
    immunization.setPatient(new Reference(patient));
    link(draft).ifPresent(immunization::setEncounter);
    immunization.setOccurrence(dateTime(draft.given()));
    return immunization;
  }

  private AllergyIntolerance allergy(Draft.AllergyDraft draft) {
    AllergyIntolerance allergy = new AllergyIntolerance();
    allergy.setClinicalStatus(R4Types.hl7("allergyintolerance-clinical", "active"));
    allergy.setVerificationStatus(R4Types.hl7("allergyintolerance-verification", "confirmed"));
    allergy.setCode(R4Types.concept(draft.substance()));
    allergy.setPatient(new Reference(patient));
    link(draft).ifPresent(allergy::setEncounter);
    allergy.setRecordedDateElement(new DateTimeType(draft.recorded().toString()));
    if (!draft.reaction().isEmpty()) {
      allergy.addReaction().addManifestation(new CodeableConcept().setText(draft.reaction()));
    }
    return allergy;
  }

  private Optional<Reference> link(Draft draft) {
    return draft.encounter().map(this::to);
  }

  private Reference to(String key) {
    String reference = references.get(key);
    if (reference == null) {
      throw new IllegalArgumentException("no draft has the key " + key);
    }
    return new Reference(reference);
  }

  private static Period period(OffsetDateTime start, OffsetDateTime end) {
    Period period = new Period();
    period.setStartElement(dateTime(start));
    period.setEndElement(dateTime(end));
    return period;
  }

  private static DateTimeType dateTime(OffsetDateTime time) {
    return new DateTimeType(text(time));
  }

  private static String text(OffsetDateTime time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX").format(time);
  }
}
