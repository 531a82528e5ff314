package health.cairn.imaging.inference;

/// Takes what a network says of images with its gradients, in the order of the images. Called from the
/// engine's thread only.
@FunctionalInterface
public interface GradientSink {
  /// @param index of the image, from 0
  void accept(int index, GradientAnswer answer);
}
