package health.cairn.app.models;

import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.evaluate.EvaluatedModels;
import health.cairn.imaging.inference.StoredModel;
import java.util.Map;
import java.util.Optional;

/// What is tried on a site's own cases: a network, measured features, or several of these joined.
///
/// @param task "segment" or "classify", as criteria name it
/// @param figures what is published of it, by name
/// @param models the same, for the evaluation
public record Tried(
    Chosen chosen, String task, Map<String, Double> figures, EvaluatedModels models) {
  public Tried {
    figures = Map.copyOf(figures);
  }

  /// A network that outlines.
  public static Tried outlining(StoredModel model) {
    return new Tried(
        Chosen.of(model),
        model.card().task().word(),
        model.card().published(),
        EvaluatedModels.outlining(model));
  }

  /// Whatever says what kind of tumour it is.
  ///
  /// @param outliner draws for one that looks at the outline
  public static Tried classifying(Chosen chosen, Member member, Outliner outliner) {
    return new Tried(
        chosen,
        "classify",
        member.figures(),
        EvaluatedModels.classifying(member, Optional.of(outliner)));
  }
}
