package health.cairn.app.analysis;

import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.SliceEvidence;
import java.util.List;

/// What each member said of one slice before anything was joined: what calibration and fusion learn from.
///
/// @param networks whose answers these are
public record MemberSlice(List<MemberAnswer> answers, SliceEvidence evidence, Networks networks) {
  public MemberSlice {
    answers = List.copyOf(answers);
  }
}
