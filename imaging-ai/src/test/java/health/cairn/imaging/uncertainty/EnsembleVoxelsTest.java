package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EnsembleVoxelsTest {
  @Test
  void disagreement_isAllOfItWhenMembersAreSureOfDifferentThings() {
    EnsembleVoxels two = new EnsembleVoxels(2, 0.5);
    two.add(new float[] {1, 0.5f});
    two.add(new float[] {0, 0.5f});
    assertEquals(1, two.entropy(0), 1e-12);
    assertEquals(1, two.disagreement(0), 1e-12);
    assertEquals(1, two.entropy(1), 1e-12);
    assertEquals(0, two.disagreement(1), 1e-12);
  }

  @Test
  void lesion_measuresTheVariationOfTheMembersVolumes() {
    EnsembleVoxels two = new EnsembleVoxels(4, 0.5);
    two.add(new float[] {1, 1, 1, 0});
    two.add(new float[] {1, 0, 0, 0});
    EnsembleVoxels.Lesion lesion = two.lesion();
    // Means 1, 0.5, 0.5, 0: three voxels; volumes 3 and 1.
    assertEquals(3, lesion.voxels());
    assertEquals(Math.sqrt(2) / 2, lesion.volumeVariation(), 1e-12);
    assertEquals(2 / 3.0, lesion.meanDisagreement(), 1e-12);
  }

  @Test
  void lesion_saysNothingWhenNobodySeesOne() {
    EnsembleVoxels one = new EnsembleVoxels(2, 0.5);
    one.add(new float[] {0.1f, 0});
    assertEquals(0, one.lesion().voxels());
    assertTrue(Double.isNaN(one.lesion().volumeVariation()));
    assertTrue(Double.isNaN(one.lesion().meanEntropy()));
  }

  @Test
  void add_refusesAMapThatIsNoProbabilityAndKeepsNothingOfIt() {
    EnsembleVoxels one = new EnsembleVoxels(2, 0.5);
    assertThrows(IllegalArgumentException.class, () -> one.add(new float[] {0.5f, 1.5f}));
    assertThrows(IllegalArgumentException.class, () -> one.add(new float[] {Float.NaN, 0}));
    assertThrows(IllegalArgumentException.class, () -> one.add(new float[3]));
    assertEquals(0, one.members());
  }
}
