package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.FourClasses;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.fuse.SliceEvidence;
import java.util.ArrayList;
import java.util.List;

/// What each member said of one slice before anything was joined: what calibration and fusion learn from.
///
/// @param slice that they were asked about
/// @param networks whose answers these are
public record MemberSlice(
    SliceSample slice, List<MemberAnswer> answers, SliceEvidence evidence, Networks networks) {
  public MemberSlice {
    answers = List.copyOf(answers);
  }

  /// What a panel says of slices.
  public static List<MemberSlice> of(Panel panel, List<SliceSample> slices, Progress progress)
      throws ImagingException {
    Networks networks = Networks.of(panel);
    List<Panel.Heard> heard = panel.hear(slices, progress);
    List<MemberSlice> all = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      all.add(
          new MemberSlice(
              slices.get(i), heard.get(i).answers(), heard.get(i).evidence(), networks));
    }
    return all;
  }

  /// What a member says of slices that is asked by itself.
  public static List<MemberSlice> of(
      Member member, List<SliceSample> slices, List<Judgement> judgements) {
    Networks networks = Networks.of(member);
    List<MemberSlice> all = new ArrayList<>();
    for (int i = 0; i < judgements.size(); i++) {
      Judgement said = judgements.get(i);
      all.add(
          new MemberSlice(
              slices.get(i),
              List.of(
                  new MemberAnswer(
                      member.ref().name(),
                      FourClasses.ordered(said.probabilities()),
                      said.novelty())),
              SliceEvidence.UNKNOWN,
              networks));
    }
    return all;
  }

  /// As rules take it.
  Panel.Heard heard() {
    return new Panel.Heard(answers, evidence);
  }
}
