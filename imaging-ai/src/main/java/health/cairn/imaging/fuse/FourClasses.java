package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.DelegatingMember;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A member that knows some of the classes, as one that gives the others 0: so it can sit on a [Panel].
public record FourClasses(Member inner) implements DelegatingMember {
  /// The member itself where it knows all four.
  public static Member of(Member member) {
    return member.classes().equals(TumourClass.words()) ? member : new FourClasses(member);
  }

  /// A member's answer in the order of [TumourClass].
  public static List<Double> ordered(ClassProbabilities probabilities) {
    Map<String, Double> named = probabilities.byName();
    List<Double> ordered = new ArrayList<>();
    TumourClass.words().forEach(word -> ordered.add(named.getOrDefault(word, 0.0)));
    return List.copyOf(ordered);
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return inner.neverSaw(dataset, fold).map(FourClasses::of);
  }

  @Override
  public List<String> classes() {
    return TumourClass.words();
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    return inner.judge(slices, progress).stream()
        .map(
            j ->
                new Judgement(
                    new ClassProbabilities(classes(), ordered(j.probabilities())),
                    j.novelty(),
                    j.abstention(),
                    j.voices(),
                    j.rules(),
                    j.why()))
        .toList();
  }
}
