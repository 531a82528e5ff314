package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A member that names no class where there is no head, or where a slice is unlike what it was trained
/// on. Rules that join members veto by themselves, with the same limits; their answers stay as they are.
///
/// @param inner who is asked
public record VetoingMember(Member inner) implements DelegatingMember {
  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return inner.neverSaw(dataset, fold).map(VetoingMember::new);
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    List<Judgement> said = inner.judge(slices, progress);
    List<Judgement> judged = new ArrayList<>();
    for (int i = 0; i < said.size(); i++) {
      Judgement one = said.get(i);
      judged.add(
          one.rules().isEmpty() && one.abstention().isEmpty()
              ? veto(slices.get(i), one.novelty()).map(one::abstaining).orElse(one)
              : one);
    }
    return judged;
  }

  private static Optional<Veto> veto(SliceSample slice, double novelty) {
    if (!HeadCheck.found(slice)) {
      return Optional.of(Veto.NOT_A_HEAD);
    }
    // Not known where it is not a number.
    return novelty >= Veto.LEAST_NOVELTY ? Optional.of(Veto.NOVEL) : Optional.empty();
  }
}
