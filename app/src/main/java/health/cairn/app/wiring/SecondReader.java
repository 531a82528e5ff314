package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Explainer;
import health.cairn.app.analysis.Networks;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.models.ModelChoice;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.ServingFile;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.store.Home;
import health.cairn.app.store.LicenceBook;
import health.cairn.app.usecase.ExplainStudy;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.fuse.FittedRules;
import health.cairn.imaging.fuse.FourClasses;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Trained;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.organ.HippocampusFinder;
import health.cairn.imaging.radiomics.ClusterSegmenter;
import health.cairn.imaging.radiomics.Clustering;
import health.cairn.imaging.segment.OnnxSegmenter;
import health.cairn.imaging.segment.Segmenter;
import health.cairn.imaging.segment.StructureSegmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models of a home and the engine that runs them, started when first asked for.
public final class SecondReader implements AutoCloseable {
  private final List<Path> modelFolders;
  private final ModelChoice choice;
  private @Nullable InferenceEngine engine;

  /// Models as the copy of the home's decisions says, without opening the home.
  public SecondReader(Home home) {
    this(List.of(home.models()), ServingFile.in(home.models()));
  }

  SecondReader(Home home, ModelChoice choice) {
    this(List.of(home.models()), choice);
  }

  /// @param modelFolders where to look for models besides the shipped ones
  /// @param choice who serves what; whatever it leaves open is done by what is shipped
  public SecondReader(List<Path> modelFolders, ModelChoice choice) {
    this.modelFolders = List.copyOf(modelFolders);
    this.choice = choice;
  }

  public ModelChoice choice() {
    return choice;
  }

  /// @throws ImagingException ENVIRONMENT where it cannot be read which licences were accepted
  public ModelCatalogue catalogue() throws ImagingException {
    Set<String> accepted = new HashSet<>();
    for (Path folder : modelFolders) {
      accepted.addAll(LicenceBook.in(folder).accepted());
    }
    return ModelCatalogue.open(modelFolders).withLicencesAccepted(accepted);
  }

  /// Checks that everything that was decided to serve is here as it was.
  ///
  /// @throws ImagingException INTEGRITY when something is not
  public void requireDecided(ModelCatalogue models) throws ImagingException {
    siteFusion();
    for (ServingDecision decision : choice.current()) {
      ModelTask task = new ModelTask(decision.task());
      if (task.equals(ModelTask.CLASSIFY_T1C)) {
        chosenClassifier(models);
      } else if (!task.equals(SiteFusion.TASK)) {
        choice.serving(task, models);
      }
    }
  }

  /// Models that were added here and serve nothing, because nobody switched them on.
  public List<StoredModel> idle() throws ImagingException {
    List<ServingDecision> decided = choice.current();
    return catalogue().models().stream()
        .filter(m -> !m.bundled())
        .filter(
            m -> decided.stream().noneMatch(d -> ServingDecision.Chosen.of(m).equals(d.model())))
        .toList();
  }

  /// With what serves here.
  ///
  /// @throws ImagingException INTEGRITY for a model that is not what its card says
  public StudyAnalyzer analyzer() throws ImagingException {
    return analyzer(ModelWish.NONE);
  }

  /// The same with other models where a reader wants that for one look.
  ///
  /// @throws ImagingException REFUSED for a wish that cannot be met; the sentence names the choices
  public StudyAnalyzer analyzer(ModelWish wish) throws ImagingException {
    Candidates.Chosen chosen = candidates(catalogue()).choose(wish);
    Member classifier = chosen.classifier();
    Optional<Trained<?>> whole = chosen.outliner(Task.OUTLINE_FLAIR);
    List<StructureSegmenter> volumes = new ArrayList<>();
    for (StoredModel model : chosen.volumes()) {
      volumes.add(new StructureSegmenter(engine(), model));
    }
    return new StudyAnalyzer(
        new DicomReader(),
        segmenter(chosen.outliner(Task.OUTLINE_T1C).orElseThrow()),
        classifier,
        new Explainer(engine(), classifier),
        whole.isEmpty() ? Optional.empty() : Optional.of(network(whole.get())),
        volumes,
        chosen.sentences());
  }

  private Segmenter segmenter(Trained<?> outlines) throws ImagingException {
    return outlines instanceof ClusterSegmenter clusters ? clusters : network(outlines);
  }

  private OnnxSegmenter network(Trained<?> outlines) throws ImagingException {
    if (outlines instanceof StoredModel model) {
      return new OnnxSegmenter(engine(), model);
    }
    throw new IllegalStateException(outlines.ref().name() + " is no network that outlines");
  }

  /// Everyone a reader can let answer in one look.
  public List<ModelOffer> offers() throws ImagingException {
    return candidates(catalogue()).offers();
  }

  /// Says why, with the model that gave the answer where it is here, else with the one that serves.
  ///
  /// @param answered hashes of models whose answers are on screen
  public ExplainStudy explain(List<String> answered) throws ImagingException {
    Candidates here = candidates(catalogue());
    Optional<Member> same = here.classifier(answered);
    Member classifier = same.isPresent() ? same.get() : here.choose(ModelWish.NONE).classifier();
    return new ExplainStudy(new MemberClassifier(classifier), new Explainer(engine(), classifier));
  }

  private Candidates candidates(ModelCatalogue models) throws ImagingException {
    Candidates.Builder here = new Candidates.Builder(choice.current());
    here.serves(Task.CLASSIFY_T1C, classifier(models), rests(models));
    promoted(models).ifPresent(joined -> here.fits(Task.CLASSIFY_T1C, joined));
    for (Member member : shippedClassifiers()) {
      here.fits(Task.CLASSIFY_T1C, member);
    }
    Optional<StoredModel> outlines = choice.serving(ModelTask.OUTLINE_T1C, models);
    here.serves(
        Task.OUTLINE_T1C, outlines.isPresent() ? outlines.get() : models.shipped().segmenter());
    wholeTumour(models).ifPresent(model -> here.serves(Task.OUTLINE_FLAIR, model));
    for (ServingDecision decision : choice.current()) {
      ModelTask task = new ModelTask(decision.task());
      if (task.ofVolumes()) {
        choice
            .serving(task, models)
            .filter(StructureSegmenter::findsByItself)
            .ifPresent(model -> here.serves(Task.OUTLINE_VOLUME, model));
      }
    }
    for (StoredModel model : models.models()) {
      ModelTask task = ModelTask.of(model);
      if (StructureSegmenter.findsByItself(model)) {
        here.fits(Task.OUTLINE_VOLUME, model);
      } else if (task.equals(ModelTask.OUTLINE_FLAIR) && OnnxSegmenter.outlinesOneThing(model)) {
        here.fits(Task.OUTLINE_FLAIR, model);
      } else if (outlinesSlices(model)) {
        here.fits(Task.OUTLINE_T1C, model);
      } else if (joinable(model)) {
        here.fits(Task.CLASSIFY_T1C, new NetworkMember(engine(), model));
      }
    }
    for (Clustering method : Clustering.values()) {
      here.fits(Task.OUTLINE_T1C, new ClusterSegmenter(method));
    }
    return here.build();
  }

  /// The networks that are asked what kind of tumour it is, before anything is joined.
  public Networks networks() throws ImagingException {
    return Networks.of(classifier(catalogue()));
  }

  /// Whatever was decided on last, a classifier or a fusion that was fitted here on the networks that are here;
  /// else the first that is shipped, the joined opinions where there are some.
  private Member classifier(ModelCatalogue models) throws ImagingException {
    Optional<Member> joined = siteFusionIsLatest(models) ? promoted(models) : Optional.empty();
    if (joined.isPresent()) {
      return joined.get();
    }
    Optional<Member> chosen = chosenClassifier(models);
    return chosen.isPresent()
        ? chosen.get()
        : shippedClassifiers().stream()
            .filter(member -> !member.awaitsLicence())
            .findFirst()
            .orElseThrow();
  }

  private boolean siteFusionIsLatest(ModelCatalogue models) throws ImagingException {
    Optional<SiteFusion.Serving> site = siteFusion();
    return site.isPresent()
        && (chosenClassifier(models).isEmpty()
            || site.get().decision().after(choice.on(ModelTask.CLASSIFY_T1C).orElseThrow()));
  }

  /// Why rules that were promoted here do not answer, a clause; empty where they do or none were.
  private Optional<String> rests(ModelCatalogue models) throws ImagingException {
    return siteFusionIsLatest(models) && promoted(models).isEmpty()
        ? Optional.of(
            "%s, promoted here, was fitted on answers of other networks than are here now, and rests"
                .formatted(
                    Objects.requireNonNull(siteFusion().orElseThrow().decision().model()).title()))
        : Optional.empty();
  }

  /// Everything shipped that says what kind of tumour it is: joined, networks, measured features.
  public List<Member> shippedClassifiers() throws ImagingException {
    return Classifiers.of(engine(), catalogue().shipped());
  }

  /// Who does a task when a decision is the latest on it, by name and version.
  String answering(ServingDecision decision) throws ImagingException {
    ServingDecision.Chosen chosen = decision.model();
    boolean joined = decision.task().equals(SiteFusion.TASK.word());
    if (joined && chosen != null && !rests(decision)) {
      return FusedMember.NAME + " " + siteVersion(chosen);
    }
    Optional<Task> choosable = choosable(new ModelTask(decision.task()));
    if (choosable.isEmpty()) {
      return chosen == null ? "what is shipped" : chosen.title();
    }
    List<ServingDecision> would = new ArrayList<>(choice.current());
    would.removeIf(d -> d.task().equals(decision.task()));
    would.add(decision);
    SecondReader then = new SecondReader(modelFolders, () -> List.copyOf(would));
    then.engine = engine();
    return then.offers().stream()
        .filter(o -> o.task() == choosable.get() && o.serves())
        .findFirst()
        .map(o -> o.name() + " " + o.version())
        .orElse("nobody");
  }

  private boolean rests(ServingDecision decision) throws ImagingException {
    Optional<SiteFusion.Serving> serves = siteFusion();
    return serves.isPresent()
        && serves.get().decision().equals(decision)
        && rests(catalogue()).isPresent();
  }

  private static Optional<Task> choosable(ModelTask task) {
    if (task.equals(ModelTask.CLASSIFY_T1C) || task.equals(SiteFusion.TASK)) {
      return Optional.of(Task.CLASSIFY_T1C);
    }
    if (task.equals(ModelTask.OUTLINE_T1C)) {
      return Optional.of(Task.OUTLINE_T1C);
    }
    return task.equals(ModelTask.OUTLINE_FLAIR)
        ? Optional.of(Task.OUTLINE_FLAIR)
        : Optional.empty();
  }

  static String siteVersion(ServingDecision.Chosen rules) {
    return "site-" + rules.version();
  }

  /// Everything that the program came with by its hashes, by name: networks with their cards, measured features,
  /// and the rules that join them.
  public List<ServingDecision.Chosen> shipped() throws ImagingException {
    List<ServingDecision.Chosen> shipped = new ArrayList<>();
    catalogue().shipped().models().forEach(m -> shipped.add(ServingDecision.Chosen.of(m)));
    for (Member member : shippedClassifiers()) {
      if (!(member instanceof NetworkMember)) {
        shipped.add(ServingDecision.Chosen.of(member.ref()));
      }
    }
    shipped.sort(Comparator.comparing(ServingDecision.Chosen::title));
    return List.copyOf(shipped);
  }

  /// A classifier that is no network of its own, by its name: one that is shipped, or the fusion that was
  /// promoted here.
  public Optional<Member> withoutCard(String name) throws ImagingException {
    if (!name.equals(SiteFusion.NAME)) {
      return shippedClassifiers().stream().filter(m -> m.ref().name().equals(name)).findFirst();
    }
    return promoted(catalogue());
  }

  /// Draws on slices for classifiers that look at the outline.
  public Outliner outliner() throws ImagingException {
    return new Outliner(engine(), catalogue().shipped().segmenter());
  }

  private Optional<Member> chosenClassifier(ModelCatalogue models) throws ImagingException {
    Optional<ServingDecision> decision = choice.on(ModelTask.CLASSIFY_T1C);
    ServingDecision.Chosen chosen = decision.map(ServingDecision::model).orElse(null);
    if (chosen == null) {
      return Optional.empty();
    }
    if (chosen.cardSha256().equals(chosen.sha256())) {
      for (Member member : shippedClassifiers()) {
        if (ServingDecision.Chosen.of(member.ref()).equals(chosen)) {
          return Optional.of(member);
        }
      }
    }
    Optional<StoredModel> network = choice.serving(ModelTask.CLASSIFY_T1C, models);
    return network.isEmpty()
        ? Optional.empty()
        : Optional.of(new NetworkMember(engine(), network.get()));
  }

  private Optional<SiteFusion.Serving> siteFusion() throws ImagingException {
    for (Path folder : modelFolders) {
      Optional<SiteFusion.Serving> rules = new SiteFusion(folder).serving(choice);
      if (rules.isPresent()) {
        return rules;
      }
    }
    return Optional.empty();
  }

  /// What was promoted here with the networks it was fitted on; empty where none was, or others are here.
  private Optional<Member> promoted(ModelCatalogue models) throws ImagingException {
    Optional<SiteFusion.Serving> site = siteFusion();
    if (site.isEmpty()) {
      return Optional.empty();
    }
    return panel(site.get().fittedOn(), models)
        .map(
            panel ->
                new FusedMember(
                    siteVersion(Objects.requireNonNull(site.get().decision().model())),
                    panel,
                    List.of(
                        new FittedRules(
                            site.get().fusion(),
                            SiteFusion.NAME,
                            new Weights.TrainedOn(SiteFusion.NAME, List.of())))));
  }

  /// The members with these hashes and who outlines for them; empty where one of them is not here.
  Optional<Panel> panel(Networks networks) throws ImagingException {
    return panel(networks, catalogue());
  }

  private Optional<Panel> panel(Networks networks, ModelCatalogue models) throws ImagingException {
    List<Member> members = new ArrayList<>();
    for (Member member : alone(models)) {
      if (networks.holds(member)) {
        members.add(FourClasses.of(member));
      }
    }
    Panel panel = new Panel(members, new Outliner(engine(), models.shipped().segmenter()));
    return networks.sameAs(Networks.of(panel)) ? Optional.of(panel) : Optional.empty();
  }

  /// Everything that says by itself what kind of tumour a slice of T1 after contrast agent shows.
  private List<Member> alone(ModelCatalogue models) throws ImagingException {
    List<Member> alone = new ArrayList<>(shippedClassifiers());
    alone.removeIf(FusedMember.class::isInstance);
    for (StoredModel model : models.models()) {
      if (!model.bundled() && !model.awaitsLicence() && joinable(model)) {
        alone.add(new NetworkMember(engine(), model));
      }
    }
    return alone;
  }

  private static boolean joinable(StoredModel model) throws ImagingException {
    return ModelTask.of(model).equals(ModelTask.CLASSIFY_T1C) && model.card().slices().isSingle();
  }

  /// A model that locked patients can test.
  ///
  /// @throws CairnException REFUSED for one under a licence that nobody accepted, or whose card does not say what its
  ///   networks learnt from: nobody may assume that they never saw these patients
  static StoredModel tested(StoredModel model) throws CairnException {
    ModelCard card = model.card();
    if (model.awaitsLicence()) {
      throw refused(
          "%s is under %s, which nobody here has accepted.".formatted(card.name(), card.licence()));
    }
    if (model.weights().stream().anyMatch(weights -> weights.trainedOn().isEmpty())) {
      throw refused(
          "The card of %s does not say what its networks were trained on (trainedOn), so that it may have learnt from the locked patients."
              .formatted(card.name()));
    }
    return model;
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }

  /// Whether it outlines one thing on single slices of T1 after contrast agent.
  static boolean outlinesSlices(StoredModel model) throws ImagingException {
    return ModelTask.of(model).equals(ModelTask.OUTLINE_T1C)
        && OnnxSegmenter.outlinesOneThing(model)
        && model.card().slices().isSingle();
  }

  /// A network that was added here and can join others.
  ///
  /// @param named NAME or NAME@VERSION
  /// @throws CairnException REFUSED for one that is not here, cannot, or is under a licence that nobody accepted
  Member joining(String named) throws CairnException, ImagingException {
    StoredModel model = tested(NamedModel.find(catalogue(), named));
    if (!joinable(model)) {
      throw refused(
          "%s does not say what kind of tumour a slice of T1 after contrast agent shows."
              .formatted(model.card().name()));
    }
    if (!Networks.canHold(model.card().name())) {
      throw refused(
          "%s cannot join others by its name: letters, digits, dot, dash and underline, 64 at most, and not \"outline\"."
              .formatted(model.card().name()));
    }
    return new NetworkMember(engine(), model);
  }

  /// Whoever outlines tumours on T1 after contrast agent here.
  StoredModel outlining() throws ImagingException {
    ModelCatalogue models = catalogue();
    Optional<StoredModel> decided = choice.serving(ModelTask.OUTLINE_T1C, models);
    return decided.isPresent() ? decided.get() : models.shipped().segmenter();
  }

  private static Optional<StoredModel> shipped(StoredModel model) {
    return model.bundled() ? Optional.of(model) : Optional.empty();
  }

  /// @throws ImagingException REFUSED where no model outlines the hippocampus
  public OrganSearch organs() throws ImagingException {
    ModelCatalogue models = catalogue();
    Optional<StoredModel> model = Optional.empty();
    for (StoredModel one : models.models()) {
      if (model.isEmpty() && HippocampusFinder.outlinesHippocampus(one)) {
        model = choice.serving(ModelTask.of(one), models).or(() -> shipped(one));
      }
    }
    if (model.isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, "No model that outlines the hippocampus is installed.");
    }
    return new OrganSearch(new HippocampusFinder(engine(), model.get()));
  }

  private Optional<StoredModel> wholeTumour(ModelCatalogue models) throws ImagingException {
    return choice
        .serving(ModelTask.OUTLINE_FLAIR, models)
        .or(() -> models.outlines(SequenceRole.FLAIR.name()).filter(StoredModel::bundled));
  }

  public synchronized InferenceEngine engine() {
    InferenceEngine running = engine;
    if (running == null) {
      running = InferenceEngine.start();
      engine = running;
    }
    return running;
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
