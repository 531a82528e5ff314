package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.DelegatingMember;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.FusedMember;
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
    if (inner instanceof FusedMember fused) {
      List<MemberSlice> said = MemberSlice.of(fused.panel(), slices, progress);
      heard.addAll(said);
      return fused.judgements(said.stream().map(MemberSlice::heard).toList());
    }
    List<Judgement> judgements = inner.judge(slices, progress);
    heard.addAll(MemberSlice.of(inner, slices, judgements));
    return judgements;
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return inner.neverSaw(dataset, fold);
  }
}
