package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.learn.Learning;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SiteAcceptance;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Which models are here to be asked, which of them answers from now on, and to which a decision can go back.
final class ModelShelf {
  private final SecondReader secondReader;
  private final ModelRegister models;
  private final Learning learning;
  private final SiteAcceptance trials;

  ModelShelf(
      SecondReader secondReader, ModelRegister models, Learning learning, SiteAcceptance trials) {
    this.secondReader = secondReader;
    this.models = models;
    this.learning = learning;
    this.trials = trials;
  }

  /// Lets a model answer from now on.
  ///
  /// @param named NAME or NAME@VERSION
  /// @throws CairnException as [ModelRegister#activate(StoredModel, String, String, List)]
  ServingDecision activate(String named, String why, String withoutTrial) throws CairnException {
    try {
      ModelCatalogue catalogue = secondReader.catalogue();
      Optional<Member> cardless = cardless(secondReader.shippedClassifiers(), catalogue, named);
      return cardless.isPresent()
          ? models.activate(cardless.get().ref(), why, trials.all())
          : models.activate(NamedModel.find(catalogue, named), why, withoutTrial, trials.all());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// A shipped way to classify that is no single network.
  static Optional<Member> cardless(List<Member> shipped, ModelCatalogue catalogue, String named) {
    if (catalogue.models().stream().anyMatch(m -> NamedModel.is(m, named))) {
      return Optional.empty();
    }
    return shipped.stream()
        .filter(
            m ->
                named.equals(m.ref().name())
                    || named.equals(m.ref().name() + "@" + m.ref().version()))
        .findFirst();
  }

  List<ModelOffer> offers() throws CairnException {
    try {
      return secondReader.offers();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// What a decision on models can be undone to.
  List<ModelReturn> returns() throws CairnException {
    try {
      List<StoredModel> installed = secondReader.catalogue().models();
      List<ModelReturn> returns = new ArrayList<>();
      for (ModelRegister.Return one :
          models.returns(chosen -> learning.has(chosen) || installed(chosen, installed))) {
        ServingDecision now = one.now();
        returns.add(
            new ModelReturn(
                now.id(),
                now.task(),
                Objects.requireNonNull(now.model()).title(),
                "%s by %s".formatted(now.at().substring(0, 10), now.by()),
                secondReader.answering(now),
                secondReader.answering(one.then())));
      }
      return List.copyOf(returns);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// @throws CairnException REFUSED where something else was decided since
  String goBack(ModelReturn back, String why) throws CairnException {
    if (returns().stream().noneMatch(back::equals)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Something else was decided on %s since; look again.".formatted(back.task()));
    }
    return rollback(Optional.of(new ModelTask(back.task())), why).id();
  }

  /// Goes back to the model that served a task before.
  ///
  /// @param task empty for the one that was decided on last
  /// @throws CairnException as [ModelRegister#rollback]
  ServingDecision rollback(Optional<ModelTask> task, String why) throws CairnException {
    try {
      List<StoredModel> installed = secondReader.catalogue().models();
      return models.rollback(
          task, why, chosen -> learning.restore(chosen) || installed(chosen, installed));
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// Whether a model is here as it was, with a card or shipped without one.
  private boolean installed(ServingDecision.Chosen chosen, List<StoredModel> installed)
      throws CairnException {
    try {
      return installed.stream().anyMatch(m -> ServingDecision.Chosen.of(m).equals(chosen))
          || secondReader.shippedClassifiers().stream()
              .anyMatch(m -> ServingDecision.Chosen.of(m.ref()).equals(chosen));
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }
}
