package health.cairn.app.desk.consent;

import java.util.List;

/// How a patient made a decision theirs.
public sealed interface Signature {

  /// Drawn with a finger or the mouse.
  ///
  /// @param strokes each at least one point; x and y from 0 to 1 of the field that was drawn in
  /// @param aspect width of that field over its height
  record Drawn(List<Stroke> strokes, double aspect) implements Signature {
    public static final int MAX_POINTS = 20_000;

    public Drawn {
      strokes = List.copyOf(strokes);
      if (strokes.isEmpty() || !(aspect > 0) || points(strokes) > MAX_POINTS) {
        throw new IllegalArgumentException("a signature has strokes, and not too many");
      }
    }

    private static int points(List<Stroke> strokes) {
      return strokes.stream().mapToInt(s -> s.points().size()).sum();
    }
  }

  /// One line without lifting the hand.
  record Stroke(List<Point> points) {
    public Stroke {
      points = List.copyOf(points);
    }
  }

  record Point(double x, double y) {}

  /// The patient's own name, typed.
  record Typed(String name) implements Signature {
    public static final int MAX_LENGTH = 100;

    public Typed {
      if (name.isBlank() || name.length() > MAX_LENGTH) {
        throw new IllegalArgumentException("a typed signature is a name");
      }
    }
  }

  /// On a paper form that the institution keeps.
  record OnPaper() implements Signature {}

  /// None was asked for: everything was declined.
  record None() implements Signature {}

  /// "DRAWN", "TYPED", "PAPER" or "NONE".
  default String kind() {
    return switch (this) {
      case Drawn drawn -> "DRAWN";
      case Typed typed -> "TYPED";
      case OnPaper paper -> "PAPER";
      case None none -> "NONE";
    };
  }
}
