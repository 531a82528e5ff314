package health.cairn.imaging.inference;

import java.nio.FloatBuffer;

/// Takes a model's answers, in the order of the images. Called from the engine's thread only.
@FunctionalInterface
public interface AnswerSink {
  /// @param index of the image, from 0
  /// @param values the card's output for that image; native memory that is gone when the call
  ///   returns, so copy what is to stay
  void accept(int index, FloatBuffer values);

  /// What one network of an ensemble answers by itself; called for each of them before [#accept] gives
  /// their mean of the same image. A network alone is heard in [#accept] only.
  ///
  /// @param values as above
  default void member(int index, FloatBuffer values) {}

  /// Features of the whole image, where the card names an output with them and one network answers;
  /// called right after [#accept] of the same image. Networks of an ensemble have no features in
  /// common, so an ensemble gives none (see [StoredModel#members]).
  ///
  /// @param values as above
  default void embedding(int index, FloatBuffer values) {}

  /// How novel an image is, where the card names an output that says so: the share of images of the
  /// same kind that lie nearer to the training images, 0..1; of an ensemble the mean. Called right after
  /// [#accept] of the same image.
  default void novelty(int index, double share) {}
}
