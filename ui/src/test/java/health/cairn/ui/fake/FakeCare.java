package health.cairn.ui.fake;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DriftView;
import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.LearningView.Row;
import health.cairn.app.desk.LearningView.SideBySide;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelTerms;
import health.cairn.app.desk.TrialModel;
import health.cairn.app.desk.TrialView;
import health.cairn.app.desk.TrialView.Demand;
import health.cairn.imaging.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Made-up models, looked after: every step of learning works, one after the other.
final class FakeCare implements ModelCare {
  private static final String LICENCE = "Not for sale. Say who made it.";
  private static final String CHALLENGER =
      "LearningChallenger/1, fitted 2026-11-20 by Dr Lee on 61 patients";

  private final boolean drifting;
  private final List<ModelHere> added = new ArrayList<>();
  private boolean acceptedHere;
  private String answering = "";
  private String answeringJob = "";
  private int steps;
  private String tried = "";

  /// @param drifting whether inputs changed
  FakeCare(boolean drifting) {
    this.drifting = drifting;
  }

  @Override
  public DriftView drift() {
    return drifting
        ? new DriftView(
            "slice distance mm changed against the first 60 analyses: ask what is new at the"
                + " scanner, in the protocol or among the patients.",
            List.of(
                new DriftView.Change(
                    "slice distance mm",
                    "median 5.0 (4.0 to 6.0)",
                    "median 1.0 (1.0 to 1.2)",
                    "Kolmogorov-Smirnov, p 0.0004 of all comparisons")))
        : new DriftView(
            "Too early to say: these models made 14 of the 90 analyses that a comparison needs.",
            List.of());
  }

  @Override
  public synchronized List<ModelHere> here() {
    List<ModelHere> here = new ArrayList<>();
    for (ModelOffer offer : FakeOffers.all()) {
      boolean accepted = offer.barred().isEmpty() || acceptedHere;
      here.add(
          one(
              offer,
              new ModelTerms(
                  offer.name() + " " + offer.version(),
                  offer.licence(),
                  "Trained on made-up heads.",
                  offer.barred().isEmpty() ? "" : LICENCE,
                  offer.barred().isPresent(),
                  accepted)));
    }
    here.addAll(added);
    return List.copyOf(here);
  }

  private ModelHere one(ModelOffer offer, ModelTerms terms) {
    boolean answers =
        answering.isEmpty() || !offer.job().equals(answeringJob)
            ? offer.serves()
            : offer.key().equals(answering);
    return new ModelHere(
        offer.key(),
        offer.name() + " " + offer.version(),
        offer.job(),
        answers ? "serves here" : offer.standing(),
        answers,
        offer.sha256(),
        offer.reached(),
        offer.measuredOn(),
        terms,
        !answers && terms.accepted(),
        offer.barred().isPresent());
  }

  @Override
  public ModelTerms lookAt(Path card) throws CairnException {
    if (!Files.exists(card)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The model " + card + " is not there; name a card.");
    }
    return new ModelTerms(
        "brought-model 1.0", "CC-BY-NC-SA-4.0", "Trained on made-up heads.", LICENCE, true, false);
  }

  @Override
  public synchronized void add(Path card, String licence) throws CairnException {
    ModelTerms terms = lookAt(card);
    if (!licence.equals(terms.licence())) {
      throw new CairnException(CairnException.Kind.REFUSED, "Nothing was added.");
    }
    added.add(
        new ModelHere(
            "brought-model@1.0",
            terms.title(),
            "Outlines the whole tumour on FLAIR",
            "added here, not switched on",
            false,
            "cd".repeat(32),
            List.of(),
            "",
            new ModelTerms(terms.title(), licence, terms.attribution(), LICENCE, true, true),
            true,
            true));
  }

  @Override
  public synchronized void accept(String key, String licence) throws CairnException {
    if (find(key).terms().accepted() || !find(key).terms().licence().equals(licence)) {
      throw new CairnException(CairnException.Kind.REFUSED, "There is nothing to accept.");
    }
    acceptedHere = true;
  }

  @Override
  public synchronized void letAnswer(String key, String why, String withoutTrial)
      throws CairnException {
    ModelHere one = find(key);
    if (!one.canAnswer() || (one.untried() && withoutTrial.isBlank())) {
      throw new CairnException(
          CairnException.Kind.REFUSED, one.title() + " cannot answer, or not without a reason.");
    }
    answering = key;
    answeringJob = one.does();
  }

  private ModelHere find(String key) throws CairnException {
    return here().stream()
        .filter(h -> h.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new CairnException(CairnException.Kind.REFUSED, "There is no model " + key + "."));
  }

  @Override
  public synchronized List<TrialModel> triable() {
    return List.of(
        new TrialModel(
            "tumour-classifier@0.1.0",
            "tumour-classifier 0.1.0",
            "says what kind of tumour it is",
            tried,
            ""),
        new TrialModel(
            "foreign-model@2.0",
            "foreign-model 2.0",
            "outlines",
            "",
            "its licence was not accepted here"));
  }

  @Override
  public synchronized TrialView tryOn(String key, Path dataset, Progress progress)
      throws CairnException {
    if (!Files.isDirectory(dataset)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "There is no folder " + dataset + " here.");
    }
    for (int i = 0; i < 24; i++) {
      progress.report("Classifying", i, 24);
    }
    tried = "passed on 24 cases of 22 patients, 2026-11-22";
    return new TrialView(
        "ModelAcceptance/1",
        "tumour-classifier 0.1.0",
        true,
        24,
        22,
        List.of(
            new Demand(
                "classification.patientAccuracy is 0.9545, at least 0.7716 with 95 % confidence: not"
                    + " below 0.7500 (the published figure less 0.20).",
                true)),
        List.of("sex F: right in 11 of 12 patients."),
        List.of("vendor", "field_strength"),
        List.of());
  }

  @Override
  public synchronized LearningView learning() {
    Optional<Step> next =
        steps < Step.values().length ? Optional.of(Step.values()[steps]) : Optional.empty();
    SideBySide locked =
        new SideBySide(
            "26 locked cases of 25 patients",
            "",
            List.of(
                new Row(
                    "Log-loss (lower is better)", "0.412", "0.371", "-0.041 (-0.072 to -0.011)"),
                new Row("Right answers", "88.5 %", "92.3 %", "+3.8 % (-3.8 to +11.5)"),
                new Row("Calibration error", "6.1 %", "4.0 %", "")));
    return new LearningView(
        List.of(
            "88 patients agreed that corrections are learnt from.",
            "Corrected cases of 61 patients to fit on: 30 glioma, 20 meningioma, 11 pituitary."),
        steps > 3 ? "site fusion 4f1c" : "shipped fusion",
        steps > 1 ? CHALLENGER : "",
        steps > 2 ? List.of(locked) : List.of(),
        steps > 2
            ? List.of(new Demand("The log-loss falls: 95 % from -0.072 to -0.011, below 0.", true))
            : List.of(),
        next,
        next.isPresent() ? "What comes next, and why." : "The challenger answers now.");
  }

  @Override
  public LearningView lock() throws CairnException {
    return take(Step.LOCK);
  }

  @Override
  public LearningView challenge(Progress progress) throws CairnException {
    return take(Step.CHALLENGE);
  }

  @Override
  public LearningView test(Progress progress) throws CairnException {
    return take(Step.TEST);
  }

  @Override
  public LearningView promote(String why) throws CairnException {
    if (why.isBlank() || drifting) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing is promoted without a reason, or while inputs change.");
    }
    return take(Step.PROMOTE);
  }

  private synchronized LearningView take(Step step) throws CairnException {
    if (learning().next().filter(step::equals).isEmpty()) {
      throw new CairnException(CairnException.Kind.REFUSED, "That is not what comes next.");
    }
    steps++;
    return learning();
  }
}
