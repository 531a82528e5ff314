package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.models.Tried;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.util.Optional;

/// Models made ready to be tried on a site's own cases.
public final class Trials {
  private Trials() {}

  /// @param named NAME or NAME@VERSION of a model, or [SiteFusion#NAME]
  /// @throws CairnException REFUSED for what is not here, or under a licence that nobody here accepted
  public static Tried tried(SecondReader reader, String named)
      throws CairnException, ImagingException {
    ModelCatalogue catalogue = reader.catalogue();
    if (catalogue.models().stream().noneMatch(m -> NamedModel.is(m, named))) {
      Optional<Member> member = reader.withoutCard(named);
      if (member.isPresent()) {
        return Tried.classifying(Chosen.of(member.get().ref()), member.get(), reader.outliner());
      }
    }
    StoredModel model = NamedModel.find(catalogue, named);
    ModelCard card = model.card();
    if (model.awaitsLicence()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%s is under %s, which nobody here has accepted: read it and add the model with --accept-licence %s."
              .formatted(card.name(), card.licence(), card.licence()));
    }
    return card.task() instanceof ModelCard.Segment
        ? Tried.outlining(model)
        : Tried.classifying(
            Chosen.of(model), new NetworkMember(reader.engine(), model), reader.outliner());
  }
}
