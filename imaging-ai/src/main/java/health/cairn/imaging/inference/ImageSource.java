package health.cairn.imaging.inference;

import java.nio.FloatBuffer;

/// Images for a model, made one after another as they are needed, so that a long series never lies
/// in memory twice. Called from the engine's thread only.
public interface ImageSource {
  /// How many images there are.
  int count();

  /// Writes image `index` (0 .. count - 1), `size * size` values in 0..1, rows after one another.
  void write(int index, FloatBuffer target);
}
