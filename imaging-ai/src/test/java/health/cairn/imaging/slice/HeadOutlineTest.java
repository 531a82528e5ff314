package health.cairn.imaging.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadOutlineTest {
  private static final int SIZE = 96;
  private static final Raster NOTHING = Raster.drawn(SIZE, SIZE, (x, y) -> 0);

  @Test
  void of_findsADrawnHeadWithItsHoles() {
    HeadOutline head = HeadOutline.of(head(0, 0));
    assertTrue(head.found());
    assertEquals(48, head.centreX(), 1.5);
    assertEquals(33, head.halfWidth(), 2);
    assertEquals(42, head.halfHeight(), 2);
    assertEquals(Math.PI * 33 * 42, head.area(), 0.08 * Math.PI * 33 * 42);
    assertTrue(head.inside(48, 48));
    assertFalse(head.inside(2, 2));
    assertEquals(33, head.depth(48 * SIZE + 48), 3);
  }

  @Test
  void of_findsNoHeadWhereThereIsNone() {
    Random random = new Random(1);
    assertFalse(HeadOutline.of(NOTHING).found());
    assertFalse(HeadOutline.of(Raster.drawn(SIZE, SIZE, (x, y) -> random.nextDouble())).found());
    assertFalse(
        HeadOutline.of(Raster.drawn(SIZE, SIZE, (x, y) -> x > 40 && x < 52 ? 0.8 : 0)).found());
    assertFalse(
        HeadOutline.of(Raster.drawn(SIZE, SIZE, (x, y) -> x + y < 60 ? 0.8 : 0.01)).found());
  }

  /// A bottle of water has a head's shape, a knee between the image's edges its spread of brightness.
  @Test
  void of_findsNoHeadInABottleOrInABlock() {
    Random random = new Random(2);
    Raster bottle =
        Raster.drawn(
            SIZE,
            SIZE,
            (x, y) ->
                Math.abs(
                    (Math.hypot(x - 48, y - 48) < 35 ? 0.8 : 0) + 0.03 * random.nextGaussian()));
    Raster block =
        Raster.drawn(
            SIZE, SIZE, (x, y) -> x > 20 && x < 70 && y > 4 && y < 90 ? 0.3 + x % 9 / 12.0 : 0);
    assertFalse(HeadOutline.of(bottle).found());
    assertFalse(HeadOutline.of(block).found());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-12, 0, 8})
  void symmetry_isFoundOnATurnedHead(double degrees) {
    Raster image = head(degrees, 3);
    SymmetryLine line = SymmetryLine.of(image, HeadOutline.of(image), NOTHING).orElseThrow();
    assertEquals(degrees, Math.toDegrees(Math.atan2(line.ny(), line.nx())), 2);
    assertTrue(line.correlation() > 0.9, "correlation " + line.correlation());
    assertEquals(0, line.distance(51, 48), 1.5);
    assertEquals(20, line.mirrorX(20, 40) + 2 * line.distance(20, 40) * line.nx(), 1e-9);
  }

  @Test
  void symmetry_isNotFoundWhereTheSidesDiffer() {
    // Like a sagittal slice: bright in front, dark behind, structures on one side only.
    Raster image =
        Raster.drawn(
            SIZE,
            SIZE,
            (x, y) -> {
              boolean in = square((x - 48) / 33.0) + square((y - 48) / 42.0) < 1;
              return in ? 0.15 + 0.8 * Math.pow((x - 15) / 66.0, 2) * (y % 24 < 12 ? 1 : 0.6) : 0;
            });
    assertTrue(SymmetryLine.of(image, HeadOutline.of(image), NOTHING).isEmpty());
  }

  @Test
  void resized_isBilinearBetweenPixelCentres() {
    Raster two = Raster.of(2, 1, new float[] {0, 1});
    assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1}, two.resized(4, 1).toArray(), 1e-6f);
  }

  @Test
  void brightestFirst_breaksTiesByTheFirstPixelAndPutsNegativesLast() {
    Raster map = Raster.of(5, 1, new float[] {-1, 2, 0, 2, -3});
    assertArrayEquals(new int[] {1, 3, 2, 0, 4}, map.brightestFirst());
  }

  @Test
  void of_refusesWhatIsNoImage() {
    assertThrows(IllegalArgumentException.class, () -> Raster.of(2, 2, new float[3]));
    assertThrows(IllegalArgumentException.class, () -> Raster.of(1, 1, new float[] {Float.NaN}));
    assertThrows(IllegalArgumentException.class, () -> Raster.of(5000, 1, new float[5000]));
  }

  /// A bright skull, a grey brain and two dark ventricles about a line turned by `degrees` through
  /// the head's middle.
  private static Raster head(double degrees, double shift) {
    double cos = Math.cos(Math.toRadians(degrees));
    double sin = Math.sin(Math.toRadians(degrees));
    return Raster.drawn(
        SIZE,
        SIZE,
        (x, y) -> {
          double across = (x - 48 - shift) * cos + (y - 48) * sin;
          double along = -(x - 48 - shift) * sin + (y - 48) * cos;
          double r = square(across / 33) + square(along / 42);
          if (r >= 1) {
            return 0;
          }
          boolean ventricle = square((Math.abs(across) - 8) / 4) + square((along + 4) / 12) < 1;
          return r > 0.85 ? 0.9 : ventricle ? 0.02 : along > 20 ? 0.6 : 0.4;
        });
  }

  private static double square(double v) {
    return v * v;
  }
}
