package health.cairn.imaging.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.SharedData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiReaderTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(NiftiType.class)
  void read_readsEveryDataTypeInBothByteOrders(NiftiType type) throws Exception {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      Path file = folder.resolve(type + order.toString() + ".nii");
      byte[] content = TestNifti.file(3, 2, 2, type, order, i -> 5 + i);

      Files.write(file, content);

      NiftiVolume volume = NiftiReader.read(file);
      assertEquals(12, volume.voxels());
      assertEquals(5, volume.at(0, 0, 0));
      assertEquals(5 + 2 + 3 + 6, volume.at(2, 1, 1));
    }
  }

  @Test
  void read_scalesAndKeepsSigns() throws Exception {
    byte[] content = TestNifti.file(2, 1, 1, NiftiType.INT16, ByteOrder.LITTLE_ENDIAN, i -> -3);
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header.putFloat(112, 0.5f).putFloat(116, 10);

    assertEquals(8.5f, NiftiReader.read(write("scaled.nii", content)).at(0));
  }

  @Test
  void read_unpacksWhateverTheNameIs() throws Exception {
    byte[] content = TestNifti.file(4, 4, 4, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> i);

    NiftiVolume volume = NiftiReader.read(write("packed.nii", TestNifti.packed(content)));

    assertEquals(63, volume.at(63));
    assertEquals(NiftiVolume.Placement.SFORM, volume.placement());
  }

  @Test
  void read_takesTheQformWhereThereIsNoSform() throws Exception {
    byte[] content = TestNifti.file(2, 2, 2, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 0);
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(254, (short) 0).putShort(252, (short) 1);
    // A quarter turn about the third axis; k runs backwards.
    header.putFloat(264, (float) Math.sqrt(0.5)).putFloat(76, -1);
    header.putFloat(80, 2).putFloat(84, 3).putFloat(88, 4);
    header.putFloat(268, 7).putFloat(272, 8).putFloat(276, 9);

    NiftiVolume volume = NiftiReader.read(write("q.nii", content));

    assertEquals(NiftiVolume.Placement.QFORM, volume.placement());
    double[][] expected = {{0, -3, 0, 7}, {2, 0, 0, 8}, {0, 0, -4, 9}};
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        assertEquals(expected[row][column], volume.toRas(row, column), 1e-6);
      }
    }
    assertArrayEquals(
        new double[] {2, 3, 4},
        new double[] {volume.spacingMm(0), volume.spacingMm(1), volume.spacingMm(2)},
        1e-6);
  }

  @Test
  void read_saysWhenNothingPlacesTheVolume() throws Exception {
    byte[] content = TestNifti.file(2, 2, 2, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 0);
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putShort(254, (short) 0);

    NiftiVolume volume = NiftiReader.read(write("none.nii", content));

    assertEquals(NiftiVolume.Placement.NONE, volume.placement());
    assertEquals(1, volume.spacingMm(2));
  }

  @Test
  void read_readsLengthsInTheirUnit() throws Exception {
    byte[] content = TestNifti.file(2, 2, 2, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 0);
    content[123] = 3;
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putFloat(280, 500);

    assertEquals(0.5, NiftiReader.read(write("um.nii", content)).spacingMm(0), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sizeof_hdr",
        "nifti2",
        "magic",
        "pair",
        "dims",
        "negative",
        "many",
        "huge",
        "type",
        "bits",
        "offset",
        "unit",
        "flat",
        "nan-affine",
        "nan-scale"
      })
  void read_refusesHeader(String defect) throws Exception {
    byte[] content = TestNifti.file(3, 3, 3, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 1);
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    switch (defect) {
      case "sizeof_hdr" -> header.putInt(0, 347);
      case "nifti2" -> header.putInt(0, 540);
      case "magic" -> content[344] = 'x';
      case "pair" -> content[345] = 'i';
      case "dims" -> header.putShort(40, (short) 9);
      case "negative" -> header.putShort(42, (short) -3);
      case "many" -> header.putShort(40, (short) 4).putShort(48, (short) 2);
      case "huge" -> header.putShort(42, (short) 4096).putShort(44, (short) 4096);
      case "type" -> header.putShort(70, (short) 32);
      case "bits" -> header.putShort(72, (short) 16);
      case "offset" -> header.putFloat(108, Float.NaN);
      case "unit" -> content[123] = 7;
      case "flat" -> header.putFloat(280, 0);
      case "nan-affine" -> header.putFloat(292, Float.NaN);
      case "nan-scale" -> header.putFloat(112, Float.NaN);
      default -> throw new IllegalArgumentException(defect);
    }

    assertRefused(write("bad.nii", content));
  }

  @Test
  void read_refusesWhatIsCutOffAnywhere() throws Exception {
    byte[] content = TestNifti.file(3, 3, 3, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> i);
    byte[] packed = TestNifti.packed(content);
    for (int length = 0; length < content.length; length += 7) {
      assertRefused(write("cut.nii", Arrays.copyOf(content, length)));
    }
    for (int length = 0; length < packed.length; length++) {
      assertRefused(write("cut.nii.gz", Arrays.copyOf(packed, length)));
    }
  }

  @Test
  void read_throwsNothingElseOnDamagedHeaders() throws Exception {
    for (int seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      byte[] content = TestNifti.file(3, 3, 3, NiftiType.FLOAT32, ByteOrder.LITTLE_ENDIAN, i -> 1);
      for (int k = 0; k < 4; k++) {
        content[random.nextInt(content.length)] = (byte) random.nextInt();
      }
      Path file = write("damaged.nii", content);
      try {
        assertTrue(NiftiReader.read(file).voxels() > 0);
      } catch (ImagingException e) {
        assertEquals(ImagingException.Kind.REFUSED, e.kind(), "seed " + seed);
      }
    }
  }

  @Test
  void read_refusesAFewBytesThatAnnounceALargeVolume() throws Exception {
    byte[] content = TestNifti.file(3, 3, 3, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 0);
    ByteBuffer header = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    header.putShort(42, (short) 400).putShort(44, (short) 400).putShort(46, (short) 400);

    assertRefused(write("plain.nii", content));
    assertRefused(write("packed.nii.gz", TestNifti.packed(content)));
  }

  @Test
  void read_unpacksNoMoreThanTheHeaderSays() throws Exception {
    Path file = folder.resolve("bomb.nii.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(TestNifti.file(3, 3, 3, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 1));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 100; i++) {
        out.write(zeros);
      }
    }

    assertEquals(27, NiftiReader.read(file).voxels());
  }

  @Test
  void sameGrid_tellsSizesAndPlacesApart() throws Exception {
    byte[] content = TestNifti.file(3, 3, 3, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 1);
    NiftiVolume volume = NiftiReader.read(write("a.nii", content));
    NiftiVolume longer =
        NiftiReader.read(
            write(
                "b.nii",
                TestNifti.file(3, 3, 4, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, i -> 1)));
    ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putFloat(292, 1);
    NiftiVolume moved = NiftiReader.read(write("c.nii", content));

    assertTrue(volume.sameGrid(volume));
    assertFalse(volume.sameGrid(longer));
    assertFalse(volume.sameGrid(moved));
  }

  @Test
  @Tag("realdata")
  void read_readsTheHippocampusScans() throws Exception {
    NiftiVolume image =
        NiftiReader.read(SharedData.require("train/hippocampus/images/hippocampus_004.nii.gz"));
    NiftiVolume label =
        NiftiReader.read(SharedData.require("train/hippocampus/labels/hippocampus_004.nii.gz"));

    assertArrayEquals(
        new int[] {36, 52, 38}, new int[] {image.size(0), image.size(1), image.size(2)});
    assertTrue(image.sameGrid(label));
    int[] count = new int[3];
    for (int i = 0; i < label.voxels(); i++) {
      count[(int) label.at(i)]++;
    }
    assertTrue(count[1] > 500 && count[2] > 500, Arrays.toString(count));
  }

  private void assertRefused(Path file) {
    ImagingException e =
        assertThrows(ImagingException.class, () -> NiftiReader.read(file), file.toString());
    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().endsWith("."), e.getMessage());
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
