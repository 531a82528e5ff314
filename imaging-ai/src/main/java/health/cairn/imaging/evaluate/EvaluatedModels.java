package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.radiomics.ClusterSegmenter;
import health.cairn.imaging.radiomics.Clustering;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The models that an evaluation judges: one that outlines, one that classifies, or both.
///
/// @param clustering outlines in place of a network
/// @param outliner outlines for a classifier that looks at the outline, or shares its unseen people
///   with a method that learnt from nobody; judged by nobody here
public record EvaluatedModels(
    Optional<StoredModel> segmenter,
    Optional<Clustering> clustering,
    Optional<Member> classifier,
    Optional<Outliner> outliner) {
  /// What a model of volumes is judged on, as a sentence.
  public static final String VOLUMES_LIE =
      "A model of volumes is judged on a folder as nnU-Net takes it (imagesTr, labelsTr and dataset.json).";

  public EvaluatedModels {
    if (segmenter.isPresent() && clustering.isPresent()) {
      throw new IllegalArgumentException("two that outline");
    }
  }

  /// All that is installed.
  ///
  /// @param classifiers the one to judge when nobody chose one first
  public record Installed(
      List<StoredModel> models, List<Member> classifiers, Optional<Outliner> outliner) {
    public Installed {
      models = List.copyOf(models);
      classifiers = List.copyOf(classifiers);
    }

    /// @throws ImagingException `INTEGRITY` when a bundled file is not what its card says
    public static Installed of(InferenceEngine engine, ModelCatalogue catalogue)
        throws ImagingException {
      return new Installed(
          catalogue.models(),
          Classifiers.of(engine, catalogue),
          Optional.of(new Outliner(engine, catalogue.segmenter())));
    }
  }

  /// A model that only outlines.
  public static EvaluatedModels outlining(StoredModel segmenter) {
    return new EvaluatedModels(
        Optional.of(segmenter), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A classifier by itself, with who outlines for it where it looks at the outline.
  public static EvaluatedModels classifying(Member classifier, Optional<Outliner> outliner) {
    return new EvaluatedModels(
        Optional.empty(),
        Optional.empty(),
        Optional.of(classifier),
        outlining(classifier, outliner));
  }

  private static EvaluatedModels clustering(Clustering method, Optional<Outliner> outliner) {
    return new EvaluatedModels(Optional.empty(), Optional.of(method), Optional.empty(), outliner);
  }

  private static Optional<Outliner> outlining(Member classifier, Optional<Outliner> outliner) {
    return outliner.filter(o -> classifier.looksAtTheOutline());
  }

  /// Those of the installed models that suit the data set: the first of each kind, or those named.
  ///
  /// @param named NAME or NAME@VERSION, at most one of each kind; empty for the first that suit. Of several of one name, the
  ///     first one is the shipped one
  /// @throws ImagingException `REFUSED` when none suits or a named one does not
  public static EvaluatedModels choose(Installed installed, Layout layout, List<String> named)
      throws ImagingException {
    List<StoredModel> segmenters = segmenters(installed, layout);
    List<Member> classifiers = classifiers(installed, layout);
    Optional<StoredModel> segmenter = Optional.empty();
    Optional<Clustering> clustering = Optional.empty();
    Optional<Member> classifier = Optional.empty();
    for (String name : named) {
      Optional<StoredModel> outlines =
          segmenters.stream().filter(m -> isNamed(m.ref(), name)).findFirst();
      Optional<Member> names = classifiers.stream().filter(m -> isNamed(m.ref(), name)).findFirst();
      Optional<Clustering> groups =
          clusterings(layout).stream()
              .filter(m -> ClusterSegmenter.ref(m).name().equals(name))
              .findFirst();
      if (outlines.isEmpty() && groups.isEmpty() && names.isEmpty()) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "There is no model "
                + name
                + " that can be judged on a data set of the layout "
                + layout.word()
                + "."
                + (ofVolumes(installed, name) ? " " + VOLUMES_LIE : ""));
      }
      if (names.isEmpty()) {
        segmenter = outlines;
        clustering = groups;
      }
      classifier = names.isPresent() ? names : classifier;
    }
    if (named.isEmpty()) {
      segmenter = segmenters.stream().findFirst();
      classifier = classifiers.stream().filter(m -> !m.awaitsLicence()).findFirst();
    }
    if (segmenter.isEmpty() && clustering.isEmpty() && classifier.isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "No installed model can be judged on a data set of the layout " + layout.word() + ".");
    }
    return new EvaluatedModels(
        segmenter,
        clustering,
        classifier,
        classifier.flatMap(c -> outlining(c, installed.outliner())));
  }

  private static boolean ofVolumes(Installed installed, String name) {
    return installed.models().stream()
        .anyMatch(m -> isNamed(m.ref(), name) && m.card().input() instanceof ModelInput.Patches);
  }

  private static boolean isNamed(ModelRef model, String named) {
    return named.equals(model.name()) || named.equals(model.name() + "@" + model.version());
  }

  /// Every model that suits the data set, each by itself.
  static List<EvaluatedModels> each(Installed installed, Layout layout) {
    return Stream.of(
            segmenters(installed, layout).stream().map(EvaluatedModels::outlining),
            clusterings(layout).stream().map(m -> clustering(m, installed.outliner())),
            classifiers(installed, layout).stream().map(m -> classifying(m, installed.outliner())))
        .flatMap(each -> each)
        .toList();
  }

  private static List<StoredModel> segmenters(Installed installed, Layout layout) {
    Predicate<StoredModel> suits =
        switch (layout) {
          case CHENG_T1CE -> EvaluatedModels::takesOneSlice;
          case LGG_FLAIR -> EvaluatedModels::takesFlair;
          case HIPPOCAMPUS, NNUNET -> m -> m.card().input() instanceof ModelInput.Patches;
        };
    return installed.models().stream()
        .filter(m -> m.card().task() instanceof ModelCard.Segment)
        .filter(suits)
        .toList();
  }

  private static List<Member> classifiers(Installed installed, Layout layout) {
    return layout == Layout.CHENG_T1CE ? installed.classifiers() : List.of();
  }

  private static List<Clustering> clusterings(Layout layout) {
    return layout == Layout.CHENG_T1CE ? List.of(Clustering.values()) : List.of();
  }

  private static boolean takesOneSlice(StoredModel model) {
    return model.card().task() instanceof ModelCard.Segment segment
        && segment.labels().size() == 1
        && !segment.scores().exclusive()
        && model.card().input() instanceof ModelInput.Slices slices
        && slices.isSingle()
        && slices.sequences().equals(List.of("T1C"));
  }

  private static boolean takesFlair(StoredModel model) {
    return model.card().input() instanceof ModelInput.Slices slices
        && slices.sequences().contains("FLAIR")
        && List.of("FLAIR", "T1", "T1C").containsAll(slices.sequences());
  }

  /// One of them that nobody may run before its licence is accepted.
  public Optional<ModelRef> awaitingLicence() {
    return segmenter
        .filter(StoredModel::awaitsLicence)
        .map(StoredModel::ref)
        .or(() -> classifier.filter(Member::awaitsLicence).map(Member::ref));
  }

  /// What outlines, where something does.
  ///
  /// @throws ImagingException `REFUSED` when the model does not outline one thing in slices
  Optional<PictureOutlines> outlines(InferenceEngine engine) throws ImagingException {
    return segmenter.isPresent()
        ? Optional.of(NetworkOutlines.of(engine, segmenter.get()))
        : clustering.map(ClusterOutlines::new);
  }

  /// Whether one of them outlines.
  public boolean judgeOutlines() {
    return segmenter.isPresent() || clustering.isPresent();
  }

  /// Class names of the classifier; none when there is none.
  public List<String> classes() {
    return classifier.map(Member::classes).orElse(List.of());
  }

  /// Names of the sets that those learnt from which are judged, as far as their cards say.
  public Set<String> learntFrom() {
    return all().stream()
        .flatMap(judged -> judged.files().stream())
        .flatMap(file -> file.trainedOn().stream())
        .map(Weights.TrainedOn::dataset)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// A model that is judged, with all of its files.
  record Judged(ModelRef ref, List<Weights> files) {
    Judged {
      files = List.copyOf(files);
    }
  }

  List<Judged> all() {
    List<Judged> all = new ArrayList<>();
    segmenter.ifPresent(m -> all.add(new Judged(m.ref(), m.weights())));
    clustering.ifPresent(m -> all.add(new Judged(ClusterSegmenter.ref(m), List.of())));
    classifier.ifPresent(m -> all.add(new Judged(m.ref(), m.weights())));
    return List.copyOf(all);
  }
}
