package health.cairn.imaging.organ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlausibleHippocampusTest {
  private static final HeadFrame HEAD = new HeadFrame(0, -110, 90, 85);

  /// A bar of 12 x 36 x 8 mm in a box around `middle`, its front half labelled anterior where
  /// `forwards`, as sure as `probability`.
  private static OrganLook bar(PatientPoint middle, boolean forwards, double probability) {
    Grid box = OrganBox.around(middle, "1.2.3");
    short[][] stored = new short[3][box.voxels()];
    Affine affine = box.affine();
    for (int slice = 0, at = 0; slice < box.slices(); slice++) {
      for (int row = 0; row < box.rows(); row++) {
        for (int column = 0; column < box.columns(); column++, at++) {
          PatientPoint p = affine.toPatient(new VoxelIndex(column, row, slice)).minus(middle);
          boolean organ = Math.abs(p.xMm()) < 6 && Math.abs(p.yMm()) < 18 && Math.abs(p.zMm()) < 4;
          boolean front = p.yMm() < 0 == forwards;
          short rest = (short) Math.round((1 - probability) * 10_000);
          short sure = (short) (10_000 - rest);
          stored[0][at] = organ ? rest : 10_000;
          stored[1][at] = organ && front ? sure : 0;
          stored[2][at] = organ && !front ? sure : 0;
        }
      }
    }
    return OrganLook.of(
            List.of(volume(box, stored[0]), volume(box, stored[1]), volume(box, stored[2])))
        .orElseThrow();
  }

  private static Volume volume(Grid grid, short[] stored) {
    return Volume.owning(grid, stored, false, 1e-4, 0);
  }

  @Test
  void of_measuresWhatLiesInTheBox() {
    PatientPoint middle = new PatientPoint(25, -5, -17);
    OrganLook look = bar(middle, true, 0.97);

    assertEquals(11 * 35 * 7 / 1000.0, look.volumeMl(), 1e-9);
    assertEquals(0, look.middle().distanceTo(middle), 1);
    assertEquals(18, look.posterior().yMm() - look.anterior().yMm(), 1);
    assertEquals(0.97, look.meanProbability(), 1e-3);
    assertEquals(0, look.cutOff());
    assertEquals(1, look.largestShare());
  }

  @Test
  void flaw_isNoneForABarOfThatShapeAndNamesWhatIsWrongWithOthers() {
    PatientPoint middle = new PatientPoint(25, -5, -17);

    assertEquals(Optional.empty(), PlausibleHippocampus.flaw(bar(middle, true, 0.97)));
    assertTrue(
        PlausibleHippocampus.flaw(bar(middle, false, 0.97)).orElseThrow().contains("in front"));
    assertTrue(PlausibleHippocampus.flaw(bar(middle, true, 0.7)).orElseThrow().contains("sure"));
  }

  @Test
  void flaw_ofAPairWantsThemAcrossFromEachOther() {
    OrganLook left = bar(new PatientPoint(25, -5, -17), true, 0.97);

    assertEquals(
        Optional.empty(),
        PlausibleHippocampus.flaw(left, bar(new PatientPoint(-26, -7, -16), true, 0.97), HEAD));
    assertTrue(
        PlausibleHippocampus.flaw(left, bar(new PatientPoint(-26, 15, -16), true, 0.97), HEAD)
            .orElseThrow()
            .contains("across"));
    assertTrue(
        PlausibleHippocampus.flaw(left, bar(new PatientPoint(22, -5, -16), true, 0.97), HEAD)
            .orElseThrow()
            .contains("middle of the head"));
  }
}
