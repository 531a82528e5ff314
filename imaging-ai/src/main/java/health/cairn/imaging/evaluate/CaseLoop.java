package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Judges one case after another. A case that cannot be read is named, and the others count.
///
/// @param id of a case, which is also its patient's as far as the set says
record CaseLoop<C>(StoredModel model, Origins known, Function<C, String> id, Progress progress) {

  /// Judges one case, by those networks that never saw its patient.
  @FunctionalInterface
  interface Judging<C> {
    CaseScore judge(C one, Answerer<StoredModel> answerer) throws ImagingException;
  }

  /// @param scored takes the cases that were judged and those that were refused
  void run(List<C> cases, Scored scored, Judging<C> judging) throws ImagingException {
    for (int i = 0; i < cases.size(); i++) {
      progress.report(PictureMaps.STEP, i, cases.size());
      C one = cases.get(i);
      List<Answerer.Origin> origins =
          known.origins(id.apply(one), Optional.empty(), Optional.empty());
      if (known.leftOut(EvaluatedModels.outlining(model), origins)) {
        continue;
      }
      try {
        scored.cases().add(judging.judge(one, Answerer.of(model, origins)));
      } catch (ImagingException e) {
        if (e.kind() != ImagingException.Kind.REFUSED) {
          throw e;
        }
        scored.refused().add(new Refusal(id.apply(one), e.getMessage()));
      }
    }
    progress.report(PictureMaps.STEP, cases.size(), cases.size());
  }
}
