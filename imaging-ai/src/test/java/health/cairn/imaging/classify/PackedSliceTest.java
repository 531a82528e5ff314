package health.cairn.imaging.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.ImagingException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedSliceTest {
  @Test
  void read_givesBackWhatWasPackedToAStepOfItsRange() throws Exception {
    SliceSample slice = drawn(Optional.of(new SliceSample.PixelSpacing(0.9, 1.1)));

    SliceSample back = PackedSlice.read(PackedSlice.of(slice));

    assertEquals(slice.rows(), back.rows());
    assertEquals(slice.columns(), back.columns());
    assertEquals(slice.spacing(), back.spacing());
    assertEquals(slice.region(), back.region());
    double[] before = slice.values();
    double[] after = back.values();
    double range =
        Arrays.stream(before).max().orElseThrow() - Arrays.stream(before).min().orElseThrow();
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i], after[i], range / 65_535);
    }
  }

  @Test
  void read_knowsAPictureWithoutPixelSize() throws Exception {
    SliceSample back = PackedSlice.read(PackedSlice.of(drawn(Optional.empty())));

    assertEquals(Optional.empty(), back.spacing());
  }

  @Test
  void read_refusesEveryCutAndEveryChangedHead() {
    byte[] packed = PackedSlice.of(drawn(Optional.empty()));

    for (int length = 0; length < packed.length - 8; length += 97) {
      damaged(Arrays.copyOf(packed, length));
    }
    byte[] other = packed.clone();
    other[0] ^= 1;
    damaged(other);
  }

  private static void damaged(byte[] bytes) {
    ImagingException refused =
        assertThrows(
            ImagingException.class, () -> PackedSlice.read(bytes), bytes.length + " bytes");
    assertEquals(ImagingException.Kind.INTEGRITY, refused.kind());
  }

  private static SliceSample drawn(Optional<SliceSample.PixelSpacing> spacing) {
    Random random = new Random(7);
    double[] values = random.doubles(48 * 40, -20, 3000).toArray();
    BitSet region = new BitSet();
    region.set(300, 420);
    return new SliceSample(48, 40, values, spacing, region);
  }
}
