package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/// The part `groups` of `metrics.json`: the main figures of each group of patients, whether they differ
/// by more than chance, and what was not recorded.
final class GroupsJson {
  private static final String NOT_RECORDED = "not recorded";

  private GroupsJson() {}

  /// @param cases with a tumour or structure to find
  static void write(ObjectNode part, List<CaseScore> cases, List<String> classes) {
    Set<String> traits = new LinkedHashSet<>(Traits.ALWAYS);
    Set<String> others = new TreeSet<>();
    cases.forEach(c -> others.addAll(c.traits().keySet()));
    traits.addAll(others);
    ArrayNode missing = part.putArray("notRecorded");
    ObjectNode differences = part.putObject("differences");
    differences.put(
        "definition",
        "p: Kruskal-Wallis over patients' means by 9,999 permutations, groups of "
            + GroupDifference.LEAST_PATIENTS
            + " patients or more; not corrected for the number of traits. A large p does not show that"
            + " groups are alike: small groups hide differences.");
    for (String trait : traits) {
      Map<String, List<CaseScore>> groups = new TreeMap<>();
      for (CaseScore one : cases) {
        groups.computeIfAbsent(group(one, trait), k -> new ArrayList<>()).add(one);
      }
      if (groups.size() == 1 && groups.containsKey(NOT_RECORDED)) {
        missing.add(trait);
      } else {
        groups(part.putObject(trait), groups, classes);
        difference(differences.putObject(trait), cases, trait, classes);
      }
    }
    Map<String, List<CaseScore>> exposure = new LinkedHashMap<>();
    for (CaseScore one : cases) {
      exposure.computeIfAbsent(one.exposure().word(), k -> new ArrayList<>()).add(one);
    }
    groups(part.putObject(Traits.EXPOSURE), exposure, classes);
  }

  private static String group(CaseScore one, String trait) {
    return one.traits().getOrDefault(trait, NOT_RECORDED);
  }

  private static void difference(
      ObjectNode part, List<CaseScore> cases, String trait, List<String> classes) {
    List<CaseScore> known = cases.stream().filter(c -> c.traits().containsKey(trait)).toList();
    List<CaseScore> outlined = known.stream().filter(c -> !c.outlines().isEmpty()).toList();
    if (!outlined.isEmpty()) {
      compare(part.putObject("dice"), outlined, trait, CaseScore::dice);
    }
    List<CaseScore> classified = known.stream().filter(c -> !c.probabilities().isEmpty()).toList();
    if (!classified.isEmpty()) {
      compare(
          part.putObject("accuracy"),
          classified,
          trait,
          c -> classes.get(c.predicted()).equals(c.label()) ? 1 : 0);
    }
  }

  private static void compare(
      ObjectNode part, List<CaseScore> cases, String trait, ToDoubleFunction<CaseScore> value) {
    GroupDifference difference =
        GroupDifference.of(
            cases.stream()
                .map(
                    c ->
                        new GroupDifference.Case(
                            c.person(), group(c, trait), value.applyAsDouble(c)))
                .toList());
    JsonNumbers.number(part, "p", difference.p());
    part.put("patients", difference.patients());
    ArrayNode groups = part.putArray("groups");
    difference.groups().forEach(groups::add);
  }

  private static void groups(
      ObjectNode part, Map<String, List<CaseScore>> groups, List<String> classes) {
    groups.forEach((name, cases) -> group(part.putObject(name), cases, classes));
  }

  private static void group(ObjectNode part, List<CaseScore> cases, List<String> classes) {
    int people = new Patients(cases).groups().size();
    // Drawing one or two people again and again would claim to know them all.
    boolean enough = people >= GroupDifference.LEAST_PATIENTS;
    part.put("cases", cases.size());
    part.put("patients", people);
    List<CaseScore> outlined = cases.stream().filter(c -> !c.outlines().isEmpty()).toList();
    if (!outlined.isEmpty()) {
      Patients patients = new Patients(outlined);
      double[] dice = outlined.stream().mapToDouble(CaseScore::dice).toArray();
      JsonNumbers.number(part, "diceMean", Bootstrap.mean(dice, patients.all()));
      JsonNumbers.interval(
          part, "diceCi95", enough ? patients.ci95(dice, patients.all()) : Optional.empty());
    }
    List<CaseScore> classified = cases.stream().filter(c -> !c.probabilities().isEmpty()).toList();
    if (!classified.isEmpty()) {
      ClassScores scores = new ClassScores(classified, classes);
      JsonNumbers.number(part, "accuracy", scores.accuracy(scores.all()));
      JsonNumbers.interval(
          part,
          "accuracyCi95",
          enough
              ? Bootstrap.ci95(
                  classified.stream().map(CaseScore::patient).toList(), scores::accuracy)
              : Optional.empty());
    }
  }
}
