package health.cairn.app.models;

import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.evaluate.EvaluatedModels;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.StoredModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is tried on a site's own cases: a network, measured features, or several of these joined.
///
/// @param task "segment" or "classify", as criteria name it
/// @param figures what is published of it, by name
/// @param models the same, for the evaluation
/// @param finder shows one that names kinds where the tumour is that nobody outlined
public record Tried(
    Chosen chosen,
    String task,
    Map<String, Double> figures,
    EvaluatedModels models,
    Optional<Outliner> finder) {
  private static final String ACCURACY = "accuracy";

  public Tried {
    figures = Map.copyOf(figures);
  }

  /// A network that outlines.
  public static Tried outlining(StoredModel model) {
    return new Tried(
        Chosen.of(model),
        model.card().task().word(),
        model.card().published(),
        EvaluatedModels.outlining(model),
        Optional.empty());
  }

  /// A site's cases all show a tumour: where a card tells of such slices apart, these are what they compare with.
  private static Map<String, Double> comparable(Map<String, Double> figures) {
    Map<String, Double> all = new HashMap<>(figures);
    Double apart = figures.get(Published.TUMOUR_ACCURACY);
    if (apart != null) {
      all.put(ACCURACY, apart);
    }
    return all;
  }

  /// Whatever says what kind of tumour it is.
  ///
  /// @param outliner draws for one that looks at the outline
  public static Tried classifying(Chosen chosen, Member member, Outliner outliner) {
    return new Tried(
        chosen,
        "classify",
        comparable(member.figures()),
        EvaluatedModels.classifying(member, Optional.of(outliner)),
        Optional.of(outliner));
  }
}
