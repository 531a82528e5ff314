package health.cairn.imaging.dicom;

import health.cairn.imaging.Refusal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts scanned objects together as studies and series, and refuses those that contradict the rest:
/// a second object under the same UID, or an object of another patient under the same study.
final class StudyAssembler {
  private final List<Refusal> refused = new ArrayList<>();

  /// @param objects in the order of their names
  List<Study> assemble(List<ScannedObject> objects) {
    var studies = new TreeMap<String, List<ScannedObject>>();
    for (ScannedObject object : withoutDuplicates(objects)) {
      studies.computeIfAbsent(object.studyInstanceUid(), uid -> new ArrayList<>()).add(object);
    }
    var assembled = new ArrayList<Study>();
    for (List<ScannedObject> members : studies.values()) {
      List<ScannedObject> ofOnePatient = ofOnePatient(members);
      if (!ofOnePatient.isEmpty()) assembled.add(study(ofOnePatient));
    }
    assembled.sort(
        Comparator.comparing((Study study) -> study.when().orElse(LocalDateTime.MIN))
            .thenComparing(Study::studyInstanceUid));
    return assembled;
  }

  List<Refusal> refused() {
    return List.copyOf(refused);
  }

  private List<ScannedObject> withoutDuplicates(List<ScannedObject> objects) {
    var byUid = new LinkedHashMap<String, ScannedObject>();
    for (ScannedObject object : objects) {
      ScannedObject first = byUid.putIfAbsent(object.instance().sopInstanceUid(), object);
      if (first != null) {
        refuse(object, "is a second object under the SOP Instance UID of " + name(first));
      }
    }
    return List.copyOf(byUid.values());
  }

  /// The images of the patient that most images of the study are of. Where no patient has most, it
  /// cannot be known whose study it is, and all are refused.
  private List<ScannedObject> ofOnePatient(List<ScannedObject> members) {
    var byPatient = new LinkedHashMap<String, List<ScannedObject>>();
    for (ScannedObject member : members) {
      byPatient.computeIfAbsent(patientKey(member), key -> new ArrayList<>()).add(member);
    }
    if (byPatient.size() == 1) return members;
    List<List<ScannedObject>> bySize =
        byPatient.values().stream()
            .sorted(Comparator.comparingInt((List<ScannedObject> list) -> -list.size()))
            .toList();
    boolean tied = bySize.get(0).size() == bySize.get(1).size();
    for (List<ScannedObject> others : bySize.subList(tied ? 0 : 1, bySize.size())) {
      for (ScannedObject other : others) {
        refuse(
            other,
            tied
                ? "is of one of several patients that share a study UID; it cannot be known whose"
                    + " study it is"
                : "is of another patient than the other images of its study");
      }
    }
    return tied ? List.of() : bySize.getFirst();
  }

  /// Same ID and no contradicting date of birth; the name only where there is no ID, because one
  /// person's name is spelt in many ways.
  private static String patientKey(ScannedObject object) {
    PatientIdentity patient = object.patient();
    String who =
        patient.patientId().isEmpty() ? "name " + patient.name() : "id " + patient.patientId();
    return who + patient.birthDate().map(date -> " " + date).orElse("");
  }

  private static Study study(List<ScannedObject> members) {
    ScannedObject first = members.getFirst();
    var series = new HashMap<String, List<ScannedObject>>();
    for (ScannedObject member : members) {
      series.computeIfAbsent(member.seriesInstanceUid(), uid -> new ArrayList<>()).add(member);
    }
    return new Study(
        first.studyInstanceUid(),
        first.patient(),
        members.stream().map(ScannedObject::studyTime).flatMap(Optional::stream).findFirst(),
        firstText(members.stream().map(ScannedObject::studyDescription).toList()),
        firstText(members.stream().map(ScannedObject::accessionNumber).toList()),
        series.values().stream()
            .map(StudyAssembler::series)
            .sorted(
                Comparator.comparingInt(Series::number).thenComparing(Series::seriesInstanceUid))
            .toList());
  }

  private static Series series(List<ScannedObject> members) {
    var sorted = new ArrayList<>(members);
    sorted.sort(
        Comparator.comparingInt(ScannedObject::instanceNumber)
            .thenComparing(object -> object.instance().sopInstanceUid()));
    ScannedObject first = sorted.getFirst();
    RoleReader.Reading role = commonRole(sorted);
    return new Series(
        first.seriesInstanceUid(),
        first.modality(),
        firstText(sorted.stream().map(ScannedObject::seriesDescription).toList()),
        first.seriesNumber(),
        role.role(),
        role.reason(),
        sorted.stream().map(ScannedObject::instance).toList(),
        issues(sorted));
  }

  /// What most instances show: in a diffusion series some have no b-value, but the series is one.
  private static RoleReader.Reading commonRole(List<ScannedObject> members) {
    var counts = new LinkedHashMap<SequenceRole, Integer>();
    for (ScannedObject member : members) counts.merge(member.role().role(), 1, Integer::sum);
    SequenceRole most =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return members.stream()
        .map(ScannedObject::role)
        .filter(reading -> reading.role() == most)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> issues(List<ScannedObject> members) {
    var issues = new ArrayList<String>();
    long modalities = members.stream().map(ScannedObject::modality).distinct().count();
    if (modalities > 1) issues.add("Its images name several modalities");
    members.stream()
        .map(ScannedObject::issue)
        .flatMap(Optional::stream)
        .distinct()
        .sorted()
        .forEach(issues::add);
    return issues;
  }

  private static String firstText(List<String> texts) {
    return texts.stream().filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private void refuse(ScannedObject object, String reason) {
    refused.add(new Refusal(name(object), reason));
  }

  private static String name(ScannedObject object) {
    return object.instance().source().name();
  }
}
