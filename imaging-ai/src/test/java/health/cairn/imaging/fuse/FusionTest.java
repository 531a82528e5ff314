package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Veto;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// On drawn members only ([SyntheticMembers]): that the machinery learns what is there and no more.
class FusionTest {
  private static final long SEED = 1;
  private static final SliceEvidence GOOD =
      new SliceEvidence(3, 0.95, 0.6, 0.7, 0, 0.4, 0.3, 0.02, 0.2, 1);

  private static Fusion fusion;

  @BeforeAll
  static void fitOnce() throws ImagingException {
    fusion = FusionFit.fit(SyntheticMembers.drawn(3, 32, 0.6, 31), FusionTemplate.text(), SEED);
  }

  @Test
  void fit_beatsEveryPartlyIndependentMemberOnOtherPatients() {
    FusionComparison comparison =
        FusionComparison.of(fusion, SyntheticMembers.drawn(4, 80, 0.6, 41));
    assertTrue(comparison.beatsEveryMember(), comparison.markdown());
    assertEquals(4 + 3, comparison.rows().size());
    assertTrue(comparison.fusion().scores().ece() < 0.06, comparison.markdown());
    assertTrue(comparison.trustErrorAuroc() > 0.7, comparison.markdown());
    assertTrue(comparison.answered() >= 0.7, comparison.markdown());
    assertTrue(
        comparison.answeredAccuracy() > comparison.fusion().scores().accuracy(),
        comparison.markdown());
  }

  /// A member alone is vetoed where the shipped rules would be: the limit is theirs.
  @Test
  void novelty_vetoesAMemberAloneFromWhereTheShippedRulesVeto() throws ImagingException {
    Fusion shipped = Fusion.read(Classifiers.rules());
    assertEquals(Optional.of(Abstention.NOVEL), abstention(shipped, Veto.LEAST_NOVELTY + 1e-6));
    assertFalse(
        abstention(shipped, Veto.LEAST_NOVELTY - 1e-6).equals(Optional.of(Abstention.NOVEL)));
  }

  private static Optional<Abstention> abstention(Fusion rules, double novelty) {
    return rules
        .answer(
            rules.members().stream()
                .map(m -> new MemberAnswer(m, List.of(0.97, 0.01, 0.01, 0.01), novelty))
                .toList(),
            GOOD)
        .abstention();
  }

  /// Where members are copies of one another and the evidence is unknown there is nothing to gain,
  /// and the comparison must be able to say so.
  @Test
  void comparison_seesNoGainWhereThereIsNone() throws ImagingException {
    List<OutOfFold> copies = blind(SyntheticMembers.drawn(3, 20, 0, 32));
    Fusion useless = FusionFit.fit(copies, FusionTemplate.text(), SEED);
    FusionComparison comparison =
        FusionComparison.of(useless, blind(SyntheticMembers.drawn(4, 30, 0, 42)));
    assertTrue(
        comparison.rows().getFirst().accuracyDifference().low() <= 0
            && comparison.rows().getFirst().accuracyDifference().high() >= 0
            && Math.abs(comparison.rows().getFirst().accuracyDifference().high()) < 0.03,
        comparison.markdown());
    assertFalse(comparison.beatsEveryMember(), comparison.markdown());
  }

  @Test
  void fit_isTheSameForTheSameSeedAndIsReadBackFromItsText() throws ImagingException {
    List<OutOfFold> few = SyntheticMembers.drawn(3, 10, 0.6, 33);
    assertEquals(
        FusionFit.fit(few, FusionTemplate.text(), SEED).text(),
        FusionFit.fit(few, FusionTemplate.text(), SEED).text());
    Fusion read = Fusion.read(fusion.text());
    assertEquals(fusion.text(), read.text());
    FusedAnswer before = fusion.answer(answers(0.9, 0.9, 0.9, 0.9), GOOD);
    FusedAnswer after = read.answer(answers(0.9, 0.9, 0.9, 0.9), GOOD);
    assertEquals(before.decision(), after.decision());
    for (int k = 0; k < 4; k++) {
      assertEquals(before.probabilities().get(k), after.probabilities().get(k), 1e-4);
    }
  }

  @Test
  void fit_keepsTheSignsOfTheTemplate() throws ImagingException {
    RuleBase evidence = RuleText.read(fusion.text()).get("evidence");
    RuleBase template = RuleText.read(FusionTemplate.text()).get("evidence");
    for (int r = 0; r < evidence.rules().size(); r++) {
      double fitted = ((Rule.Equals) evidence.rules().get(r).then().getFirst()).constant();
      double sign = ((Rule.Equals) template.rules().get(r).then().getFirst()).constant();
      assertTrue(fitted * sign >= 0, evidence.rules().get(r).name());
    }
  }

  @Test
  void fit_keepsWhatTheWordsMean() throws ImagingException {
    Map<String, RuleBase> bases = RuleText.read(fusion.text());
    for (String base : List.of("pool", "evidence")) {
      Variable size = bases.get(base).input("size").orElseThrow();
      for (int word = 0; word < 3; word++) {
        double typical = List.of(0.0, 0.9, 15.0).get(word);
        assertEquals(1, size.terms().get(word).membership().at(typical), 1e-9);
      }
    }
  }

  @Test
  void predictionSet_isFittedAndReadBack() throws ImagingException {
    PredictionSet set = fusion.predictionSet().orElseThrow();
    assertEquals(0.95, set.coverage());
    assertEquals(List.of(1), set.of(new double[] {0, 1, 0, 0}));
    assertEquals(List.of(0, 1, 2), set.of(new double[] {0.26, 0.25, 0.25, 0.24}));
    assertEquals(Optional.of(set), Fusion.read(fusion.text()).predictionSet());
  }

  @Test
  void answer_namesAClassAndSaysWhyWhenMembersAgree() {
    FusedAnswer answer = fusion.answer(answers(0.99, 0.99, 0.99, 0.99), GOOD);
    assertEquals(Optional.of(TumourClass.MENINGIOMA), answer.decision());
    assertTrue(
        answer.why().getFirst().startsWith("Most probably a meningioma ("),
        answer.why().toString());
    assertTrue(answer.why().get(1).startsWith("All 4 models say a meningioma: synthetic-0"));
    assertTrue(answer.why().size() <= 3);
    assertEquals(1, answer.probabilities().stream().mapToDouble(p -> p).sum(), 1e-9);
  }

  @Test
  void answer_abstainsWhenMembersDisagree() {
    FusedAnswer answer = fusion.answer(answers(0.98, 0.005, 0.98, 0.005), GOOD);
    assertTrue(answer.abstention().isPresent(), answer.why().toString());
    assertTrue(answer.why().get(1).contains("; "), answer.why().toString());
  }

  @Test
  void answer_abstainsWhereThereIsNoHeadHoweverSureTheMembersAre() {
    SliceEvidence noHead = new SliceEvidence(3, 0.95, 0.6, 0.7, 0, 0.4, 0.3, 0.02, 0.2, 0);
    FusedAnswer answer = fusion.answer(answers(0.99, 0.99, 0.99, 0.99), noHead);
    assertEquals(Optional.of(Abstention.NOT_A_HEAD), answer.abstention());
    assertEquals(
        "No class is named: this does not look like a head MR (no head is found in it).",
        answer.why().getFirst());
  }

  @Test
  void answer_abstainsWhereNothingWasEverThatFarAway() {
    List<MemberAnswer> far =
        answers(0.99, 0.99, 0.99, 0.99).stream()
            .map(a -> new MemberAnswer(a.member(), a.probabilities(), 1))
            .toList();
    assertEquals(Optional.of(Abstention.NOVEL), fusion.answer(far, GOOD).abstention());
  }

  @Test
  void answer_worksWhenOnlyTheMembersAreKnown() {
    FusedAnswer answer = fusion.answer(answers(0.99, 0.99, 0.99, 0.99), SliceEvidence.UNKNOWN);
    assertEquals(1, TumourClass.MENINGIOMA.index());
    assertTrue(answer.probabilities().get(1) > 0.5);
    assertTrue(answer.firings().stream().anyMatch(f -> !f.known()));
  }

  @Test
  void answer_refusesAMissingMember() {
    List<MemberAnswer> three = answers(0.9, 0.9, 0.9, 0.9).subList(0, 3);
    assertThrows(IllegalArgumentException.class, () -> fusion.answer(three, GOOD));
  }

  @Test
  void read_refusesATextWithoutWhatItNeeds() {
    String text = fusion.text();
    for (String missing : List.of("constant threshold", "constant temperature.synthetic-1")) {
      String broken = text.replaceFirst(missing + " [0-9.]+", "");
      assertThrows(ImagingException.class, () -> Fusion.read(broken));
    }
    assertThrows(ImagingException.class, () -> Fusion.read(text.replace("rules trust", "rules x")));
  }

  /// Meningioma with these probabilities, the rest to glioma.
  private static List<MemberAnswer> answers(double... meningioma) {
    List<MemberAnswer> answers = new ArrayList<>();
    for (int m = 0; m < meningioma.length; m++) {
      answers.add(
          new MemberAnswer(
              "synthetic-" + m, List.of(0.99 - meningioma[m], meningioma[m], 0.005, 0.005), 0.5));
    }
    return answers;
  }

  private static List<OutOfFold> blind(List<OutOfFold> rows) {
    return rows.stream()
        .map(
            r ->
                new OutOfFold(
                    r.id(),
                    r.patient(),
                    r.fold(),
                    r.label(),
                    r.member(),
                    r.probabilities(),
                    Double.NaN,
                    SliceEvidence.UNKNOWN))
        .toList();
  }
}
