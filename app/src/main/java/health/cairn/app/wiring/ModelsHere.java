package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelTerms;
import health.cairn.app.models.Acceptance;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SiteAcceptance;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models of a home as a person looks at them: terms, figures, how they stand, what may be done with them.
final class ModelsHere {
  private final SecondReader secondReader;
  private final SiteAcceptance trials;

  ModelsHere(SecondReader secondReader, SiteAcceptance trials) {
    this.secondReader = secondReader;
    this.trials = trials;
  }

  /// Everything that is here: what a reader can choose, and what is asked for without a choice.
  List<ModelHere> all() throws CairnException {
    try {
      ModelCatalogue catalogue = secondReader.catalogue();
      List<Member> shipped = secondReader.shippedClassifiers();
      List<ModelHere> here = new ArrayList<>();
      for (ModelOffer offer : secondReader.offers()) {
        Optional<StoredModel> stored =
            catalogue.models().stream().filter(m -> NamedModel.is(m, offer.key())).findFirst();
        boolean canAnswer =
            !offer.serves()
                && offer.barred().isEmpty()
                && (stored.isPresent()
                    || ModelShelf.cardless(shipped, catalogue, offer.key()).isPresent());
        here.add(
            new ModelHere(
                offer.key(),
                offer.name() + " " + offer.version(),
                offer.job(),
                offer.standing(),
                offer.serves(),
                offer.sha256(),
                offer.reached(),
                offer.measuredOn(),
                stored.isPresent() ? terms(stored.get()) : terms(offer),
                canAnswer,
                stored.isPresent() && untried(stored.get())));
      }
      for (StoredModel model : catalogue.models()) {
        String key = key(model);
        if (here.stream().noneMatch(h -> h.key().equals(key))) {
          here.add(unasked(model, key));
        }
      }
      return List.copyOf(here);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// A model that nobody chooses for a look: it answers where it is asked for.
  private ModelHere unasked(StoredModel model, String key) throws CairnException, ImagingException {
    ModelTask task = ModelTask.of(model);
    boolean decided =
        secondReader.choice().current().stream()
            .anyMatch(d -> ServingDecision.Chosen.of(model).equals(d.model()));
    boolean answers = decided || (model.bundled() && secondReader.choice().on(task).isEmpty());
    return new ModelHere(
        key,
        model.card().name() + " " + model.card().version(),
        Candidates.Candidate.ofVolumes(model)
            .filter(words -> task.ofVolumes())
            .orElse("Is asked for nothing here: " + task.word()),
        decided ? "switched on here" : standing(model, answers),
        answers,
        model.card().sha256(),
        ReachedWords.of(model.published()),
        model.published().measuredOn(),
        terms(model),
        !answers && !model.awaitsLicence(),
        untried(model));
  }

  private static String standing(StoredModel model, boolean answers) {
    if (!model.bundled()) {
      return "added here, not switched on";
    }
    return answers ? "serves here as shipped" : "shipped";
  }

  private boolean untried(StoredModel model) throws CairnException {
    return !model.bundled()
        && Acceptance.latest(trials.all(), ServingDecision.Chosen.of(model))
            .filter(Acceptance::passed)
            .isEmpty();
  }

  private static String key(StoredModel model) {
    return model.card().name() + "@" + model.card().version();
  }

  static ModelTerms terms(StoredModel model) throws ImagingException {
    ModelCard card = model.card();
    return new ModelTerms(
        card.name() + " " + card.version(),
        card.licence(),
        card.attribution(),
        model.licenceText().orElse(""),
        card.optIn(),
        !model.awaitsLicence());
  }

  private static ModelTerms terms(ModelOffer offer) {
    return new ModelTerms(
        offer.name() + " " + offer.version(), offer.licence(), "", "", false, true);
  }
}
