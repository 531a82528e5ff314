package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The part `groups` of `metrics.json`: the main figures of each group of patients, with what was not
/// recorded named.
final class GroupsJson {
  private GroupsJson() {}

  /// @param cases with a tumour or structure to find
  static void write(ObjectNode part, List<CaseScore> cases, List<String> classes) {
    Set<String> traits = new LinkedHashSet<>(Traits.ALWAYS);
    cases.forEach(c -> traits.addAll(c.traits().keySet()));
    ArrayNode missing = part.putArray("notRecorded");
    for (String trait : traits) {
      Map<String, List<CaseScore>> groups = new TreeMap<>();
      for (CaseScore one : cases) {
        groups
            .computeIfAbsent(
                one.traits().getOrDefault(trait, "not recorded"), k -> new ArrayList<>())
            .add(one);
      }
      if (groups.size() == 1 && groups.containsKey("not recorded")) {
        missing.add(trait);
      } else {
        groups(part.putObject(trait), groups, classes);
      }
    }
    Map<String, List<CaseScore>> exposure = new LinkedHashMap<>();
    for (CaseScore one : cases) {
      exposure.computeIfAbsent(one.exposure().word(), k -> new ArrayList<>()).add(one);
    }
    groups(part.putObject(Traits.EXPOSURE), exposure, classes);
  }

  private static void groups(
      ObjectNode part, Map<String, List<CaseScore>> groups, List<String> classes) {
    groups.forEach((name, cases) -> group(part.putObject(name), cases, classes));
  }

  private static void group(ObjectNode part, List<CaseScore> cases, List<String> classes) {
    part.put("cases", cases.size());
    part.put("patients", new Patients(cases).groups().size());
    List<CaseScore> outlined = cases.stream().filter(c -> !c.outlines().isEmpty()).toList();
    if (!outlined.isEmpty()) {
      Patients patients = new Patients(outlined);
      double[] dice = outlined.stream().mapToDouble(CaseScore::dice).toArray();
      JsonNumbers.number(part, "diceMean", Bootstrap.mean(dice, patients.all()));
      JsonNumbers.interval(part, "diceCi95", patients.ci95(dice, patients.all()));
    }
    List<CaseScore> classified = cases.stream().filter(c -> !c.probabilities().isEmpty()).toList();
    if (!classified.isEmpty()) {
      ClassScores scores = new ClassScores(classified, classes);
      JsonNumbers.number(part, "accuracy", scores.accuracy(scores.all()));
      JsonNumbers.interval(
          part,
          "accuracyCi95",
          Bootstrap.ci95(classified.stream().map(CaseScore::patient).toList(), scores::accuracy));
    }
  }
}
