package health.cairn.app.models;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.Optional;

/// Which model does a task here, as people decided.
@FunctionalInterface
public interface ModelChoice {
  /// Nobody decided anything: what is shipped serves.
  ModelChoice AS_SHIPPED = List::of;

  /// The latest decision on each task that somebody decided on.
  ///
  /// @throws ImagingException when what was decided cannot be read
  List<ServingDecision> current() throws ImagingException;

  /// The model that was chosen for a task, checked against what was decided.
  ///
  /// @return empty where what is shipped serves
  /// @throws ImagingException `INTEGRITY` when the model here is not the one that was decided on,
  ///   `REFUSED` when its licence is not accepted
  default Optional<StoredModel> serving(ModelTask task, ModelCatalogue models)
      throws ImagingException {
    Optional<ServingDecision> decision = on(task);
    ServingDecision.Chosen chosen = decision.map(ServingDecision::model).orElse(null);
    return decision.isEmpty() || chosen == null
        ? Optional.empty()
        : Optional.of(checked(chosen, decision.get(), models));
  }

  /// What was decided on a task last.
  default Optional<ServingDecision> on(ModelTask task) throws ImagingException {
    return current().stream().filter(d -> d.task().equals(task.word())).findFirst();
  }

  private static StoredModel checked(
      ServingDecision.Chosen chosen, ServingDecision decision, ModelCatalogue models)
      throws ImagingException {
    StoredModel found =
        models.models().stream()
            .filter(m -> ServingDecision.Chosen.of(m).equals(chosen))
            .findFirst()
            .orElseThrow(
                () ->
                    new ImagingException(
                        ImagingException.Kind.INTEGRITY,
                        "%s was switched on for %s on %s, and no model here has its hash and its card: put it back, or go back with `cairn model rollback %s`."
                            .formatted(
                                chosen.title(),
                                decision.task(),
                                decision.at().substring(0, 10),
                                decision.task())));
    if (found.awaitsLicence()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "%s serves %s, but its licence %s is no longer accepted here; add it again with --accept-licence."
              .formatted(chosen.title(), decision.task(), found.card().licence()));
    }
    return found;
  }
}
