package health.cairn.fhir.timeline;

import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import java.util.Optional;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;

/// What was written: reports, letters, plans, consents.
final class DocumentEvents {
  private DocumentEvents() {}

  static RecordEvents report(EventMaker events, DiagnosticReport report) {
    DiagnosticReport.DiagnosticReportStatus status = report.getStatus();
    if (status == DiagnosticReport.DiagnosticReportStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == DiagnosticReport.DiagnosticReportStatus.CANCELLED
        || status == DiagnosticReport.DiagnosticReportStatus.REGISTERED) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    return events.one(
        Kind.DOCUMENT,
        Span.of(report.getEffective(), report.getIssuedElement()),
        false,
        Words.or(Words.of(report.getCode()), "Report"),
        Words.join(
            ", ", status == null ? "" : status.toCode(), Words.line(report.getConclusion())));
  }

  static RecordEvents document(EventMaker events, DocumentReference document) {
    if (document.getStatus() == DocumentReferenceStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    Attachment attachment =
        document.getContent().isEmpty()
            ? new Attachment()
            : document.getContentFirstRep().getAttachment();
    String title =
        Words.or(
            Words.line(document.getDescription()),
            Words.or(
                Words.line(attachment.getTitle()),
                Words.or(Words.of(document.getType()), "Document")));
    boolean superseded = document.getStatus() == DocumentReferenceStatus.SUPERSEDED;
    return events.one(
        Kind.DOCUMENT,
        Span.of(
            document.getContext().getPeriod(),
            document.getDateElement(),
            attachment.getCreationElement()),
        false,
        title,
        Words.join(", ", superseded ? "superseded" : "", Words.of(document.getType())));
  }

  static RecordEvents carePlan(EventMaker events, CarePlan plan) {
    CarePlan.CarePlanStatus status = plan.getStatus();
    if (status == CarePlan.CarePlanStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == CarePlan.CarePlanStatus.DRAFT
        || plan.getIntent() == CarePlan.CarePlanIntent.PROPOSAL) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    return events.one(
        Kind.DOCUMENT,
        Span.of(plan.getPeriod(), plan.getCreatedElement()),
        status == CarePlan.CarePlanStatus.ACTIVE || status == CarePlan.CarePlanStatus.ONHOLD,
        Words.or(
            Words.line(plan.getTitle()), Words.or(Words.first(plan.getCategory()), "Care plan")),
        Words.join(", ", "care plan", status == null ? "" : status.toCode()));
  }

  static RecordEvents consent(EventMaker events, Consent consent) {
    Consent.ConsentState status = consent.getStatus();
    if (status == Consent.ConsentState.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == Consent.ConsentState.DRAFT || status == Consent.ConsentState.PROPOSED) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    Optional<Span> when =
        Span.of(consent.getDateTimeElement(), consent.getProvision().getPeriod())
            .map(span -> span.until(consent.getProvision().getPeriod()));
    return events.one(
        Kind.CONSENT,
        when,
        status == Consent.ConsentState.ACTIVE,
        Words.or(
            Words.first(consent.getCategory()), Words.or(Words.of(consent.getScope()), "Consent")),
        Words.join(
            ", ",
            status == null ? "" : status.toCode(),
            consent.getProvision().hasType() ? consent.getProvision().getType().toCode() : ""));
  }
}
