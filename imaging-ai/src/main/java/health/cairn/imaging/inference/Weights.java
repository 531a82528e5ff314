package health.cairn.imaging.inference;

import java.util.List;
import java.util.Optional;

/// One trained network of a model.
///
/// @param graph the ONNX file
/// @param trainedOn what it learnt from; empty where the card does not say, and then nobody may
///   assume that it never saw something
/// @param explain a graph of the same weights that gives its gradients as well ([Gradients])
/// @param untrained the same as `explain` with random weights: maps of it show what a map owes to the
///   image and the network's shape alone
public record Weights(
    GraphFile graph,
    List<TrainedOn> trainedOn,
    Optional<GraphFile> explain,
    Optional<GraphFile> untrained) {
  public Weights {
    trainedOn = List.copyOf(trainedOn);
  }

  /// A network without graphs of its gradients.
  public static Weights of(GraphFile graph, List<TrainedOn> trainedOn) {
    return new Weights(graph, trainedOn, Optional.empty(), Optional.empty());
  }

  /// Whether it is certain that no patient of that fold was used to train it.
  public boolean neverSaw(String dataset, int fold) {
    return !trainedOn.isEmpty()
        && trainedOn.stream().noneMatch(t -> t.dataset().equals(dataset) && t.saw(fold));
  }

  /// @param dataset "cheng_t1ce": the name of a data set's folder
  /// @param folds those trained on; empty means all
  public record TrainedOn(String dataset, List<Integer> folds) {
    public TrainedOn {
      folds = List.copyOf(folds);
    }

    boolean saw(int fold) {
      return folds.isEmpty() || folds.contains(fold);
    }
  }
}
