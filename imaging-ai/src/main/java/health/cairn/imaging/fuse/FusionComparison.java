package health.cairn.imaging.fuse;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.CalibrationScores;
import health.cairn.imaging.uncertainty.Calibrator;
import health.cairn.imaging.uncertainty.LabelledScores;
import health.cairn.imaging.uncertainty.RiskCoverage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Fitted fusions against their members, plain averaging and majority vote, on patients that neither
/// they nor these have seen. What counts as beating was written down before any such figure was seen:
/// docs/decisions/0040-fuzzy-fusion.md.
///
/// Members are compared with the temperature of the fusion's own fit, so that fusion cannot win by
/// being the only calibrated one.
///
/// @param rows every method; the last is the fusion
/// @param answered share of images for which the fusion names a class
/// @param answeredAccuracy accuracy among those; NaN when there are none
/// @param trustErrorAuroc how well low trust flags the fusion's own errors
/// @param inSet share of patients with a tumour whose class is in their set ([Fusion#predictionSet]); NaN
///   without sets
/// @param setSize mean number of classes in it
/// @param images compared
/// @param patients they are of
public record FusionComparison(
    List<Row> rows,
    double answered,
    double answeredAccuracy,
    double trustErrorAuroc,
    double inSet,
    double setSize,
    int images,
    int patients) {
  static final int RESAMPLES = 2000;
  static final long SEED = 20261122;

  public FusionComparison {
    rows = List.copyOf(rows);
  }

  /// One method. Differences are fusion minus this method over the same resampled patients, so
  /// fusion is better where the accuracy's is positive and the log-loss's negative.
  ///
  /// @param member whether it is a member, not a combination
  /// @param patientAccuracy share of patients whose largest mean probability is their class
  /// @param errorAuroc how well 1 - largest probability flags its own errors; NaN without errors
  public record Row(
      String method,
      boolean member,
      CalibrationScores scores,
      double patientAccuracy,
      double errorAuroc,
      Interval accuracyDifference,
      Interval logLossDifference) {}

  /// A fusion and people that it is judged on.
  ///
  /// @param heldOut predictions of folds that the fusion was not fitted on
  public record Judged(Fusion fusion, List<OutOfFold> heldOut) {
    public Judged {
      heldOut = List.copyOf(heldOut);
    }
  }

  /// One fusion.
  public static FusionComparison of(Fusion fusion, List<OutOfFold> heldOut) {
    return of(List.of(new Judged(fusion, heldOut)));
  }

  /// Fusions of the same members that were fitted without different people, each judged on those.
  public static FusionComparison of(List<Judged> parts) {
    Map<String, List<double[]>> methods = new LinkedHashMap<>();
    List<String> members = new ArrayList<>();
    List<FusedAnswer> answers = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    List<String> patients = new ArrayList<>();
    List<PatientSet> sets = new ArrayList<>();
    for (Judged part : parts) {
      FusionData data = FusionData.of(part.heldOut());
      members = data.members();
      if (!members.equals(part.fusion().members().stream().sorted().toList())) {
        throw new IllegalArgumentException("other members than those of the fusion");
      }
      List<FusedAnswer> own =
          data.images().stream().map(i -> part.fusion().answer(i.answers(), i.evidence())).toList();
      List<double[]> fused = own.stream().map(FusionComparison::probabilities).toList();
      Map<String, List<double[]>> said = methods(part.fusion(), data);
      said.put("fusion", fused);
      said.forEach((name, p) -> methods.computeIfAbsent(name, n -> new ArrayList<>()).addAll(p));
      answers.addAll(own);
      Arrays.stream(data.labels()).forEach(truth::add);
      patients.addAll(data.patients());
      sets.addAll(sets(part.fusion(), data.withTumour(fused)));
    }
    int[] labels = truth.stream().mapToInt(k -> k).toArray();
    List<double[]> fused = methods.getOrDefault("fusion", List.of());
    List<Row> rows = new ArrayList<>();
    for (var method : methods.entrySet()) {
      String name = method.getKey();
      rows.add(row(name, members.contains(name), method.getValue(), fused, labels, patients));
    }
    boolean[] right = right(fused, labels);
    int[] named =
        IntStream.range(0, labels.length)
            .filter(i -> answers.get(i).decision().isPresent())
            .toArray();
    return new FusionComparison(
        rows,
        named.length / (double) labels.length,
        Arrays.stream(named).filter(i -> right[i]).count() / (double) named.length,
        RiskCoverage.of(answers.stream().mapToDouble(FusedAnswer::trust).toArray(), right)
            .errorAuroc(),
        sets.isEmpty()
            ? Double.NaN
            : sets.stream().filter(PatientSet::right).count() / (double) sets.size(),
        sets.stream().mapToInt(s -> s.classes().size()).average().orElse(Double.NaN),
        labels.length,
        (int) patients.stream().distinct().count());
  }

  private static double[] probabilities(FusedAnswer answer) {
    return answer.probabilities().stream().mapToDouble(p -> p).toArray();
  }

  /// The classes that cannot be excluded for a patient.
  private record PatientSet(List<Integer> classes, int label) {
    boolean right() {
      return classes.contains(label);
    }
  }

  private static List<PatientSet> sets(Fusion fusion, FusionData.Patients patients) {
    return fusion.predictionSet().stream()
        .flatMap(
            set ->
                IntStream.range(0, patients.labels().size())
                    .mapToObj(
                        i ->
                            new PatientSet(
                                set.of(patients.means().get(i)), patients.labels().get(i))))
        .toList();
  }

  /// Members calibrated, their mean, and the vote.
  private static Map<String, List<double[]>> methods(Fusion fusion, FusionData data) {
    Map<String, List<double[]>> methods = new LinkedHashMap<>();
    for (int m = 0; m < data.members().size(); m++) {
      Calibrator calibrator = fusion.calibrator(data.members().get(m));
      methods.put(
          data.members().get(m),
          data.answers(m).stream()
              .map(p -> calibrator.probabilities(LabelledScores.logs(p)))
              .toList());
    }
    List<List<double[]>> members = List.copyOf(methods.values());
    List<double[]> mean = new ArrayList<>();
    List<double[]> vote = new ArrayList<>();
    for (int i = 0; i < data.images().size(); i++) {
      int image = i;
      List<double[]> answers = members.stream().map(m -> m.get(image)).toList();
      double[] average = FusionInputs.mean(answers);
      mean.add(average);
      // Half a vote is shared by the mean: it breaks ties and keeps the log-loss finite.
      double[] votes = Arrays.stream(average).map(p -> p / 2).toArray();
      answers.forEach(p -> votes[FusionInputs.best(p)]++);
      vote.add(Arrays.stream(votes).map(v -> v / (answers.size() + 0.5)).toArray());
    }
    methods.put("average", mean);
    methods.put("vote", vote);
    return methods;
  }

  private static Row row(
      String name,
      boolean member,
      List<double[]> p,
      List<double[]> fused,
      int[] labels,
      List<String> patients) {
    double[] accuracy = new double[labels.length];
    double[] logLoss = new double[labels.length];
    boolean[] ownRight = right(p, labels);
    boolean[] fusedRight = right(fused, labels);
    for (int i = 0; i < labels.length; i++) {
      accuracy[i] = (fusedRight[i] ? 1 : 0) - (ownRight[i] ? 1 : 0);
      logLoss[i] = loss(fused.get(i), labels[i]) - loss(p.get(i), labels[i]);
    }
    double[] confidence = p.stream().mapToDouble(v -> v[FusionInputs.best(v)]).toArray();
    return new Row(
        name,
        member,
        CalibrationScores.of(p, labels),
        patientAccuracy(p, labels, patients),
        RiskCoverage.of(confidence, ownRight).errorAuroc(),
        pairedInterval(accuracy, patients),
        pairedInterval(logLoss, patients));
  }

  private static double patientAccuracy(List<double[]> p, int[] labels, List<String> patients) {
    List<String> names = patients.stream().distinct().toList();
    long right =
        names.stream()
            .filter(
                name -> {
                  int[] images =
                      IntStream.range(0, labels.length)
                          .filter(i -> patients.get(i).equals(name))
                          .toArray();
                  double[] mean =
                      FusionInputs.mean(Arrays.stream(images).mapToObj(p::get).toList());
                  return FusionInputs.best(mean) == labels[images[0]];
                })
            .count();
    return right / (double) names.size();
  }

  private static boolean[] right(List<double[]> p, int[] labels) {
    boolean[] right = new boolean[labels.length];
    for (int i = 0; i < right.length; i++) {
      right[i] = FusionInputs.best(p.get(i)) == labels[i];
    }
    return right;
  }

  private static double loss(double[] p, int label) {
    return -Math.log(Math.max(LabelledScores.LEAST_PROBABILITY, p[label]));
  }

  /// 95 % percentile interval of the mean over resampled patients, each with all of their images.
  static Interval pairedInterval(double[] perImage, List<String> patients) {
    List<String> names = patients.stream().distinct().sorted().toList();
    double[] sums = new double[names.size()];
    int[] counts = new int[names.size()];
    for (int i = 0; i < perImage.length; i++) {
      int patient = names.indexOf(patients.get(i));
      sums[patient] += perImage[i];
      counts[patient]++;
    }
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      int count = 0;
      for (int d = 0; d < sums.length; d++) {
        int drawn = random.nextInt(sums.length);
        sum += sums[drawn];
        count += counts[drawn];
      }
      means[r] = sum / count;
    }
    Arrays.sort(means);
    return new Interval(means[(int) (0.025 * RESAMPLES)], means[(int) (0.975 * RESAMPLES)]);
  }

  public Row fusion() {
    return rows.getLast();
  }

  /// Whether fusion's accuracy and log-loss are both strictly better than every member's, its
  /// accuracy also counting as better where it makes no error at all.
  public boolean beatsEveryMember() {
    CalibrationScores own = fusion().scores();
    return rows.stream()
        .filter(Row::member)
        .allMatch(
            row ->
                (own.accuracy() > row.scores().accuracy() || own.accuracy() == 1)
                    && own.logLoss() < row.scores().logLoss());
  }

  /// A table for MODELS.md.
  public String markdown() {
    StringBuilder text =
        new StringBuilder(
            "| method | accuracy | by patient | log-loss | ECE | AUROC own errors | fusion's accuracy minus its"
                + " | fusion's log-loss minus its |\n|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f | %.3f | %.3f |",
              row.method(),
              row.scores().accuracy(),
              row.patientAccuracy(),
              row.scores().logLoss(),
              row.scores().ece(),
              row.errorAuroc()));
      text.append(
          row.method().equals(fusion().method())
              ? " | |\n"
              : String.format(
                  Locale.ROOT,
                  " %+.3f to %+.3f | %+.3f to %+.3f |%n",
                  row.accuracyDifference().low(),
                  row.accuracyDifference().high(),
                  row.logLossDifference().low(),
                  row.logLossDifference().high()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%n%d images of %d patients; differences are 95 %% intervals over %d paired resamples of"
                + " patients. The fusion names a class for %.1f %% of the images and is right on"
                + " %.1f %% of those; low trust flags its own errors with an AUROC of %.3f. The set of"
                + " classes that cannot be excluded, nominally %.0f %%, holds the true one for %.1f %%"
                + " of the patients with a tumour and has %.2f classes on average.%n",
            images,
            patients,
            RESAMPLES,
            100 * answered,
            100 * answeredAccuracy,
            trustErrorAuroc,
            100 * Fusion.SET_COVERAGE,
            100 * inSet,
            setSize));
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
