package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.RuleFired;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.classify.Voice;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.uncertainty.LabelledScores;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The members of a panel, joined by a fusion's rules: one member by itself, whose judgements carry
/// every voice, every rule and the reasons in words. Beside the rules that serve may stand others that
/// were fitted without some people, to be judged on these.
public final class FusedMember implements Member {
  /// Name in results; the hash is of the rules and of all that they join.
  public static final String NAME = "cheng-t1c-fusion";

  /// By which name [Panel#networks] gives the network that outlines for the members.
  public static final String OUTLINE = "outline";

  private static final String LICENCE = "CC-BY-4.0";

  private final String version;
  private final Panel panel;
  private final List<FittedRules> rules;
  private final Published published;

  /// Of which nothing was published.
  ///
  /// @param version of the rules
  /// @param panel the fusion's members, in any order
  /// @param rules of the same members, fitted on different people; the first that may answer does
  public FusedMember(String version, Panel panel, List<FittedRules> rules) {
    this(version, panel, rules, Published.NOTHING);
  }

  private FusedMember(String version, Panel panel, List<FittedRules> rules, Published published) {
    List<String> names = panel.members().stream().map(m -> m.ref().name()).sorted().toList();
    for (FittedRules one : rules) {
      if (!names.equals(one.fusion().members().stream().sorted().toList())) {
        throw new IllegalArgumentException(
            "the rules join " + one.fusion().members() + ", not the panel's " + names);
      }
    }
    this.version = version;
    this.panel = panel;
    this.rules = List.copyOf(rules);
    this.published = published;
  }

  /// The same, with what was measured of exactly this.
  FusedMember publishing(Published measured) {
    return new FusedMember(version, panel, rules, measured);
  }

  /// The rules, for the reader.
  public Fusion fusion() {
    return rules.getFirst().fusion();
  }

  public Panel panel() {
    return panel;
  }

  @Override
  public ModelRef ref() {
    return new ModelRef(
        NAME, version, FittedRules.sha256(fusion().text() + panel.description()), LICENCE);
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    List<FittedRules> unseen =
        rules.stream().filter(r -> r.weights().neverSaw(dataset, fold)).toList();
    return unseen.isEmpty()
        ? Optional.empty()
        : panel.neverSaw(dataset, fold).map(p -> new FusedMember(version, p, unseen));
  }

  @Override
  public List<Weights> weights() {
    return Stream.concat(rules.stream().map(FittedRules::weights), panel.weights().stream())
        .toList();
  }

  @Override
  public List<String> classes() {
    return TumourClass.words();
  }

  @Override
  public Published published() {
    return published;
  }

  /// What was measured of it; of each other figure the best that a joined member's card publishes: what joins
  /// must not be worse.
  @Override
  public Map<String, Double> figures() {
    Map<String, Double> best = new HashMap<>();
    panel.members().forEach(m -> m.figures().forEach((name, v) -> best.merge(name, v, Math::max)));
    published.figures().forEach(f -> best.put(f.name(), f.value()));
    return best;
  }

  /// The rules say when no class is to be named.
  @Override
  public double minimumConfidence() {
    return 0;
  }

  @Override
  public Optional<PredictionSet> predictionSet() {
    return fusion().predictionSet();
  }

  @Override
  public boolean looksAtTheOutline() {
    return true;
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    return judgements(panel.hear(slices, progress));
  }

  /// What the rules make of what the panel was heard to say.
  public List<Judgement> judgements(List<Panel.Heard> heard) {
    return heard.stream().map(this::judgement).toList();
  }

  private Judgement judgement(Panel.Heard heard) {
    FusedAnswer answer = fusion().answer(heard.answers(), heard.evidence());
    List<Voice> voices = new ArrayList<>();
    for (Member member : panel.members()) {
      String name = member.ref().name();
      double[] raw =
          heard.answers().stream()
              .filter(a -> a.member().equals(name))
              .findFirst()
              .orElseThrow()
              .probabilities()
              .stream()
              .mapToDouble(p -> p)
              .toArray();
      voices.add(
          new Voice(
              member.ref(),
              ClassProbabilities.of(
                  classes(), fusion().calibrator(name).probabilities(LabelledScores.logs(raw))),
              answer.memberWeights().getOrDefault(name, 0.0)));
    }
    return new Judgement(
        new ClassProbabilities(classes(), answer.probabilities()),
        heard.answers().stream()
            .mapToDouble(MemberAnswer::novelty)
            .filter(n -> !Double.isNaN(n))
            .average()
            .orElse(Double.NaN),
        answer.abstention().map(Abstention::sentence),
        voices,
        answer.firings().stream().map(f -> fired(f, fusion().meanings(f.rule()))).toList(),
        answer.why());
  }

  private static RuleFired fired(Firing firing, List<String> meanings) {
    Rule rule = firing.rule();
    String then = String.join(" and ", rule.then().stream().map(Rule.Then::text).toList());
    return new RuleFired(
        rule.name(),
        rule.when().text() + " -> " + then,
        rule.because(),
        firing.strength(),
        firing.known(),
        meanings);
  }
}
