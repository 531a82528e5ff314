package health.cairn.fhir.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.fhir.Code;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.record.InMemoryRecordStore;
import health.cairn.fhir.record.StoredRecord;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FindingTest {
  private static final Instant DECIDED = Instant.parse("2026-11-21T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-11-22T08:00:00Z");

  private final InMemoryRecordStore store = new InMemoryRecordStore();
  private FindingWriter.Written written;
  private String volume;
  private String type;

  @BeforeEach
  void propose() {
    written = FindingWriter.propose(SampleAnalysis.of(false), SampleAnalysis.IDS);
    store.putAll(written.records(), SampleAnalysis.ANALYSED);
    volume = written.findings().get(0);
    type = written.findings().get(1);
  }

  @Test
  void propose_writesEachKindOfRecord() {
    assertEquals(
        List.of(
            "ImagingStudy",
            "Device",
            "Device",
            "Observation",
            "Observation",
            "DiagnosticReport",
            "Provenance"),
        written.records().stream().map(FhirRecord::type).toList());
  }

  @Test
  void ownFinding_isFinalAndNamesThePersonAndNoModel() {
    FindingWriter.Written own = OwnFindingWriter.write(SampleAnalysis.own(), SampleAnalysis.IDS);

    assertEquals(
        List.of("ImagingStudy", "Observation", "DiagnosticReport", "Provenance"),
        own.records().stream().map(FhirRecord::type).toList());
    RecordedFinding read = FindingReader.findings(own.records()).getFirst();
    assertEquals(FindingStatus.ACCEPTED, read.status());
    assertEquals(Optional.empty(), read.model());
    assertEquals("Dr. Lee", read.decidedBy());
    assertEquals("Missed by every model.", read.note());
    assertEquals("Tumour", read.title());
    assertEquals(3.2, read.figures().getFirst().value());
    assertEquals(14, read.keySlice().orElseThrow().slice());
    assertEquals("final", json(own.records().get(1)).path("status").textValue());
    assertEquals("final", json(own.records().get(2)).path("status").textValue());
    assertEquals(
        "author",
        json(own.records().get(3)).at("/agent/0/type/coding/0/code").textValue(),
        "the person is the author");
  }

  @Test
  void propose_doesNotCallAnOrganATumour() {
    Analysis sample = SampleAnalysis.of(false);
    Analysis both =
        new Analysis(
            sample.patientReference(),
            sample.study(),
            List.of(sample.tumours().getFirst(), organ()),
            sample.classification(),
            sample.analysedAt());

    List<JsonNode> findings =
        FindingWriter.propose(both, SampleAnalysis.IDS).records().stream()
            .filter(r -> r.type().equals("Observation"))
            .map(FindingTest::json)
            .toList();

    assertEquals("12738006", findings.get(0).at("/bodySite/coding/0/code").textValue());
    assertTrue(findings.get(0).path("code").toString().contains("258261001"));
    assertEquals("80169004", findings.get(1).at("/bodySite/coding/0/code").textValue());
    assertFalse(findings.get(1).path("code").toString().contains("258261001"));
    assertEquals("left cochlea", findings.get(1).at("/code/text").textValue());
  }

  @Test
  void findings_tellAnOrganFromATumourAndItsDistanceGoesWithANewOutline() {
    FindingWriter.Written organ = FindingWriter.propose(organAlone(), SampleAnalysis.IDS);
    String reference = organ.findings().getFirst();
    FhirRecord proposed = record(organ.records(), reference);

    RecordedFinding read = FindingReader.findings(List.of(proposed)).getFirst();
    FindingDecisions.Outcome.Decided amended =
        assertInstanceOf(
            FindingDecisions.Outcome.Decided.class,
            FindingDecisions.decide(
                proposed,
                record(organ.records(), organ.report()),
                List.of(proposed),
                amendVolume(0.3, DECIDED),
                SampleAnalysis.IDS));

    assertTrue(read.organ());
    assertFalse(finding(volume).organ());
    assertFalse(finding(type).organ());
    assertEquals(
        List.of("Volume", "Distance to the tumour", "Uncertainty"),
        read.figures().stream().map(RecordedFinding.Figure::label).toList());
    assertEquals(11.4, read.figures().get(1).value());
    assertEquals("mm", read.figures().get(1).unit());
    RecordedFinding after =
        FindingReader.findings(List.of(record(amended.records(), reference))).getFirst();
    assertTrue(after.organ());
    assertEquals(
        List.of("Volume", "Uncertainty"),
        after.figures().stream().map(RecordedFinding.Figure::label).toList());
  }

  private static Analysis organAlone() {
    Analysis sample = SampleAnalysis.of(false);
    return new Analysis(
        sample.patientReference(),
        sample.study(),
        List.of(organ()),
        Optional.empty(),
        sample.analysedAt());
  }

  private static Analysis.Tumour organ() {
    return new Analysis.Tumour(
        "left cochlea",
        Optional.of(Code.snomed("80169004", "Cochlea")),
        SampleAnalysis.SEGMENTER,
        0.2,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(11.4),
        0.3,
        List.of(),
        Optional.empty());
  }

  private static FhirRecord record(List<FhirRecord> records, String reference) {
    return records.stream().filter(r -> r.reference().equals(reference)).findFirst().orElseThrow();
  }

  @Test
  void propose_isTheSameForTheSameAnalysis() {
    assertEquals(written, FindingWriter.propose(SampleAnalysis.of(false), SampleAnalysis.IDS));
  }

  @Test
  void propose_neverWritesAFinalRecordNorAPerformer() {
    for (boolean abstained : new boolean[] {false, true}) {
      List<FhirRecord> records =
          FindingWriter.propose(SampleAnalysis.of(abstained), SampleAnalysis.IDS).records();
      for (FhirRecord record : records) {
        JsonNode json = json(record);
        if (record.type().equals("Observation") || record.type().equals("DiagnosticReport")) {
          assertEquals("preliminary", json.path("status").textValue());
          assertTrue(json.path("performer").isMissingNode());
          assertTrue(json.path("resultsInterpreter").isMissingNode());
        }
        if (record.type().equals("Provenance")) {
          json.path("agent")
              .forEach(
                  agent -> {
                    assertEquals("assembler", agent.at("/type/coding/0/code").textValue());
                    assertTrue(agent.at("/who/reference").textValue().startsWith("Device/"));
                  });
        }
      }
    }
  }

  @Test
  void findings_readAFinalRecordWithoutAPersonAsProposed() {
    FhirRecord honest = current(volume);
    FhirRecord forged =
        new FhirRecord(
            honest.type(),
            honest.id(),
            honest.patientReference(),
            honest
                .json()
                .replace("\"preliminary\"", "\"final\"")
                .replace("\"proposed\"", "\"accepted\""),
            Optional.empty());
    assertNotEquals(honest, forged);
    assertEquals(
        FindingStatus.PROPOSED, FindingReader.findings(List.of(forged)).getFirst().status());
    assertTrue(
        new TimelineReader()
            .events(forged)
            .events()
            .getFirst()
            .detail()
            .startsWith("proposed, not reviewed"));
  }

  @Test
  void findings_giveBackWhatWasWritten() {
    List<RecordedFinding> findings = findings();
    RecordedFinding core = finding(volume);
    assertEquals(2, findings.size());
    assertEquals("Enhancing tumour", core.title());
    assertEquals(FindingStatus.PROPOSED, core.status());
    assertEquals(Optional.of(SampleAnalysis.SEGMENTER), core.model());
    assertEquals("1.2.826.0.1.3680043.2.1143.1", core.studyInstanceUid());
    assertEquals(SampleAnalysis.of(false).tumours().getFirst().keySlice(), core.keySlice());
    assertEquals(SampleAnalysis.of(false).tumours().getFirst().why(), core.why());
    assertEquals(
        List.of(
            new RecordedFinding.Figure(
                "Volume", 12.4, "mL", Optional.of(new Analysis.Interval(11.1, 13.9))),
            new RecordedFinding.Figure("Longest diameter", 31.0, "mm", Optional.empty()),
            new RecordedFinding.Figure("Perpendicular diameter", 24.5, "mm", Optional.empty()),
            new RecordedFinding.Figure("Uncertainty", 0.12, "1", Optional.empty())),
        core.figures());
    assertEquals("Tumour type: glioma", finding(type).title());
    assertEquals("glioma", finding(type).figures().getFirst().label());
    assertEquals(0.91, finding(type).figures().getFirst().value());
  }

  @Test
  void propose_saysWhyThereIsNoValueWhenTheModelAbstains() {
    FhirRecord observation =
        FindingWriter.propose(SampleAnalysis.of(true), SampleAnalysis.IDS).records().get(4);
    assertEquals("unknown", json(observation).at("/dataAbsentReason/coding/0/code").textValue());
    assertTrue(json(observation).path("valueCodeableConcept").isMissingNode());
    RecordedFinding finding = FindingReader.findings(List.of(observation)).getFirst();
    assertEquals("Tumour type: undecided", finding.title());
    assertEquals(Optional.of(finding.why().getFirst()), finding.undecidedBecause());
  }

  /// A model that looked and saw no head has no probabilities to give.
  @Test
  void propose_needsNoCategoriesOfAModelThatAbstains() {
    Analysis sample = SampleAnalysis.of(true);
    Analysis.Classification silent =
        new Analysis.Classification(
            sample.classification().orElseThrow().model(),
            List.of(),
            true,
            1,
            List.of("This does not look like a head MR."),
            Optional.empty());
    List<FhirRecord> records =
        FindingWriter.propose(
                new Analysis(
                    sample.patientReference(),
                    sample.study(),
                    List.of(),
                    Optional.of(silent),
                    sample.analysedAt()),
                SampleAnalysis.IDS)
            .records();
    RecordedFinding finding = FindingReader.findings(records).getFirst();
    assertEquals(Optional.of("This does not look like a head MR."), finding.undecidedBecause());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Analysis.Classification(
                silent.model(), List.of(), false, 1, List.of(), Optional.empty()));
  }

  @Test
  void accept_makesItFinalInThePersonsName() {
    decide(volume, new Decision.Accept(SampleAnalysis.READER, DECIDED, "Agreed."));
    JsonNode observation = json(current(volume));
    assertEquals("final", observation.path("status").textValue());
    assertEquals("lee", observation.at("/performer/0/identifier/value").textValue());
    assertEquals("partial", json(current(written.report())).path("status").textValue());
    RecordedFinding accepted = finding(volume);
    assertEquals(FindingStatus.ACCEPTED, accepted.status());
    assertEquals("Dr. Lee", accepted.decidedBy());
    assertEquals("Agreed.", accepted.note());
    assertEquals(DECIDED, accepted.issued());
    assertEquals(2, store.history(volume).size());

    decide(type, new Decision.Accept(SampleAnalysis.READER, LATER, ""));
    assertEquals("final", json(current(written.report())).path("status").textValue());
  }

  @Test
  void accept_leavesAProvenanceOfTheVersionThePersonSaw() {
    String seen = current(volume).sha256();
    List<FhirRecord> records =
        decide(volume, new Decision.Accept(SampleAnalysis.READER, DECIDED, "Agreed."));
    JsonNode provenance = json(records.get(2));
    assertEquals(volume, provenance.at("/target/0/reference").textValue());
    assertEquals("verifier", provenance.at("/agent/0/type/coding/0/code").textValue());
    assertEquals("lee", provenance.at("/agent/0/who/identifier/value").textValue());
    assertEquals("revision", provenance.at("/entity/0/role").textValue());
    assertEquals(seen, provenance.at("/entity/0/extension/0/valueString").textValue());
  }

  @Test
  void reject_cancelsWhatWasNeverFinal() {
    decide(volume, new Decision.Reject(SampleAnalysis.READER, DECIDED, "A vessel."));
    assertEquals("cancelled", json(current(volume)).path("status").textValue());
    TimelineEvent event = new TimelineReader().events(current(volume)).events().getFirst();
    assertEquals(TimelineEvent.Kind.FINDING, event.kind());
    assertTrue(event.detail().startsWith("rejected by Dr. Lee"));
    assertEquals(Optional.empty(), event.measure());

    decide(type, new Decision.Reject(SampleAnalysis.READER, DECIDED, ""));
    assertEquals("cancelled", json(current(written.report())).path("status").textValue());
  }

  @Test
  void reject_withdrawsWhatWasFinal() {
    decide(volume, new Decision.Accept(SampleAnalysis.READER, DECIDED, ""));
    decide(volume, new Decision.Reject(SampleAnalysis.READER, LATER, "Wrong patient."));
    assertEquals("entered-in-error", json(current(volume)).path("status").textValue());
    assertEquals(FindingStatus.REJECTED, finding(volume).status());
    impossible(volume, new Decision.Accept(SampleAnalysis.READER, LATER, ""));
  }

  @Test
  void amend_replacesTheFigureAndDropsTheModelsInterval() {
    decide(volume, amendVolume(10.5, DECIDED));
    assertEquals("final", json(current(volume)).path("status").textValue());
    RecordedFinding amended = finding(volume);
    assertEquals(FindingStatus.AMENDED, amended.status());
    assertEquals(
        new RecordedFinding.Figure("Volume", 10.5, "mL", Optional.empty()),
        amended.figures().getFirst());

    decide(volume, amendVolume(10.0, LATER));
    assertEquals("amended", json(current(volume)).path("status").textValue());
    decide(type, new Decision.Accept(SampleAnalysis.READER, LATER, ""));
    assertEquals("amended", json(current(written.report())).path("status").textValue());
    assertTrue(
        json(current(written.report()))
            .path("conclusion")
            .textValue()
            .startsWith("Enhancing tumour: 10.0 mL (amended)"));
  }

  @Test
  void amend_decidesWhereTheModelAbstained() {
    written = FindingWriter.propose(SampleAnalysis.of(true), RecordIds.derivedFrom("two"));
    store.putAll(written.records(), SampleAnalysis.ANALYSED);
    type = written.findings().get(1);
    decide(
        type,
        new Decision.Amend(
            SampleAnalysis.READER,
            DECIDED,
            "Dural tail.",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("meningioma")));
    assertTrue(json(current(type)).path("dataAbsentReason").isMissingNode());
    assertTrue(findings().stream().anyMatch(f -> f.title().equals("Tumour type: meningioma")));
  }

  @Test
  void decide_refusesWhatCannotBe() {
    decide(volume, new Decision.Accept(SampleAnalysis.READER, DECIDED, ""));
    impossible(volume, new Decision.Accept(SampleAnalysis.READER, LATER, ""));
    impossible(type, amendVolume(3, LATER));
    assertInstanceOf(
        FindingDecisions.Outcome.Impossible.class,
        FindingDecisions.decide(
            written.records().getFirst(),
            current(written.report()),
            List.of(),
            new Decision.Accept(SampleAnalysis.READER, DECIDED, ""),
            SampleAnalysis.IDS));
  }

  @Test
  void timeline_showsAProposalAsSuchWithItsModel() {
    TimelineEvent event = new TimelineReader().events(current(volume)).events().getFirst();
    assertEquals(TimelineEvent.Kind.FINDING, event.kind());
    assertEquals("Enhancing tumour", event.title());
    assertEquals("proposed, not reviewed, cairn-segment 1.0.0, 12.4 mL", event.detail());
    assertEquals(12.4, event.measure().orElseThrow().value());
    assertFalse(event.ongoing());
  }

  private static Decision amendVolume(double ml, Instant at) {
    return new Decision.Amend(
        SampleAnalysis.READER,
        at,
        "Edge corrected.",
        Optional.of(ml),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<FhirRecord> decide(String finding, Decision decision) {
    FindingDecisions.Outcome.Decided decided =
        assertInstanceOf(FindingDecisions.Outcome.Decided.class, outcome(finding, decision));
    store.putAll(decided.records(), decision.at());
    return decided.records();
  }

  private void impossible(String finding, Decision decision) {
    assertInstanceOf(FindingDecisions.Outcome.Impossible.class, outcome(finding, decision));
  }

  private FindingDecisions.Outcome outcome(String finding, Decision decision) {
    return FindingDecisions.decide(
        current(finding),
        current(written.report()),
        written.findings().stream().map(this::current).toList(),
        decision,
        RecordIds.derivedFrom(finding + decision.at() + decision.getClass().getSimpleName()));
  }

  private FhirRecord current(String reference) {
    return store.current(reference).orElseThrow().record();
  }

  private List<RecordedFinding> findings() {
    List<FhirRecord> all =
        new java.util.ArrayList<>(
            store.ofPatient("Patient/sample-1").stream().map(StoredRecord::record).toList());
    written.records().stream().filter(r -> r.type().equals("Device")).forEach(all::add);
    return FindingReader.findings(all);
  }

  private RecordedFinding finding(String reference) {
    return findings().stream()
        .filter(f -> f.reference().equals(reference))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode json(FhirRecord record) {
    try {
      return new ObjectMapper().readTree(record.json());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
