package health.cairn.fhir.timeline;

import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Procedure;

/// Visits, diagnoses, operations, pictures, vaccinations, allergies.
final class CareEvents {
  private CareEvents() {}

  static RecordEvents encounter(EventMaker events, Encounter encounter) {
    Encounter.EncounterStatus status = encounter.getStatus();
    if (status == Encounter.EncounterStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == Encounter.EncounterStatus.PLANNED
        || status == Encounter.EncounterStatus.CANCELLED) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    Coding act = encounter.getClass_();
    String setting = Words.or(Words.line(act.getDisplay()), Words.line(act.getCode()));
    String title =
        Words.or(
            Words.first(encounter.getType()),
            Words.or(Words.first(encounter.getReasonCode()), Words.or(setting, "Encounter")));
    String who =
        encounter.getParticipant().stream()
            .map(p -> Words.of(p.getIndividual()))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    String detail = Words.join(", ", setting, Words.first(encounter.getReasonCode()), who);
    return events.one(
        Kind.ENCOUNTER,
        Span.of(encounter.getPeriod()),
        status != Encounter.EncounterStatus.FINISHED,
        title,
        detail);
  }

  static RecordEvents condition(EventMaker events, Condition condition) {
    if (has(condition.getVerificationStatus(), "entered-in-error")) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (has(condition.getVerificationStatus(), "refuted")) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    Optional<Span> when =
        Span.of(condition.getOnset(), condition.getRecordedDateElement())
            .map(span -> span.until(condition.getAbatement()));
    CodeableConcept clinical = condition.getClinicalStatus();
    boolean over =
        condition.hasAbatement()
            || has(clinical, "resolved")
            || has(clinical, "inactive")
            || has(clinical, "remission");
    return events.one(
        Kind.CONDITION,
        when,
        !over,
        Words.or(Words.of(condition.getCode()), "Condition"),
        Words.join(", ", code(clinical), Words.of(condition.getSeverity())));
  }

  static RecordEvents procedure(EventMaker events, Procedure procedure) {
    Procedure.ProcedureStatus status = procedure.getStatus();
    if (status == Procedure.ProcedureStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == Procedure.ProcedureStatus.NOTDONE
        || status == Procedure.ProcedureStatus.PREPARATION) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    return events.one(
        Kind.PROCEDURE,
        Span.of(procedure.getPerformed()),
        status == Procedure.ProcedureStatus.INPROGRESS,
        Words.or(Words.of(procedure.getCode()), "Procedure"),
        Words.join(
            ", ",
            Words.first(procedure.getBodySite()),
            Words.first(procedure.getReasonCode()),
            procedure.getNote().isEmpty()
                ? ""
                : Words.line(procedure.getNoteFirstRep().getText())));
  }

  static RecordEvents imagingStudy(EventMaker events, ImagingStudy study) {
    if (study.getStatus() == ImagingStudy.ImagingStudyStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (study.getStatus() == ImagingStudy.ImagingStudyStatus.CANCELLED) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    String modalities =
        study.getSeries().stream()
            .map(s -> s.getModality().getCode())
            .filter(code -> code != null)
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    int series = study.hasNumberOfSeries() ? study.getNumberOfSeries() : study.getSeries().size();
    String title =
        Words.or(
            Words.line(study.getDescription()),
            Words.or(Words.first(study.getProcedureCode()), Words.join(" ", modalities, "study")));
    return events.one(
        Kind.IMAGING,
        Span.of(study.getStartedElement()),
        false,
        title,
        Words.join(", ", modalities, series + " series"));
  }

  static RecordEvents immunization(EventMaker events, Immunization immunization) {
    if (immunization.getStatus() == Immunization.ImmunizationStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (immunization.getStatus() == Immunization.ImmunizationStatus.NOTDONE) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    return events.one(
        Kind.IMMUNIZATION,
        Span.of(immunization.getOccurrence(), immunization.getRecordedElement()),
        false,
        Words.or(Words.of(immunization.getVaccineCode()), "Immunization"),
        Words.of(immunization.getSite()));
  }

  static RecordEvents allergy(EventMaker events, AllergyIntolerance allergy) {
    if (has(allergy.getVerificationStatus(), "entered-in-error")) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (has(allergy.getVerificationStatus(), "refuted")) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    CodeableConcept clinical = allergy.getClinicalStatus();
    String reaction =
        allergy.getReaction().stream()
            .map(r -> Words.first(r.getManifestation()))
            .filter(words -> !words.isEmpty())
            .findFirst()
            .orElse("");
    return events.one(
        Kind.ALLERGY,
        Span.of(
            allergy.getOnset(),
            allergy.getRecordedDateElement(),
            allergy.getLastOccurrenceElement()),
        !has(clinical, "resolved") && !has(clinical, "inactive"),
        Words.or(Words.of(allergy.getCode()), "Allergy"),
        Words.join(", ", code(clinical), reaction));
  }

  private static boolean has(CodeableConcept concept, String code) {
    return concept.getCoding().stream().anyMatch(c -> code.equals(c.getCode()));
  }

  private static String code(CodeableConcept concept) {
    return concept.getCoding().isEmpty()
        ? Words.of(concept)
        : Words.line(concept.getCodingFirstRep().getCode());
  }
}
