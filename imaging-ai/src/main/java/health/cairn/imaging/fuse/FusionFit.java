package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.uncertainty.CalibrationFit;
import health.cairn.imaging.uncertainty.Calibrator;
import health.cairn.imaging.uncertainty.LabelledScores;
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
/// 2. The breakpoints of `pool` and `evidence`, one term after another, moved or stretched where that
///    lowers the log-loss of patients left out (five parts, drawn with the seed).
/// 3. The ridge, likewise; then every member's weight in each pool rule (not negative) and each
///    evidence rule's value, which keeps the sign it has in the template (0 leaves it free). With
///    breakpoints and ridge fixed that problem is convex.
/// 4. The trust threshold: the lowest at which the left-out images that are answered are right by
///    [#ANSWERED_RIGHT], but not so high that more than [#MOST_UNANSWERED] go unanswered, and never
///    below the template's.
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
  private static final double[][] MOVES = {{-0.15, 1}, {0.15, 1}, {0, 0.7}, {0, 1.4}};

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
    double threshold = threshold(problem, ridge);
    Map<String, Double> constants = new LinkedHashMap<>(trust.constants());
    constants.put("threshold", threshold);
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
    for (boolean inPool : new boolean[] {true, false}) {
      for (Variable input : (inPool ? pool : evidence).inputs()) {
        for (Variable.Term term : input.terms()) {
          for (double[] move : MOVES) {
            RuleBase before = inPool ? pool : evidence;
            Variable now = before.input(input.name()).orElseThrow();
            Membership shape = now.term(term.word()).orElseThrow().membership();
            double shift = move[0] * spread(input);
            Variable.Term moved = new Variable.Term(term.word(), shape.moved(shift, move[1]));
            set(inPool, before.withInputs(v -> v.name().equals(now.name()) ? v.with(moved) : v));
            double[][] trial = Arrays.stream(starts).map(double[]::clone).toArray(double[][]::new);
            double loss = leftOutLoss(problem(), SEARCH_RIDGE, SEARCH_ITERATIONS, trial);
            if (loss < best - WORTH_MOVING) {
              best = loss;
              starts = trial;
            } else {
              set(inPool, before);
            }
          }
        }
      }
    }
  }

  private void set(boolean inPool, RuleBase base) {
    if (inPool) {
      pool = base;
    } else {
      evidence = base;
    }
  }

  /// Between the tenth and ninetieth percentile of what the images show; the range where none do.
  private double spread(Variable input) {
    double[] known =
        inputs.stream()
            .mapToDouble(values -> values.getOrDefault(input.name(), Double.NaN))
            .filter(v -> !Double.isNaN(v))
            .sorted()
            .toArray();
    double spread =
        known.length == 0
            ? 0
            : known[(int) (0.9 * (known.length - 1))] - known[(int) (0.1 * (known.length - 1))];
    return spread > 0 ? spread : input.high() - input.low();
  }

  private double threshold(SignedSoftmax problem, double ridge) {
    double[] trusted = new double[data.images().size()];
    boolean[] right = new boolean[trusted.length];
    for (int part = 0; part < parts.length; part++) {
      double[] weights = problem.fit(without(part), ridge, neutral(), ITERATIONS);
      for (int i : parts[part]) {
        double[] fused = problem.probabilities(weights, i);
        right[i] = FusionInputs.best(fused) == data.images().get(i).label().index();
        Map<String, Double> known = new LinkedHashMap<>(inputs.get(i));
        known.put("entropy", FusionInputs.entropy(fused));
        trusted[i] = Mamdani.infer(trust, known).outputs().getOrDefault("trust", 0.0);
      }
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
