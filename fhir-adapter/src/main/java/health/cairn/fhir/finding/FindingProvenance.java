package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.hl7;

import health.cairn.fhir.codec.FhirRecord;
import java.util.Collection;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/// Where a record comes from: who, from what.
final class FindingProvenance {
  private FindingProvenance() {}

  /// Of an analysis: the models, as assemblers ("a device used to create", never an author or a
  /// verifier), from the series they read, each with its digest.
  static Provenance ofAnalysis(
      Analysis analysis, Collection<ModelAuthor> models, List<String> targets) {
    Provenance provenance = new Provenance();
    targets.forEach(target -> provenance.addTarget(new Reference(target)));
    provenance.setRecordedElement(FindingResources.instant(analysis.analysedAt()));
    provenance.setActivity(hl7("v3-DataOperation", "CREATE"));
    for (ModelAuthor model : models) {
      provenance
          .addAgent()
          .setType(hl7("provenance-participant-type", "assembler"))
          .setWho(ModelDevice.reference(model));
    }
    addSources(provenance, analysis.study());
    return provenance;
  }

  /// Of what a person found: the person as its author, from the series they drew on.
  static Provenance ofOwnFinding(OwnFinding own, List<String> targets) {
    Provenance provenance = new Provenance();
    targets.forEach(target -> provenance.addTarget(new Reference(target)));
    provenance.setRecordedElement(FindingResources.instant(own.at()));
    provenance.setActivity(hl7("v3-DataOperation", "CREATE"));
    provenance
        .addAgent()
        .setType(hl7("provenance-participant-type", "author"))
        .setWho(person(own.by()));
    addSources(provenance, own.study());
    return provenance;
  }

  private static void addSources(Provenance provenance, SourceStudy study) {
    for (SourceStudy.SourceSeries series : study.series()) {
      if (series.analysed()) {
        Reference what =
            new Reference()
                .setIdentifier(
                    new Identifier()
                        .setSystem(FindingCodes.DICOM_UID)
                        .setValue("urn:oid:" + series.seriesInstanceUid()))
                .setDisplay("DICOM series " + series.number());
        addEntity(provenance, Provenance.ProvenanceEntityRole.SOURCE, what, series.sha256());
      }
    }
  }

  /// Of a decision: the person, on the version they saw, named by its digest.
  static Provenance ofDecision(Decision decision, FhirRecord finding, FhirRecord report) {
    Provenance provenance = new Provenance();
    provenance.addTarget(new Reference(finding.reference()));
    provenance.addTarget(new Reference(report.reference()));
    provenance.setRecordedElement(FindingResources.instant(decision.at()));
    provenance.setActivity(hl7("v3-DataOperation", "UPDATE"));
    if (!decision.note().isBlank()) {
      provenance.addReason(new CodeableConcept().setText(decision.note()));
    }
    provenance
        .addAgent()
        .setType(
            hl7(
                "provenance-participant-type",
                decision instanceof Decision.Amend ? "author" : "verifier"))
        .setWho(person(decision.by()));
    addEntity(
        provenance,
        Provenance.ProvenanceEntityRole.REVISION,
        new Reference(finding.reference()),
        finding.sha256());
    return provenance;
  }

  /// A person by their account: the record stands alone, without a Practitioner resource.
  static Reference person(Person person) {
    return new Reference()
        .setType("Practitioner")
        .setIdentifier(new Identifier().setSystem(FindingCodes.ACCOUNT).setValue(person.account()))
        .setDisplay(person.name());
  }

  private static void addEntity(
      Provenance provenance, Provenance.ProvenanceEntityRole role, Reference what, String sha256) {
    Provenance.ProvenanceEntityComponent entity = provenance.addEntity();
    entity.setRole(role).setWhat(what);
    entity.addExtension(FindingCodes.DIGEST, new StringType(sha256));
  }
}
