package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.slice.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why one network says a class of one slice: maps, and what it would say without the tumour.
///
/// @param className that is explained
/// @param probability that the network gives it on this slice
/// @param image as the network sees it, 0..1
/// @param outline of the tumour on the same pixels, 1 inside
/// @param maps of an ensemble's first network; empty where only the counterfactual was asked for
/// @param withoutTumour empty where nothing is outlined on the slice
public record Explanation(
    ModelRef model,
    String className,
    double probability,
    Raster image,
    Raster outline,
    List<ShownMap> maps,
    Optional<Counterfactual> withoutTumour) {

  private static final int RANDOM_MAPS = 5;
  private static final long SEED = 20261123;

  public Explanation {
    maps = List.copyOf(maps);
  }

  /// Name and version of the network.
  public String by() {
    return model.name() + " " + model.version();
  }

  /// A map with how far it lies where the tumour is outlined, and whether what it marks matters to the network.
  ///
  /// @param map 0..1, on the image's pixels
  /// @param worth on this slice, against maps without meaning; empty before [#judged]
  /// @param agreement empty where nothing is outlined
  public record ShownMap(
      MapMethod method,
      Raster map,
      Optional<DeletionInsertion> worth,
      Optional<MaskAgreement> agreement) {}

  /// @param slice with the outlined region
  /// @param className one of the model's classes
  /// @param methods those that need gradients are left out where the model has no graph of them
  /// @throws ImagingException `INTEGRITY` or `ENVIRONMENT` when the model cannot be run
  public static Explanation of(
      InferenceEngine engine,
      StoredModel model,
      SliceSample slice,
      String className,
      List<MapMethod> methods,
      Progress progress)
      throws ImagingException {
    NetworkScorer scorer = new NetworkScorer(engine, model, progress);
    int index = scorer.classes().indexOf(className);
    if (index < 0) {
      throw new IllegalArgumentException(model.card().name() + " does not know " + className);
    }
    NetworkView seen = NetworkView.of(model, slice);
    List<MapMethod> drawn =
        methods.stream()
            .filter(m -> !m.needsGradients() || model.weights().getFirst().explain().isPresent())
            .toList();
    return new Explanation(
        model.ref(),
        className,
        scorer.scores(List.of(seen.image())).getFirst().probability(index),
        seen.image(),
        seen.outline(),
        drawn.isEmpty() ? List.of() : maps(engine, model, seen, index, drawn, progress),
        seen.outlined()
            ? Optional.of(Counterfactual.of(scorer, seen.image(), seen.outline()))
            : Optional.empty());
  }

  /// What the first network draws.
  private static List<ShownMap> maps(
      InferenceEngine engine,
      StoredModel model,
      NetworkView seen,
      int index,
      List<MapMethod> methods,
      Progress progress)
      throws ImagingException {
    Raster image = seen.image();
    NetworkScorer first = new NetworkScorer(engine, model.members().getFirst(), progress);
    List<ShownMap> maps = new ArrayList<>();
    for (MapMethod method : methods) {
      Raster map =
          method.needsGradients()
              ? method.of(
                  new OnnxExplainableModel(engine, model, "Explaining", progress), image, index)
              : MapMethod.occlusion(first, image, index);
      maps.add(
          new ShownMap(
              method,
              map,
              Optional.empty(),
              seen.outlined()
                  ? Optional.of(MaskAgreement.of(map, seen.outline()))
                  : Optional.empty()));
    }
    return maps;
  }

  /// The same with what each map is worth on this slice: some hundred answers more of the network that drew them.
  ///
  /// @param network the model that was explained
  /// @throws ImagingException as [#of]
  public Explanation judged(InferenceEngine engine, StoredModel network, Progress progress)
      throws ImagingException {
    if (maps.isEmpty()) {
      return this;
    }
    NetworkScorer first = new NetworkScorer(engine, network.members().getFirst(), progress);
    int index = first.classes().indexOf(className);
    Raster blurred = MapMethod.blurred(image);
    DeletionInsertion.Chance chance =
        DeletionInsertion.Chance.of(first, image, blurred, index, RANDOM_MAPS, SEED);
    List<ShownMap> judged = new ArrayList<>();
    for (ShownMap one : maps) {
      DeletionInsertion worth =
          DeletionInsertion.of(first, image, blurred, one.map(), index, chance);
      judged.add(new ShownMap(one.method(), one.map(), Optional.of(worth), one.agreement()));
    }
    return new Explanation(model, className, probability, image, outline, judged, withoutTumour);
  }

  /// Whether a model can be asked about a class.
  public static boolean knows(StoredModel model, String className) {
    return model.card().task() instanceof ModelCard.Classify classify
        && classify.classes().contains(className);
  }
}
