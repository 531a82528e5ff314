package health.cairn.imaging.inference;

import java.nio.FloatBuffer;
import java.util.List;

/// Values of one tensor, the last axis fastest. Immutable.
public final class FloatArray {
  private final List<Integer> shape;
  private final float[] values;

  private FloatArray(List<Integer> shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /// Copies what the buffer holds.
  static FloatArray of(List<Integer> shape, FloatBuffer buffer) {
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    if (shape.stream().reduce(1, Math::multiplyExact) != values.length) {
      throw new IllegalArgumentException(values.length + " values for the shape " + shape);
    }
    return new FloatArray(List.copyOf(shape), values);
  }

  public List<Integer> shape() {
    return shape;
  }

  public int length() {
    return values.length;
  }

  public float at(int index) {
    return values[index];
  }

  public float[] copy() {
    return values.clone();
  }
}
