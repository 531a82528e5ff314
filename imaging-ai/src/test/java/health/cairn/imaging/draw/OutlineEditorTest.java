package health.cairn.imaging.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlineEditorTest {
  /// Columns 1 mm apart, rows 2 mm, slices 5 mm: 0.01 mL a voxel.
  private static final Grid GRID =
      new Grid(
          60,
          40,
          7,
          new Affine(
              new PatientPoint(-30, -40, 10),
              new PatientPoint(1, 0, 0),
              new PatientPoint(0, 2, 0),
              new PatientPoint(0, 0, 5)),
          "1.2.3");

  private final OutlineEditor editor = new OutlineEditor(GRID);

  @Test
  void sweep_paintsADiscThatIsRoundInThePatient() {
    editor.begin(3, Touch.ADD);
    Patch patch = editor.sweep(30, 20, 30, 20, 6).orElseThrow();
    assertEquals(new Patch(3, 24, 17, 36, 23), patch, "6 mm are 6 columns and 3 rows");
    for (int row = 0; row < GRID.rows(); row++) {
      for (int column = 0; column < GRID.columns(); column++) {
        boolean within = Math.hypot(column - 30, 2 * (row - 20)) <= 6;
        assertEquals(within, editor.at(column, row, 3), column + "/" + row);
        assertFalse(editor.at(column, row, 2), "no other slice is touched");
      }
    }
    assertEquals(editor.mask().count() * 0.01, editor.volumeMl(), 1e-9);
  }

  @Test
  void sweep_leavesNoGapsWhenTheHandIsFast() {
    editor.begin(0, Touch.ADD);
    editor.sweep(5, 5, 50, 30, 0.1);
    int column = 5;
    int row = 5;
    while (column < 50 || row < 30) {
      assertTrue(editor.at(column, row, 0));
      boolean right = column < 50 && editor.at(column + 1, row, 0);
      boolean down = row < 30 && editor.at(column, row + 1, 0);
      boolean across = column < 50 && row < 30 && editor.at(column + 1, row + 1, 0);
      assertTrue(right || down || across, "a way on from " + column + "/" + row);
      column += right || !down ? 1 : 0;
      row += !right ? 1 : 0;
    }
  }

  @Test
  void sweep_staysWithinTheSliceWhenTheHandLeavesIt() {
    editor.begin(6, Touch.ADD);
    assertTrue(editor.sweep(-500, -500, -400, -400, 5).isEmpty());
    editor.sweep(58, 39, 5000, 5000, 3);
    assertEquals(1, editor.slices());
    assertTrue(editor.at(59, 39, 6));
  }

  @Test
  void erase_takesAwayOnlyWhatIsThere() {
    BitSet box = new BitSet();
    for (int row = 10; row < 20; row++) {
      box.set(GRID.offset(10, row, 2), GRID.offset(20, row, 2));
    }
    OutlineEditor correcting = new OutlineEditor(Mask.of(GRID, box));
    assertEquals(1.0, correcting.volumeMl(), 1e-9);
    correcting.begin(2, Touch.ERASE);
    Patch patch = correcting.sweep(10, 10, 10, 10, 4).orElseThrow();
    assertEquals(new Patch(2, 10, 10, 14, 12), patch, "what lay outside did not change");
    assertTrue(correcting.end());
    correcting.begin(2, Touch.ERASE);
    assertTrue(correcting.sweep(10, 10, 10, 10, 4).isEmpty());
    assertFalse(correcting.end(), "nothing to take back");
    assertEquals(1, correcting.strokes());
  }

  @Test
  void fill_takesTheVoxelsWithinAClosedLine() {
    Contour circle = new Contour();
    for (int i = 0; i < 200; i++) {
      double angle = 2 * Math.PI * i / 200;
      circle.add(30 + 10.3 * Math.cos(angle), 20 + 10.3 * Math.sin(angle));
    }
    editor.begin(1, Touch.ADD);
    editor.fill(circle);
    for (int row = 0; row < GRID.rows(); row++) {
      for (int column = 0; column < GRID.columns(); column++) {
        double r = Math.hypot(column - 30, row - 20);
        if (Math.abs(r - 10.3) > 0.05) {
          assertEquals(r < 10.3, editor.at(column, row, 1), column + "/" + row);
        }
      }
    }
  }

  @Test
  void fill_hasNoHoleWhereALineCrossesItself() {
    Contour twice = new Contour();
    for (int i = 0; i < 400; i++) {
      double angle = 4 * Math.PI * i / 400;
      double radius = i < 200 ? 12 : 6;
      twice.add(30 + radius * Math.cos(angle), 20 + radius * Math.sin(angle));
    }
    editor.begin(1, Touch.ADD);
    editor.fill(twice);
    assertTrue(editor.at(30, 20, 1), "wound around twice");
    assertTrue(editor.at(30, 29, 1), "wound around once");
  }

  @Test
  void fill_doesNothingWithLessThanATriangle() {
    Contour line = new Contour();
    line.add(3, 3);
    line.add(9, 9);
    editor.begin(1, Touch.ADD);
    assertEquals(Optional.empty(), editor.fill(line));
  }

  @Test
  void undo_goesBackStrokeByStrokeAndAgain() {
    long seed = 20260412;
    Random random = new Random(seed);
    List<BitSet> states = new ArrayList<>(List.of(editor.mask().bits()));
    while (states.size() < 60) {
      editor.begin(random.nextInt(7), random.nextInt(3) == 0 ? Touch.ERASE : Touch.ADD);
      for (int i = 0; i < 4; i++) {
        editor.sweep(
            random.nextInt(60),
            random.nextInt(40),
            random.nextInt(60),
            random.nextInt(40),
            1 + random.nextInt(8));
      }
      if (editor.end()) {
        states.add(editor.mask().bits());
      }
    }
    for (int i = states.size() - 2; i >= 0; i--) {
      assertTrue(editor.undo().isPresent());
      assertState(states.get(i), i, seed);
    }
    assertEquals(Optional.empty(), editor.undo());
    for (int i = 1; i < states.size(); i++) {
      assertTrue(editor.redo().isPresent());
      assertState(states.get(i), i, seed);
    }
    assertFalse(editor.canRedo());
  }

  private void assertState(BitSet expected, int strokes, long seed) {
    assertEquals(expected, editor.mask().bits(), "seed " + seed);
    assertEquals(strokes, editor.strokes());
    assertEquals(expected.cardinality() * 0.01, editor.volumeMl(), 1e-9, "seed " + seed);
  }

  @Test
  void redo_isGoneAfterSomethingNew() {
    dot(10);
    dot(20);
    editor.undo();
    dot(30);
    assertFalse(editor.canRedo());
    assertEquals(Optional.empty(), editor.redo());
    assertTrue(editor.at(30, 10, 0) && editor.at(10, 10, 0) && !editor.at(20, 10, 0));
  }

  @Test
  void undo_forgetsTheOldestWhenItWouldTakeTooMuchMemory() {
    OutlineEditor small = new OutlineEditor(Mask.of(GRID, new BitSet()), 300);
    for (int i = 0; i < 20; i++) {
      small.begin(0, Touch.ADD);
      small.sweep(2 * i, 10, 2 * i, 10, 0.1);
      small.end();
    }
    int back = 0;
    while (small.undo().isPresent()) {
      back++;
    }
    assertEquals(4, back, "72 bytes each");
    assertEquals(16, small.mask().count(), "what is forgotten stays drawn");
  }

  @Test
  void undo_endsTheStrokeUnderWayFirst() {
    editor.begin(0, Touch.ADD);
    editor.sweep(10, 10, 10, 10, 3);
    assertTrue(editor.undo().isPresent());
    assertTrue(editor.isEmpty());
    assertThrows(IllegalStateException.class, () -> editor.sweep(1, 1, 1, 1, 1));
  }

  private void dot(int column) {
    editor.begin(0, Touch.ADD);
    editor.sweep(column, 10, column, 10, 0.1);
    editor.end();
  }
}
