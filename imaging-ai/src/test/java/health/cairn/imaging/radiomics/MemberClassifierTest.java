package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.segment.Phantom;
import health.cairn.imaging.segment.Segmentation;
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

/// The radiomic member and the unsupervised segmenter behind the ports that volumes go through.
class MemberClassifierTest {
  private static final PatientPoint TUMOUR = new PatientPoint(30, 10, 5);

  private final Grid grid = Phantom.grid(96, 12, 2, 5, Phantom.LEFT, Phantom.BACK);
  private final Volume volume =
      Phantom.volume(
          grid,
          p ->
              Phantom.inSphere(p, TUMOUR, 14)
                  ? 900 + (int) p.xMm()
                  : Phantom.inSphere(p, new PatientPoint(0, 0, 0), 85)
                      ? 300 + 40 * Math.floorMod((int) (p.xMm() / 9) + (int) (p.yMm() / 9), 3)
                      : 0);

  @Test
  void classify_weighsTheTumoursLargestSlices() throws Exception {
    MemberClassifier classifier =
        new MemberClassifier(new RadiomicsMember(RadiomicsModel.bundled()));
    Classification answer = classifier.classify(volume, outlined(), Progress.NONE);
    assertEquals(RadiomicsModel.CLASSES, List.copyOf(answer.probabilities().keySet()));
    assertEquals(1, answer.probabilities().values().stream().mapToDouble(p -> p).sum(), 1e-9);
    assertTrue(answer.fusedFrom().size() > 1);
    assertEquals(RadiomicsModel.NAME, answer.model().name());
  }

  @Test
  void classify_abstainsWhenNothingWasOutlined() throws Exception {
    MemberClassifier classifier =
        new MemberClassifier(new RadiomicsMember(RadiomicsModel.bundled()));
    Segmentation nothing =
        new Segmentation(List.of(), 12, 12, new ModelRef("a", "1", "b", "c"), List.of());
    assertTrue(classifier.classify(volume, nothing, Progress.NONE).abstained());
  }

  @Test
  void segment_findsTheBrightSphereOnItsSlices() {
    for (Clustering method : Clustering.values()) {
      Segmentation found = new ClusterSegmenter(method).segment(volume, Progress.NONE);
      BitSet truth = sphere();
      BitSet both = found.largest().orElseThrow().segment().mask().bits();
      int marked = both.cardinality();
      both.and(truth);
      double dice = 2.0 * both.cardinality() / (marked + truth.cardinality());
      assertTrue(dice > 0.8, method + " " + dice);
    }
  }

  private Segmentation outlined() {
    Segment segment =
        new Segment("Tumour", new Segment.Code("1", "SCT", "x"), Mask.of(grid, sphere()));
    return new Segmentation(
        List.of(new Segmentation.Found(segment, 1, 0.9, 0.1, Optional.empty())),
        12,
        12,
        new ModelRef("a", "1", "b", "c"),
        List.of());
  }

  private BitSet sphere() {
    BitSet bits = new BitSet();
    for (int slice = 0; slice < grid.slices(); slice++) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          PatientPoint p = grid.affine().toPatient(new VoxelIndex(column, row, slice));
          bits.set(grid.offset(column, row, slice), Phantom.inSphere(p, TUMOUR, 14));
        }
      }
    }
    return bits;
  }
}
