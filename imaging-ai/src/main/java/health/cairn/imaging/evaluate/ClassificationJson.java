package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.evaluate.metric.RiskCoverage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The part `classification` of `metrics.json`.
final class ClassificationJson {
  private static final double[] SHARES = {0.95, 0.90, 0.80, 0.70};

  /// Reasons that differ in a figure only are one.
  private static final Pattern NUMBERS = Pattern.compile("\\d+\\.\\d+");

  private ClassificationJson() {}

  /// @param cases that were classified; at least one
  /// @return accuracy per case
  static double write(ObjectNode part, List<CaseScore> cases, List<String> classes) {
    ClassScores scores = new ClassScores(cases, classes);
    List<String> patients = cases.stream().map(CaseScore::patient).toList();
    Patients people = new Patients(cases);
    List<int[]> byPatient = people.groups();
    int[] all = scores.all();
    JsonNumbers.number(part, "accuracy", scores.accuracy(all));
    JsonNumbers.interval(part, "accuracyCi95", Bootstrap.ci95(patients, scores::accuracy));
    double[] right =
        byPatient.stream().mapToDouble(p -> scores.patientCorrect(p) ? 1 : 0).toArray();
    JsonNumbers.number(part, "patientAccuracy", Arrays.stream(right).average().orElse(Double.NaN));
    JsonNumbers.interval(part, "patientAccuracyCi95", Bootstrap.ci95(people.names(), right));
    JsonNumbers.number(part, "macroAuc", scores.macroAuc(all));
    JsonNumbers.interval(part, "macroAucCi95", Bootstrap.ci95(patients, scores::macroAuc));
    JsonNumbers.number(part, "ece", scores.calibrationError(all));
    JsonNumbers.interval(part, "eceCi95", Bootstrap.ci95(patients, scores::calibrationError));
    JsonNumbers.number(part, "coverageAt95", scores.coverageAt(0.95));
    ObjectNode confusion = part.putObject("confusion");
    for (int truth = 0; truth < classes.size(); truth++) {
      ObjectNode row = confusion.putObject(classes.get(truth));
      for (int said = 0; said < classes.size(); said++) {
        row.put(classes.get(said), scores.count(truth, said));
      }
    }
    part.put("images", cases.size());
    JsonNumbers.number(part, "macroF1", scores.macroF1(all));
    JsonNumbers.interval(part, "macroF1Ci95", Bootstrap.ci95(patients, scores::macroF1));
    JsonNumbers.number(part, "brier", scores.brier(all));
    JsonNumbers.interval(part, "brierCi95", Bootstrap.ci95(patients, scores::brier));
    ObjectNode byClass = part.putObject("byClass");
    for (int k = 0; k < classes.size(); k++) {
      ObjectNode one = byClass.putObject(classes.get(k));
      JsonNumbers.number(one, "sensitivity", scores.sensitivity(all, k));
      JsonNumbers.number(one, "f1", scores.f1(all, k));
    }
    ObjectNode errors = part.putObject("errorDetection");
    JsonNumbers.number(errors, "auroc", scores.errorAuroc(all));
    JsonNumbers.interval(errors, "aurocCi95", Bootstrap.ci95(patients, scores::errorAuroc));
    errors.put("definition", "1 - largest probability against being wrong");
    RiskCoverage curve = scores.riskCoverage();
    ObjectNode abstention = part.putObject("abstention");
    JsonNumbers.number(abstention, "riskCoverageArea", curve.area());
    ArrayNode surest = abstention.putArray("surest");
    for (double share : SHARES) {
      ObjectNode one = surest.addObject();
      one.put("coverage", share);
      JsonNumbers.number(one, "accuracy", scores.accuracyOfSurest(all, share));
      JsonNumbers.interval(
          one,
          "accuracyCi95",
          Bootstrap.ci95(patients, drawn -> scores.accuracyOfSurest(drawn, share)));
    }
    ArrayNode points = abstention.putArray("curve");
    for (RiskCoverage.Point point : curve.points()) {
      ObjectNode one = points.addObject();
      JsonNumbers.number(one, "coverage", point.coverage());
      JsonNumbers.number(one, "risk", point.risk());
      JsonNumbers.number(one, "confidence", point.confidence());
    }
    answered(abstention, scores, cases, patients);
    SetsJson.write(part, cases, classes);
    return scores.accuracy(all);
  }

  /// What the models themselves left unanswered, and how right the rest is.
  private static void answered(
      ObjectNode part, ClassScores scores, List<CaseScore> cases, List<String> patients) {
    part.put("abstained", cases.stream().filter(c -> c.abstention().isPresent()).count());
    JsonNumbers.number(part, "coverage", scores.coverage(scores.all()));
    JsonNumbers.interval(part, "coverageCi95", Bootstrap.ci95(patients, scores::coverage));
    JsonNumbers.number(part, "accuracyOfAnswered", scores.accuracyOfAnswered(scores.all()));
    JsonNumbers.interval(
        part, "accuracyOfAnsweredCi95", Bootstrap.ci95(patients, scores::accuracyOfAnswered));
    Map<String, Integer> reasons = new TreeMap<>();
    cases.forEach(
        c ->
            c.abstention()
                .ifPresent(
                    r -> reasons.merge(NUMBERS.matcher(r).replaceAll("…"), 1, Integer::sum)));
    ObjectNode counts = part.putObject("reasons");
    reasons.forEach(counts::put);
  }
}
