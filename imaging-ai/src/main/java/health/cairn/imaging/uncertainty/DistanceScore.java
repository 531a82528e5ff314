package health.cairn.imaging.uncertainty;

/// How far an embedding lies from what a model was trained on; larger is farther.
public sealed interface DistanceScore permits Mahalanobis, NearestNeighbours {
  /// @param embedding as long as those of the fit
  double distance(double[] embedding);
}
