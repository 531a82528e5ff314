package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.uncertainty.CalibrationFit;
import health.cairn.imaging.uncertainty.Calibrator;
import health.cairn.imaging.uncertainty.LabelledScores;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Fits a fusion's numbers on out-of-fold predictions; the words stay as the template has them.
///
/// 1. A temperature per member (Newton).
/// 2. The breakpoints of `pool` and `evidence`, one edge between two words after another, moved by a
///    quarter and at most twice where that lowers the log-loss of patients left out (five parts, drawn
///    with the seed). An edge moves in every word and both bases that have it, and the words at the
///    ends of a range stay there: a word must go on meaning what it says.
/// 3. The ridge, likewise; then every member's weight in each pool rule (not negative) and each
///    evidence rule's value, which keeps the sign it has in the template (0 leaves it free). With
///    breakpoints and ridge fixed that problem is convex.
/// 4. The trust threshold: the lowest at which the left-out images that are answered are right by
///    [#ANSWERED_RIGHT], but not so high that more than [#MOST_UNANSWERED] go unanswered, and never
///    below the template's.
/// 5. The threshold of the set of classes that cannot be excluded for a patient, by the left-out answers
///    ([PredictionSet]).
public final class FusionFit {
  /// Aimed share of right answers among the answered.
  public static final double ANSWERED_RIGHT = 0.98;

  /// Share of images that may go unanswered to reach it.
  public static final double MOST_UNANSWERED = 0.15;

  private static final int PARTS = 5;
  private static final double[] RIDGES = {1e-3, 1e-2, 1e-1, 1};
  private static final double SEARCH_RIDGE = 1e-2;
  private static final int SEARCH_ITERATIONS = 40;
  private static final int ITERATIONS = 500;
  private static final double WORTH_MOVING = 5e-4;
  private static final double[] MOVES = {0.8, 1.25};
  private static final int TIMES = 2;

  private final FusionData data;
  private final List<List<double[]>> calibrated = new ArrayList<>();
  private final List<Map<String, Double>> inputs = new ArrayList<>();
  private final int[][] parts;
  private RuleBase pool;
  private RuleBase evidence;
  private final RuleBase trust;

  private FusionFit(FusionData data, Map<String, RuleBase> template, long seed)
      throws ImagingException {
    this.data = data;
    this.parts = parts(data.patients(), seed);
    this.pool = expanded(Fusion.named(template, "pool"), data);
    this.evidence = Fusion.named(template, "evidence");
    this.trust = Fusion.named(template, "trust");
    for (FusionData.Image image : data.images()) {
      List<double[]> answers = new ArrayList<>();
      double novelty = 0;
      int known = 0;
      for (MemberAnswer answer : image.answers()) {
        double[] raw = answer.probabilities().stream().mapToDouble(p -> p).toArray();
        double temperature =
            pool.constants().getOrDefault(Fusion.TEMPERATURE + answer.member(), 1.0);
        answers.add(
            new Calibrator.Temperature(temperature).probabilities(LabelledScores.logs(raw)));
        if (!Double.isNaN(answer.novelty())) {
          novelty += answer.novelty();
          known++;
        }
      }
      calibrated.add(answers);
      inputs.add(
          FusionInputs.of(
              answers,
              FusionInputs.mean(answers),
              known == 0 ? Double.NaN : novelty / known,
              image.evidence()));
    }
  }

  /// @param rows predictions of one fold; every patient is held out from their members
  /// @param template text with the bases `pool` (one output called "member"), `evidence`, `trust`
  /// @param seed of the parts; the same seed gives the same text
  /// @throws ImagingException `REFUSED` when the template is wrong
  public static Fusion fit(List<OutOfFold> rows, String template, long seed)
      throws ImagingException {
    FusionFit fit = new FusionFit(FusionData.of(rows), RuleText.read(template), seed);
    return fit.fitted();
  }

  /// Temperatures as constants, and the one output "member" as one per member.
  private static RuleBase expanded(RuleBase pool, FusionData data) throws ImagingException {
    Map<String, Double> constants = new LinkedHashMap<>(pool.constants());
    List<Variable> outputs = new ArrayList<>();
    List<Rule.Then> each = new ArrayList<>();
    for (int m = 0; m < data.members().size(); m++) {
      String member = data.members().get(m);
      LabelledScores scores = LabelledScores.ofProbabilities(data.answers(m), data.labels());
      constants.put(Fusion.TEMPERATURE + member, CalibrationFit.temperature(scores).temperature());
      outputs.add(new Variable(member, "how much this member counts", 0, 4, List.of()));
      each.add(new Rule.Equals(member, 1.0 / data.members().size(), Map.of()));
    }
    if (pool.rules().isEmpty()) {
      throw new ImagingException(ImagingException.Kind.REFUSED, "The pool has no rules.");
    }
    return pool.withOutputs(outputs, pool.rules().stream().map(r -> r.withThen(each)).toList())
        .withConstants(constants);
  }

  private Fusion fitted() throws ImagingException {
    moveBreakpoints();
    SignedSoftmax problem = problem();
    double ridge = SEARCH_RIDGE;
    double least = Double.POSITIVE_INFINITY;
    for (double candidate : RIDGES) {
      double loss = leftOutLoss(problem, candidate, ITERATIONS, new double[PARTS][]);
      if (loss < least) {
        least = loss;
        ridge = candidate;
      }
    }
    List<double[]> leftOut = leftOut(problem, ridge);
    Map<String, Double> constants = new LinkedHashMap<>(trust.constants());
    constants.put("threshold", threshold(leftOut));
    constants.put(Fusion.SET, set(leftOut));
    double[] weights = problem.fit(all(), ridge, neutral(), ITERATIONS);
    return Fusion.of(poolWith(weights), evidenceWith(weights), trust.withConstants(constants));
  }

  // The weights: each pool rule's members, then each consequence of the evidence rules.

  private int members() {
    return data.members().size();
  }

  private int poolWeights() {
    return pool.rules().size() * members();
  }

  private List<Rule.Equals> hints() {
    return evidence.rules().stream()
        .flatMap(rule -> rule.then().stream())
        .map(then -> (Rule.Equals) then)
        .toList();
  }

  private double[] neutral() {
    double[] neutral = new double[poolWeights() + hints().size()];
    Arrays.fill(neutral, 0, poolWeights(), 1.0 / members());
    return neutral;
  }

  private SignedSoftmax problem() {
    List<Rule.Equals> hints = hints();
    int[] signs = new int[poolWeights() + hints.size()];
    Arrays.fill(signs, 0, poolWeights(), 1);
    for (int h = 0; h < hints.size(); h++) {
      signs[poolWeights() + h] = (int) Math.signum(hints.get(h).constant());
    }
    double[][][] features = new double[data.images().size()][][];
    for (int i = 0; i < features.length; i++) {
      features[i] = features(i, signs.length, hints);
    }
    return new SignedSoftmax(features, data.labels(), signs, neutral());
  }

  private double[][] features(int image, int count, List<Rule.Equals> hints) {
    double[][] features = new double[FusionInputs.CLASSES][count];
    List<Firing> gates = pool.fire(inputs.get(image));
    double sum = gates.stream().mapToDouble(Firing::strength).sum();
    for (int r = 0; r < gates.size() && sum > 0; r++) {
      for (int m = 0; m < members(); m++) {
        double[] p = calibrated.get(image).get(m);
        for (int k = 0; k < FusionInputs.CLASSES; k++) {
          features[k][r * members() + m] =
              gates.get(r).strength() / sum * Math.log(Math.max(Fusion.LEAST, p[k]));
        }
      }
    }
    int h = 0;
    for (Firing firing : evidence.fire(inputs.get(image))) {
      for (int t = 0; t < firing.rule().then().size(); t++, h++) {
        int k = TumourClass.of(hints.get(h).output()).orElseThrow().index();
        features[k][poolWeights() + h] = firing.strength();
      }
    }
    return features;
  }

  private RuleBase poolWith(double[] weights) {
    List<Rule> rules = new ArrayList<>();
    for (int r = 0; r < pool.rules().size(); r++) {
      List<Rule.Then> then = new ArrayList<>();
      for (int m = 0; m < members(); m++) {
        then.add(new Rule.Equals(data.members().get(m), weights[r * members() + m], Map.of()));
      }
      rules.add(pool.rules().get(r).withThen(then));
    }
    return pool.withRules(rules);
  }

  private RuleBase evidenceWith(double[] weights) {
    List<Rule> rules = new ArrayList<>();
    int at = poolWeights();
    for (Rule rule : evidence.rules()) {
      List<Rule.Then> then = new ArrayList<>();
      for (Rule.Then old : rule.then()) {
        then.add(new Rule.Equals(old.output(), weights[at++], Map.of()));
      }
      rules.add(rule.withThen(then));
    }
    return evidence.withRules(rules);
  }

  /// Mean log-loss of the patients of each part under weights of the other parts.
  ///
  /// @param starts where each part's fit begins, filled with where it ended
  private double leftOutLoss(
      SignedSoftmax problem, double ridge, int iterations, double[][] starts) {
    double loss = 0;
    for (int part = 0; part < parts.length; part++) {
      double[] start = starts[part] == null ? neutral() : starts[part];
      starts[part] = problem.fit(without(part), ridge, start, iterations);
      loss += problem.logLoss(starts[part], parts[part]) * parts[part].length;
    }
    return loss / data.images().size();
  }

  private void moveBreakpoints() {
    double[][] starts = new double[parts.length][];
    double best = leftOutLoss(problem(), SEARCH_RIDGE, ITERATIONS, starts);
    for (Spot spot : spots()) {
      for (double move : MOVES) {
        Spot now = spot;
        for (int time = 0; time < TIMES; time++) {
          Membership.Edge to = now.scaled(move);
          RuleBase poolBefore = pool;
          RuleBase evidenceBefore = evidence;
          if (!(to.to() < now.variable().high() && move(now, to))) {
            break;
          }
          double[][] trial = Arrays.stream(starts).map(double[]::clone).toArray(double[][]::new);
          double loss = leftOutLoss(problem(), SEARCH_RIDGE, SEARCH_ITERATIONS, trial);
          if (loss >= best - WORTH_MOVING) {
            pool = poolBefore;
            evidence = evidenceBefore;
            break;
          }
          best = loss;
          starts = trial;
          now = new Spot(now.variable(), to);
        }
        if (!now.equals(spot)) {
          break;
        }
      }
    }
  }

  /// An edge of a variable that may move.
  private record Spot(Variable variable, Membership.Edge edge) {
    Membership.Edge scaled(double by) {
      double low = variable.low();
      return new Membership.Edge(low + (edge.from() - low) * by, low + (edge.to() - low) * by);
    }

    boolean of(Variable other) {
      return other.name().equals(variable.name());
    }
  }

  private List<Spot> spots() {
    List<Spot> spots = new ArrayList<>();
    for (RuleBase base : List.of(pool, evidence)) {
      for (Variable input : base.inputs()) {
        for (Membership.Edge edge : input.edges()) {
          if (spots.stream().noneMatch(s -> s.of(input) && s.edge().equals(edge))) {
            spots.add(new Spot(input, edge));
          }
        }
      }
    }
    return spots;
  }

  /// Moves an edge in both bases; changes nothing where a term would turn over.
  private boolean move(Spot spot, Membership.Edge to) {
    for (RuleBase base : List.of(pool, evidence)) {
      for (Variable input : base.inputs()) {
        if (spot.of(input) && input.moved(spot.edge(), to).isEmpty()) {
          return false;
        }
      }
    }
    pool = pool.withInputs(v -> spot.of(v) ? v.moved(spot.edge(), to).orElse(v) : v);
    evidence = evidence.withInputs(v -> spot.of(v) ? v.moved(spot.edge(), to).orElse(v) : v);
    return true;
  }

  /// Each image's joint answer under weights of the parts that its patient is not in.
  private List<double[]> leftOut(SignedSoftmax problem, double ridge) {
    double[][] fused = new double[data.images().size()][];
    for (int part = 0; part < parts.length; part++) {
      double[] weights = problem.fit(without(part), ridge, neutral(), ITERATIONS);
      for (int i : parts[part]) {
        fused[i] = problem.probabilities(weights, i);
      }
    }
    return List.of(fused);
  }

  /// Up to which sum of a patient's mean probabilities classes cannot be excluded; rounded up as the
  /// text rounds, so that nobody falls out of their set.
  private double set(List<double[]> leftOut) {
    FusionData.Patients patients = data.withTumour(leftOut);
    double threshold =
        PredictionSet.fit(
                patients.means(),
                patients.labels().stream().mapToInt(k -> k).toArray(),
                Fusion.SET_COVERAGE)
            .threshold();
    return Math.min(1, Math.ceil(threshold * 1e6) / 1e6);
  }

  private double threshold(List<double[]> leftOut) {
    double[] trusted = new double[data.images().size()];
    boolean[] right = new boolean[trusted.length];
    for (int i = 0; i < trusted.length; i++) {
      double[] fused = leftOut.get(i);
      right[i] = FusionInputs.best(fused) == data.images().get(i).label().index();
      Map<String, Double> known = new LinkedHashMap<>(inputs.get(i));
      known.put("entropy", FusionInputs.entropy(fused));
      trusted[i] = Mamdani.infer(trust, known).outputs().getOrDefault("trust", 0.0);
    }
    double chosen = 0;
    for (double threshold : Arrays.stream(trusted).sorted().distinct().toArray()) {
      int[] answered =
          IntStream.range(0, trusted.length).filter(i -> trusted[i] >= threshold).toArray();
      if (answered.length < (1 - MOST_UNANSWERED) * trusted.length) {
        break;
      }
      chosen = threshold;
      long correct = Arrays.stream(answered).filter(i -> right[i]).count();
      if (correct >= ANSWERED_RIGHT * answered.length) {
        break;
      }
    }
    // Rounded down as the text rounds, so that what was answered stays answered.
    double least = trust.constants().getOrDefault("threshold", 0.0);
    return Math.max(least, Math.floor(chosen * 1e6) / 1e6);
  }

  private int[] all() {
    return IntStream.range(0, data.images().size()).toArray();
  }

  private int[] without(int part) {
    return IntStream.range(0, parts.length)
        .filter(p -> p != part)
        .flatMap(p -> Arrays.stream(parts[p]))
        .toArray();
  }

  /// Images of each part; a patient's stay together.
  private static int[][] parts(List<String> patients, long seed) {
    List<String> order = new ArrayList<>(new TreeSet<>(patients));
    if (order.size() < PARTS) {
      throw new IllegalArgumentException("predictions of " + order.size() + " patients");
    }
    Collections.shuffle(order, new Random(seed));
    Map<String, Integer> part = new LinkedHashMap<>();
    for (int i = 0; i < order.size(); i++) {
      part.put(order.get(i), i % PARTS);
    }
    int[][] parts = new int[PARTS][];
    for (int p = 0; p < PARTS; p++) {
      int index = p;
      parts[p] =
          IntStream.range(0, patients.size())
              .filter(i -> part.getOrDefault(patients.get(i), 0) == index)
              .toArray();
    }
    return parts;
  }
}
