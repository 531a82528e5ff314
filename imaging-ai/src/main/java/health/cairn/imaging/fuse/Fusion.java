package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.uncertainty.Calibrator;
import health.cairn.imaging.uncertainty.LabelledScores;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Several members' answers to one, by three rule bases in one text:
///
/// - `pool` (Sugeno, average): how much each member counts on this image. The members' calibrated
///   probabilities are joined as a weighted product (logarithmic opinion pool).
/// - `evidence` (Sugeno, sum): what the outline speaks for, added to the class's logarithm.
/// - `trust` (Mamdani): whether the answer should be followed; below the constant `threshold`, or
///   where a rule of a vetoing [Abstention] fires by `veto`, no class is named.
///
/// Never changes; any thread.
public final class Fusion {
  /// No member can exclude a class beyond this.
  static final double LEAST = 1e-4;

  static final String TEMPERATURE = "temperature.";

  /// The constant of `trust` that tells which classes cannot be excluded, and for what share of patients
  /// that is meant to hold.
  static final String SET = "set95";

  static final double SET_COVERAGE = 0.95;

  private final List<String> members;
  private final RuleBase pool;
  private final RuleBase evidence;
  private final RuleBase trust;

  private Fusion(RuleBase pool, RuleBase evidence, RuleBase trust) {
    this.members = pool.outputs().stream().map(Variable::name).toList();
    this.pool = pool;
    this.evidence = evidence;
    this.trust = trust;
  }

  static Fusion of(RuleBase pool, RuleBase evidence, RuleBase trust) throws ImagingException {
    for (Variable member : pool.outputs()) {
      Double temperature = pool.constants().get(TEMPERATURE + member.name());
      if (temperature == null || !(temperature > 0)) {
        throw refused("pool has no constant " + TEMPERATURE + member.name() + " above 0");
      }
    }
    for (TumourClass value : TumourClass.values()) {
      if (evidence.outputs().stream().noneMatch(output -> output.name().equals(value.word()))) {
        throw refused("evidence has no output " + value.word());
      }
    }
    for (String needed : List.of("threshold", "veto")) {
      if (!trust.constants().containsKey(needed)) {
        throw refused("trust has no constant " + needed);
      }
    }
    if (pool.outputs().isEmpty()
        || trust.outputs().stream().noneMatch(o -> o.name().equals("trust"))) {
      throw refused("there is no member, or no output trust");
    }
    return new Fusion(pool, evidence, trust);
  }

  /// Reads a fitted text.
  ///
  /// @throws ImagingException `REFUSED`, naming the line or what is missing
  public static Fusion read(String text) throws ImagingException {
    Map<String, RuleBase> bases = RuleText.read(text);
    return of(named(bases, "pool"), named(bases, "evidence"), named(bases, "trust"));
  }

  static RuleBase named(Map<String, RuleBase> bases, String name) throws ImagingException {
    RuleBase base = bases.get(name);
    if (base == null) {
      throw refused("there is no rule base called " + name);
    }
    return base;
  }

  private static ImagingException refused(String what) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "Rules of the fusion: " + what + ".");
  }

  /// The whole text, for the reader and for [#read].
  public String text() {
    return RuleText.write(List.of(pool, evidence, trust));
  }

  /// Names of the members whose answers it needs, in its order.
  public List<String> members() {
    return members;
  }

  /// What the words mean that one of its rules asks for, one sentence each.
  List<String> meanings(Rule rule) {
    return Stream.of(pool, evidence, trust)
        .filter(base -> base.rules().contains(rule))
        .findFirst()
        .map(base -> base.meanings(rule))
        .orElseThrow();
  }

  /// @param answers one of each member, in any order
  /// @throws IllegalArgumentException when a member is missing
  public FusedAnswer answer(List<MemberAnswer> answers, SliceEvidence slice) {
    Map<String, double[]> calibrated = new LinkedHashMap<>();
    double novelty = 0;
    int known = 0;
    for (String member : members) {
      MemberAnswer answer =
          answers.stream()
              .filter(a -> a.member().equals(member))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no answer of " + member));
      calibrated.put(member, calibrated(answer));
      if (!Double.isNaN(answer.novelty())) {
        novelty += answer.novelty();
        known++;
      }
    }
    List<double[]> all = List.copyOf(calibrated.values());
    Map<String, Double> inputs =
        FusionInputs.of(
            all, FusionInputs.mean(all), known == 0 ? Double.NaN : novelty / known, slice);
    Inference weights = Sugeno.infer(pool, inputs);
    Inference hints = Sugeno.infer(evidence, inputs);
    double[] fused = pooled(calibrated, weights.outputs(), hints.outputs());
    inputs.put("entropy", FusionInputs.entropy(fused));
    Inference doubts = Mamdani.infer(trust, inputs);
    double trusted = doubts.outputs().getOrDefault("trust", 0.0);
    Optional<Abstention> abstention = abstention(trusted, doubts.firings());
    TumourClass best = TumourClass.at(FusionInputs.best(fused));
    List<Firing> firings = new ArrayList<>(weights.firings());
    firings.addAll(hints.firings());
    firings.addAll(doubts.firings());
    Map<String, Double> memberWeights = new HashMap<>();
    members.forEach(m -> memberWeights.put(m, weights.outputs().getOrDefault(m, equal())));
    return new FusedAnswer(
        Arrays.stream(fused).boxed().toList(),
        abstention.isPresent() ? Optional.empty() : Optional.of(best),
        abstention,
        trusted,
        memberWeights,
        firings,
        FusionWords.of(best, fused, calibrated, abstention, hints.firings(), doubts.firings()));
  }

  private double[] calibrated(MemberAnswer answer) {
    double[] raw = answer.probabilities().stream().mapToDouble(p -> p).toArray();
    return calibrator(answer.member()).probabilities(LabelledScores.logs(raw));
  }

  /// What the fit found for one member.
  public Calibrator calibrator(String member) {
    return new Calibrator.Temperature(pool.constants().getOrDefault(TEMPERATURE + member, 1.0));
  }

  /// Which classes cannot be excluded for a patient by the mean of their slices; empty for rules fitted
  /// without it.
  public Optional<PredictionSet> predictionSet() {
    return Optional.ofNullable(trust.constants().get(SET))
        .map(threshold -> new PredictionSet(SET_COVERAGE, threshold));
  }

  private double equal() {
    return 1.0 / members.size();
  }

  private double[] pooled(
      Map<String, double[]> calibrated, Map<String, Double> weights, Map<String, Double> hints) {
    double[] scores = new double[FusionInputs.CLASSES];
    for (TumourClass value : TumourClass.values()) {
      int k = value.index();
      scores[k] = hints.getOrDefault(value.word(), 0.0);
      calibrated.forEach(
          (member, p) ->
              scores[k] += weights.getOrDefault(member, equal()) * Math.log(Math.max(LEAST, p[k])));
    }
    return new Calibrator.Temperature(1).probabilities(scores);
  }

  private Optional<Abstention> abstention(double trusted, List<Firing> doubts) {
    double veto = trust.constants().getOrDefault("veto", 1.0);
    double threshold = trust.constants().getOrDefault("threshold", 1.0);
    Optional<Abstention> strongest = Optional.empty();
    double most = 0;
    for (Firing firing : doubts) {
      Optional<Abstention> reason = Abstention.of(firing.rule());
      if (reason.isPresent() && reason.get().veto() && firing.strength() >= veto) {
        return reason;
      }
      if (reason.isPresent() && firing.strength() > most) {
        most = firing.strength();
        strongest = reason;
      }
    }
    return trusted >= threshold
        ? Optional.empty()
        : Optional.of(strongest.orElse(Abstention.UNSURE));
  }
}
