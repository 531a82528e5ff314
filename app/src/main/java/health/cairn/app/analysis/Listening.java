package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.DelegatingMember;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.FourClasses;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.fuse.SliceEvidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A member that is asked once, and remembers what each voice said before they were joined. For one analysis
/// on one thread.
final class Listening implements DelegatingMember {
  private final Member inner;
  private final List<MemberSlice> heard = new ArrayList<>();

  Listening(Member inner) {
    this.inner = inner;
  }

  @Override
  public Member inner() {
    return inner;
  }

  List<MemberSlice> heard() {
    return List.copyOf(heard);
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    Networks networks = Networks.of(inner);
    if (inner instanceof FusedMember fused) {
      List<Panel.Heard> voices = fused.panel().hear(slices, progress);
      voices.forEach(v -> heard.add(new MemberSlice(v.answers(), v.evidence(), networks)));
      return fused.judgements(voices);
    }
    List<Judgement> judgements = inner.judge(slices, progress);
    for (Judgement j : judgements) {
      heard.add(
          new MemberSlice(
              List.of(
                  new MemberAnswer(
                      ref().name(), FourClasses.ordered(j.probabilities()), j.novelty())),
              SliceEvidence.UNKNOWN,
              networks));
    }
    return judgements;
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return inner.neverSaw(dataset, fold);
  }
}
