package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.evaluate.metric.LesionScores;
import health.cairn.imaging.evaluate.metric.Overlap;
import health.cairn.imaging.evaluate.metric.RocArea;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The part `segmentation` of `metrics.json`.
final class SegmentationJson {
  /// An outline below this Dice counts as an error that doubt should have pointed at.
  private static final double FAILED_BELOW = 0.7;

  private final ObjectNode part;
  private final List<CaseScore> cases;
  private final Patients patients;

  /// @param cases that something was outlined in; at least one
  SegmentationJson(ObjectNode part, List<CaseScore> cases) {
    this.part = part;
    this.cases = cases;
    this.patients = new Patients(cases);
  }

  /// @return mean Dice
  double write(List<String> classes, Scored scored) {
    double[] dice = cases.stream().mapToDouble(CaseScore::dice).toArray();
    int[] all = patients.all();
    double diceMean = Bootstrap.mean(dice, all);
    JsonNumbers.number(part, "diceMean", diceMean);
    JsonNumbers.number(part, "diceMedian", JsonNumbers.median(dice));
    JsonNumbers.interval(part, "diceCi95", patients.ci95(dice, all));
    double[] hd95 = values(MaskScore::hd95);
    JsonNumbers.number(part, "hd95Mean", defined(hd95).average().orElse(Double.NaN));
    part.put("hd95Unit", unit());
    part.put("hd95Images", defined(hd95).count());
    ObjectNode byClass = part.putObject("byClass");
    for (String name : classes) {
      int[] images = Arrays.stream(all).filter(i -> cases.get(i).label().equals(name)).toArray();
      if (images.length > 0) {
        ObjectNode one = byClass.putObject(name);
        one.put("images", images.length);
        JsonNumbers.number(one, "diceMean", Bootstrap.mean(dice, images));
        JsonNumbers.interval(one, "diceCi95", patients.ci95(dice, images));
      }
    }
    List<String> structures = cases.getFirst().outlines().stream().map(MaskScore::label).toList();
    if (structures.size() > 1) {
      structures(byClass, structures);
    }
    double[] perPatient =
        patients.groups().stream().mapToDouble(p -> Bootstrap.mean(dice, p)).toArray();
    ObjectNode byPatient = part.putObject("byPatient");
    JsonNumbers.number(
        byPatient, "diceMean", Arrays.stream(perPatient).average().orElse(Double.NaN));
    JsonNumbers.number(byPatient, "diceMedian", JsonNumbers.median(perPatient));
    JsonNumbers.interval(byPatient, "diceCi95", Bootstrap.ci95(patients.names(), perPatient));
    more(scored);
    VolumesJson.write(part, cases);
    return diceMean;
  }

  /// Several structures are judged apart: `byClass` then has one entry each.
  private void structures(ObjectNode byClass, List<String> structures) {
    int[] all = patients.all();
    for (int k = 0; k < structures.size(); k++) {
      int own = k;
      ObjectNode one = byClass.putObject(structures.get(k));
      one.put("images", cases.size());
      double[] dice = cases.stream().mapToDouble(c -> c.outlines().get(own).dice()).toArray();
      double[] hd95 = cases.stream().mapToDouble(c -> c.outlines().get(own).hd95()).toArray();
      JsonNumbers.number(one, "diceMean", Bootstrap.mean(dice, all));
      JsonNumbers.number(one, "diceMedian", JsonNumbers.median(dice));
      JsonNumbers.interval(one, "diceCi95", patients.ci95(dice, all));
      JsonNumbers.number(one, "hd95Mean", defined(hd95).average().orElse(Double.NaN));
      figure(one, "surfaceDice", c -> c.outlines().get(own).surfaceDice());
    }
  }

  private void more(Scored scored) {
    figure(part, "iou", mean(m -> m.overlap().iou()));
    figure(part, "sensitivity", mean(m -> m.overlap().sensitivity()));
    figure(part, "precision", mean(m -> m.overlap().precision()));
    Overlap pooled = outlines().map(MaskScore::overlap).reduce(new Overlap(0, 0, 0), Overlap::plus);
    JsonNumbers.number(part, "sensitivityOfAllVoxels", pooled.sensitivity());
    figure(part, "surfaceDice", mean(MaskScore::surfaceDice));
    part.put(
        "surfaceDiceTolerance",
        MaskScore.tolerance(cases.getFirst().outlines().getFirst().lattice().unit()));
    part.put("surfaceDiceToleranceUnit", unit());
    ObjectNode lesions = part.putObject("lesionWise");
    lesions.put("definition", "BraTS 2023: missed and false lesions count 0 and 374");
    figure(lesions, "dice", mean(m -> m.lesions().dice()));
    figure(lesions, "hd95", mean(m -> m.lesions().hd95()));
    lesions.put("hd95Unit", unit());
    List<LesionScores> scores = outlines().map(MaskScore::lesions).toList();
    lesions.put("lesions", scores.stream().mapToInt(LesionScores::lesions).sum());
    lesions.put("missed", scores.stream().mapToInt(LesionScores::missed).sum());
    lesions.put("falseParts", scores.stream().mapToInt(LesionScores::falseParts).sum());
    ObjectNode errors = part.putObject("errorDetection");
    JsonNumbers.number(errors, "voxelAuroc", scored.voxels().auroc());
    JsonNumbers.number(errors, "voxelAurocDoubtful", scored.voxels().aurocOfDoubtful());
    double[] doubt = values(MaskScore::doubt);
    int[] answered =
        IntStream.range(0, doubt.length).filter(i -> !Double.isNaN(doubt[i])).toArray();
    JsonNumbers.number(errors, "caseAuroc", caseAuroc(doubt, answered));
    JsonNumbers.interval(
        errors,
        "caseAurocCi95",
        Bootstrap.ci95(
            Arrays.stream(answered).mapToObj(i -> cases.get(i).patient()).toList(),
            drawn -> caseAuroc(doubt, Arrays.stream(drawn).map(i -> answered[i]).toArray())));
    errors.put("caseErrorBelowDice", FAILED_BELOW);
    errors.put(
        "definition",
        "voxels: 1 - 2|p - 1/2| against wrong ones, of all and of those true or with p >= 0.01;"
            + " cases: mean of that where p >= 0.01 against a low Dice");
  }

  private double caseAuroc(double[] doubt, int[] drawn) {
    return RocArea.of(drawn, i -> doubt[i], i -> cases.get(i).dice() < FAILED_BELOW);
  }

  /// Mean over cases and its interval; cases without a value are left out.
  private void figure(ObjectNode node, String name, ToDoubleFunction<CaseScore> value) {
    double[] values = cases.stream().mapToDouble(value).toArray();
    JsonNumbers.number(node, name + "Mean", defined(values).average().orElse(Double.NaN));
    JsonNumbers.interval(node, name + "Ci95", patients.ci95(values, patients.all()));
  }

  private static ToDoubleFunction<CaseScore> mean(ToDoubleFunction<MaskScore> value) {
    return c ->
        defined(c.outlines().stream().mapToDouble(value).toArray()).average().orElse(Double.NaN);
  }

  private double[] values(ToDoubleFunction<MaskScore> value) {
    return cases.stream().mapToDouble(mean(value)).toArray();
  }

  private static DoubleStream defined(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v));
  }

  private Stream<MaskScore> outlines() {
    return cases.stream().flatMap(c -> c.outlines().stream());
  }

  private String unit() {
    return cases.getFirst().outlines().getFirst().lattice().unit().words();
  }
}
