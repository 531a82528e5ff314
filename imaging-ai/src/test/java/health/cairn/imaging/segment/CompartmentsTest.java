package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompartmentsTest {
  private static final ModelRef MODEL = new ModelRef("drawn", "1", "0", "CC0-1.0");
  private static final Segment.Code CODE = new Segment.Code("108369006", "SCT", "Neoplasm");
  private static final PatientPoint CENTRE = new PatientPoint(10, 0, 0);

  /// Thick axial slices after contrast agent; FLAIR lies on finer ones of the same space.
  private static final Grid T1C = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);

  private static final Grid FLAIR = Phantom.grid(100, 40, 1.2, 3, Phantom.LEFT, Phantom.BACK);

  private static Mask sphere(Grid grid, PatientPoint centre, double radiusMm) {
    BitSet bits = new BitSet();
    for (int at = 0; at < grid.voxels(); at++) {
      int inSlice = at % grid.voxelsPerSlice();
      VoxelIndex index =
          new VoxelIndex(
              inSlice % grid.columns(), inSlice / grid.columns(), at / grid.voxelsPerSlice());
      bits.set(at, Phantom.inSphere(grid.affine().toPatient(index), centre, radiusMm));
    }
    return Mask.of(grid, bits);
  }

  private static Segmentation outlined(String label, Mask mask) {
    return new Segmentation(
        List.of(
            new Segmentation.Found(
                new Segment(label, CODE, mask),
                1,
                0.9,
                0.2,
                Optional.of(new Interval(mask.volumeMl() * 0.5, mask.volumeMl() * 2)))),
        1,
        1,
        MODEL,
        List.of());
  }

  /// A head whose tumour is so many times as bright on FLAIR as the rest.
  private static Volume flair(double times) {
    return Phantom.volume(
        FLAIR,
        p ->
            Phantom.inSphere(p, CENTRE, 25)
                ? (int) (400 * times)
                : Phantom.inSphere(p, new PatientPoint(0, 0, 0), 58) ? 400 : 0);
  }

  private static Compartments fused(double times, double coreMm, PatientPoint coreAt) {
    return Compartments.of(
        T1C,
        outlined("Core", sphere(T1C, coreAt, coreMm)),
        flair(times),
        outlined("Whole tumour", sphere(FLAIR, CENTRE, 25)));
  }

  @Test
  void of_bringsTheWholeTumourOntoTheGridOfTheCoreAndHoldsIt() {
    Compartments fused = fused(1.8, 12, CENTRE);

    Segmentation.Found whole = fused.whole().orElseThrow();
    Mask core = fused.core().orElseThrow().segment().mask();
    assertEquals(T1C, whole.segment().mask().grid());
    double sphereMl = 4.0 / 3 * Math.PI * 25 * 25 * 25 / 1000;
    assertEquals(sphereMl, whole.segment().mask().volumeMl(), 0.05 * sphereMl);
    for (int at = core.next(0); at >= 0; at = core.next(at + 1)) {
      assertEquals(at, whole.segment().mask().next(at));
    }
    assertEquals(
        2 * whole.segment().mask().volumeMl(), whole.volumeCi95Ml().orElseThrow().high(), 1e-9);
    assertEquals(List.of(), fused.notes());
    assertEquals("Enhancing core", fused.core().orElseThrow().segment().label());
    assertEquals(SegmentColour.CORE, SegmentColour.of(fused.core().orElseThrow().segment()));
    assertEquals(SegmentColour.WHOLE_TUMOUR, SegmentColour.of(whole.segment()));
  }

  @Test
  void of_addsACoreThatReachesOutOfTheAbnormalityAndSaysSo() {
    Compartments fused = fused(1.8, 12, new PatientPoint(32, 0, 0));

    Mask whole = fused.whole().orElseThrow().segment().mask();
    assertTrue(whole.volumeMl() > sphere(T1C, CENTRE, 25).volumeMl() + 1);
    assertTrue(fused.notes().getFirst().contains("of the core lies outside"));
  }

  @Test
  void of_leavesTheWholeTumourOutWhenItIsNotBrightOnFlair() {
    Compartments fused = fused(1.0, 12, CENTRE);

    assertTrue(fused.whole().isEmpty());
    assertTrue(fused.core().isPresent());
    assertTrue(fused.notes().getFirst().contains("1.00 times as bright"), fused.notes().toString());
  }

  @Test
  void of_leavesTheWholeTumourOutWhenItLiesInAnotherSpace() {
    Grid elsewhere =
        new Grid(FLAIR.columns(), FLAIR.rows(), FLAIR.slices(), FLAIR.affine(), "9.9.9");

    Compartments fused =
        Compartments.of(
            T1C,
            outlined("Core", sphere(T1C, CENTRE, 12)),
            flair(1.8),
            outlined("Whole tumour", sphere(elsewhere, CENTRE, 25)));

    assertTrue(fused.whole().isEmpty());
    assertTrue(fused.notes().getFirst().contains("frame of reference"));
  }

  @Test
  void of_hasAWholeTumourWithoutACoreWhenNothingEnhances() {
    Compartments fused =
        Compartments.of(
            T1C,
            new Segmentation(List.of(), 1, 1, MODEL, List.of()),
            flair(1.8),
            outlined("Whole tumour", sphere(FLAIR, CENTRE, 25)));

    assertTrue(fused.core().isEmpty());
    assertTrue(fused.whole().isPresent());
  }
}
