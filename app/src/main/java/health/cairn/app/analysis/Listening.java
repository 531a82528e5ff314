package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.FourClasses;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A member that is asked once, and remembers what each voice said before they were joined. For one analysis
/// on one thread.
final class Listening implements Member {
  private final Member inner;
  private final List<MemberSlice> heard = new ArrayList<>();

  Listening(Member inner) {
    this.inner = inner;
  }

  List<MemberSlice> heard() {
    return List.copyOf(heard);
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    if (inner instanceof FusedMember fused) {
      List<Panel.Heard> voices = fused.panel().hear(slices, progress);
      voices.forEach(v -> heard.add(new MemberSlice(v.answers(), v.evidence())));
      return fused.judgements(voices);
    }
    List<Judgement> judgements = inner.judge(slices, progress);
    for (Judgement j : judgements) {
      heard.add(
          new MemberSlice(
              List.of(
                  new MemberAnswer(
                      ref().name(), FourClasses.ordered(j.probabilities()), j.novelty())),
              SliceEvidence.UNKNOWN));
    }
    return judgements;
  }

  @Override
  public ModelRef ref() {
    return inner.ref();
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return inner.neverSaw(dataset, fold);
  }

  @Override
  public List<Weights> weights() {
    return inner.weights();
  }

  @Override
  public boolean awaitsLicence() {
    return inner.awaitsLicence();
  }

  @Override
  public List<String> classes() {
    return inner.classes();
  }

  @Override
  public double minimumConfidence() {
    return inner.minimumConfidence();
  }

  @Override
  public boolean looksAtTheOutline() {
    return inner.looksAtTheOutline();
  }
}
