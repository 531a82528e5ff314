package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.desk.DriftView;
import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelTerms;
import health.cairn.app.desk.TrialModel;
import health.cairn.app.desk.TrialView;
import health.cairn.app.insight.DriftMonitor;
import health.cairn.app.insight.DriftReport;
import health.cairn.app.learn.Learning;
import health.cairn.app.models.Acceptance;
import health.cairn.app.models.ModelIntake;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SiteAcceptance;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.usecase.Gate;
import health.cairn.app.usecase.Scratch;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The models of an open home, looked after.
final class CareDesk implements ModelCare {
  private final Desk desk;
  private final Learning learning;
  private final SiteAcceptance acceptance;
  private final SecondReader reader;
  private final ModelShelf shelf;
  private final ModelIntake intake;
  private final Gate gate;

  CareDesk(
      Desk desk,
      Learning learning,
      SiteAcceptance acceptance,
      SecondReader reader,
      ModelShelf shelf,
      ModelIntake intake,
      Gate gate) {
    this.desk = desk;
    this.learning = learning;
    this.acceptance = acceptance;
    this.reader = reader;
    this.shelf = shelf;
    this.intake = intake;
    this.gate = gate;
  }

  @Override
  public List<ModelHere> here() throws CairnException {
    return new ModelsHere(reader, acceptance).all();
  }

  @Override
  public ModelTerms lookAt(Path card) throws CairnException {
    try {
      return ModelsHere.terms(ModelIntake.at(card).model());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public void add(Path card, String licence) throws CairnException {
    gate.requireRole(Action.MANAGE_MODELS, "ModelDecision");
    try {
      intake.add(ModelIntake.at(card), licence);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public void accept(String key, String licence) throws CairnException {
    gate.requireRole(Action.MANAGE_MODELS, "ModelDecision");
    try {
      intake.accept(NamedModel.find(reader.catalogue(), key), licence);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public void letAnswer(String key, String why, String withoutTrial) throws CairnException {
    for (ModelHere one : here()) {
      if (one.key().equals(key) && one.answers()) {
        throw new CairnException(
            CairnException.Kind.REFUSED, one.title() + " answers here already.");
      }
    }
    shelf.activate(key, why.strip(), withoutTrial.strip());
  }

  @Override
  public DriftView drift() throws CairnException {
    DriftReport report = desk.drift(DriftMonitor.STANDARD);
    return new DriftView(
        report.advice(),
        report.alerts().stream()
            .map(
                c ->
                    new DriftView.Change(
                        c.name(),
                        c.before(),
                        c.now(),
                        String.format(
                            Locale.ROOT, "%s, p %.4f of all comparisons", c.test(), c.adjusted())))
            .toList());
  }

  @Override
  public List<TrialModel> triable() throws CairnException {
    try {
      List<Acceptance> trials = acceptance.all();
      List<TrialModel> models = new ArrayList<>();
      ModelCatalogue catalogue = reader.catalogue();
      for (Member member : reader.shippedClassifiers()) {
        Chosen chosen = Chosen.of(member.ref());
        boolean carded =
            catalogue.models().stream().anyMatch(m -> m.card().name().equals(chosen.name()));
        if (!carded) {
          models.add(
              new TrialModel(
                  chosen.name(),
                  chosen.title(),
                  "says what kind of tumour it is",
                  last(trials, chosen),
                  member.awaitsLicence() ? "its licence was not accepted here" : ""));
        }
      }
      reader
          .withoutCard(SiteFusion.NAME)
          .map(member -> Chosen.of(member.ref()))
          .ifPresent(
              chosen ->
                  models.add(
                      new TrialModel(
                          SiteFusion.NAME,
                          chosen.title(),
                          "joins what the others say, as it was learnt here",
                          last(trials, chosen),
                          "")));
      for (StoredModel model : catalogue.models()) {
        ModelCard card = model.card();
        models.add(
            new TrialModel(
                card.name() + "@" + card.version(),
                card.name() + " " + card.version(),
                card.task() instanceof ModelCard.Segment
                    ? "outlines"
                    : "says what kind of tumour it is",
                last(trials, Chosen.of(model)),
                model.awaitsLicence() ? "its licence was not accepted here" : ""));
      }
      return List.copyOf(models);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static String last(List<Acceptance> trials, Chosen chosen) {
    return trials.stream()
        .filter(t -> t.model().equals(chosen))
        .reduce((older, newer) -> newer)
        .map(
            t ->
                "%s on %d cases of %d patients, %s"
                    .formatted(
                        t.passed() ? "passed" : "did not pass",
                        t.cases().cases(),
                        t.cases().patients(),
                        t.at().substring(0, 10)))
        .orElse("");
  }

  @Override
  public TrialView tryOn(String key, Path dataset, Progress progress) throws CairnException {
    List<String> warnings = new ArrayList<>();
    try (Scratch scratch = Scratch.create()) {
      Acceptance verdict =
          acceptance.run(
              reader.engine(),
              Trials.tried(reader, key),
              dataset,
              Optional.empty(),
              scratch.directory(),
              refusal -> warnings.add(refusal.path() + " " + refusal.reason() + "."),
              progress);
      warnings.addAll(0, verdict.warnings());
      Acceptance.Groups groups = verdict.groups();
      return new TrialView(
          verdict.id(),
          verdict.model().title(),
          verdict.passed(),
          verdict.cases().cases(),
          verdict.cases().patients(),
          verdict.figures().stream().map(f -> new TrialView.Demand(f.words(), f.holds())).toList(),
          groups == null
              ? List.of()
              : groups.known().stream().map(Acceptance.Group::words).toList(),
          groups == null ? List.of() : groups.notRecorded(),
          warnings);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public LearningView learning() throws CairnException {
    return LearningWords.of(
        learning.status(), learning.standing(), desk.drift(DriftMonitor.STANDARD).brief());
  }

  @Override
  public LearningView lock() throws CairnException {
    learning.lock();
    return learning();
  }

  @Override
  public LearningView challenge(Progress progress) throws CairnException {
    learning.challenge(Optional.empty(), progress);
    return learning();
  }

  @Override
  public LearningView test(Progress progress) throws CairnException {
    learning.test(progress);
    return learning();
  }

  @Override
  public LearningView promote(String why) throws CairnException {
    if (why.isBlank()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Say why the challenger is to answer: the reason is kept with the decision.");
    }
    learning.promote(why.strip(), desk.drift(DriftMonitor.STANDARD).brief());
    return learning();
  }
}
