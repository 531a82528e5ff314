package health.cairn.app.models;

import health.cairn.app.insight.AnalysisRow;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import org.jspecify.annotations.Nullable;

/// That from some moment on a certain model serves a task: who decided, when, why, on what grounds.
///
/// @param id "ModelDecision/3"
/// @param task [ModelTask#word]
/// @param model which one, by its hashes; absent where the task goes back to what is shipped
/// @param returnsTo the decision that a rollback of this one goes back to; absent for what is shipped
/// @param at ISO instant
/// @param acceptance the record of a passed acceptance test of exactly this model, where there is one
/// @param withoutAcceptance why it serves without one, in the decider's words
public record ServingDecision(
    String id,
    String task,
    @Nullable Chosen model,
    @Nullable String returnsTo,
    boolean rollback,
    String by,
    String at,
    String why,
    @Nullable String acceptance,
    @Nullable String withoutAcceptance) {

  /// Whether this was decided after another.
  public boolean after(ServingDecision other) {
    return number() > other.number();
  }

  private int number() {
    return Integer.parseInt(id.substring(id.indexOf('/') + 1));
  }

  /// A model as it was when somebody decided on it.
  ///
  /// @param sha256 of its networks
  /// @param cardSha256 of its card, which names licence, limits, figures and files; `sha256` again where it
  ///   has none
  public record Chosen(String name, String version, String sha256, String cardSha256) {
    public static Chosen of(StoredModel model) {
      return new Chosen(
          model.card().name(), model.card().version(), model.card().sha256(), model.cardSha256());
    }

    /// Of a model without a card of its own: measured features, or several models that are joined.
    public static Chosen of(ModelRef ref) {
      return new Chosen(ref.name(), ref.version(), ref.sha256(), ref.sha256());
    }

    /// As analyses name the models that answered.
    String answering() {
      return AnalysisRow.answering(name, version, sha256);
    }

    public String title() {
      return name + " " + version;
    }
  }
}
