package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.DelegatingMember;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.classify.TumourSlice;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.explain.MapMethod;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the networks behind a classification why: on the slice in which the tumour is largest. The first
/// network with a graph of its gradients draws every kind of map, else the first one those that need
/// none; each says what it would say without the tumour.
public final class Explainer {
  private final InferenceEngine engine;
  private final List<StoredModel> networks;

  /// @param classifier whose networks are asked; measured features explain themselves in words
  public Explainer(InferenceEngine engine, Member classifier) {
    this.engine = engine;
    this.networks = networks(classifier);
  }

  private static List<StoredModel> networks(Member classifier) {
    return switch (classifier) {
      case NetworkMember network -> List.of(network.network());
      case FusedMember fused ->
          fused.panel().members().stream().flatMap(m -> networks(m).stream()).toList();
      case DelegatingMember around -> networks(around.inner());
      default -> List.of();
    };
  }

  /// @param tumour on the volume's grid
  /// @param classification what is to be explained: its decision, else the most probable class
  /// @return none where nothing was classified
  public List<Explanation> explain(
      Volume volume, Mask tumour, Classification classification, Progress progress)
      throws ImagingException {
    Optional<String> named =
        classification
            .decision()
            .or(
                () ->
                    classification.probabilities().entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey));
    if (named.isEmpty()) {
      return List.of();
    }
    int key =
        TumourSlice.largest(tumour).stream()
            .max(Comparator.comparingDouble(TumourSlice::weight))
            .orElseThrow()
            .index();
    SliceSample slice = MemberClassifier.sample(volume, tumour, key);
    List<Explanation> explanations = new ArrayList<>();
    Optional<StoredModel> drawing = drawing();
    for (StoredModel network : networks) {
      if (Explanation.knows(network, named.get())) {
        List<MapMethod> methods =
            drawing.filter(network::equals).isPresent() ? List.of(MapMethod.values()) : List.of();
        explanations.add(Explanation.of(engine, network, slice, named.get(), methods, progress));
      }
    }
    return explanations;
  }

  /// The same with what each map is worth on its slice, for a reader who looks at the maps.
  ///
  /// @param explanations of this explainer
  public List<Explanation> judged(List<Explanation> explanations, Progress progress)
      throws ImagingException {
    List<Explanation> judged = new ArrayList<>();
    for (Explanation one : explanations) {
      StoredModel network =
          networks.stream().filter(n -> n.ref().equals(one.model())).findFirst().orElseThrow();
      judged.add(one.judged(engine, network, progress));
    }
    return judged;
  }

  private Optional<StoredModel> drawing() {
    return networks.stream()
        .filter(n -> n.weights().getFirst().explain().isPresent())
        .findFirst()
        .or(() -> networks.stream().findFirst());
  }
}
