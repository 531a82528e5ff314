package health.cairn.app.desk;

import health.cairn.app.desk.ModelOffer.Reached;
import java.util.List;

/// A model in this home, to be looked at and switched on.
///
/// @param key what names it to [ModelCare#letAnswer]
/// @param title name and version
/// @param does what it does, in the words of a heading
/// @param standing how it stands here, a clause
/// @param answers whether it answers when nobody chooses
/// @param sha256 of its networks, or of its rules and all that they join
/// @param reached what its card says it reached
/// @param measuredOn whose data that was
/// @param canAnswer whether it can be switched on
/// @param untried whether a reason is needed for that, because it is not shipped and has passed no trial here
public record ModelHere(
    String key,
    String title,
    String does,
    String standing,
    boolean answers,
    String sha256,
    List<Reached> reached,
    String measuredOn,
    ModelTerms terms,
    boolean canAnswer,
    boolean untried) {
  public ModelHere {
    reached = List.copyOf(reached);
  }
}
