package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesVolumesTest {
  @TempDir Path folder;

  private SeriesVolumes volumes() throws Exception {
    ReadResult read = new DicomReader().read(List.of(folder), folder, Progress.NONE);
    assertEquals(List.of(), read.refused());
    return new DicomReader().volumes(read.studies().getFirst().series().getFirst(), Progress.NONE);
  }

  private SeriesVolumes.Stack onlyStack() throws Exception {
    SeriesVolumes volumes = volumes();
    assertEquals(1, volumes.stacks().size(), () -> volumes.issues().toString());
    return volumes.stacks().getFirst();
  }

  private static void edit(Path file, Consumer<Attributes> change) throws Exception {
    Attributes attributes;
    try (var in = new ImageInputStream(file.toFile())) {
      attributes = in.readDataset(-1, -1);
    }
    change.accept(attributes);
    DicomFile.write(attributes, file);
  }

  private List<WrittenObject> write(int slices) throws Exception {
    return SyntheticSeries.write(folder, "T1", SyntheticSeries.grid(8, 6, slices));
  }

  @Test
  void volumes_givesBackTheSameVolumeWhenSeriesIsSound() throws Exception {
    Grid grid = SyntheticSeries.grid(8, 6, 5);
    write(5);

    SeriesVolumes.Stack stack = onlyStack();

    Volume written = SyntheticSeries.ramp(grid);
    for (int z = 0; z < 5; z++) {
      for (int y = 0; y < 6; y++) {
        for (int x = 0; x < 8; x++) {
          assertEquals(written.storedAt(x, y, z), stack.volume().storedAt(x, y, z));
        }
      }
    }
    Affine affine = stack.volume().grid().affine();
    assertTrue(affine.origin().distanceTo(grid.affine().origin()) < 1e-9);
    assertTrue(affine.sliceStep().distanceTo(grid.affine().sliceStep()) < 1e-9);
    assertTrue(affine.rowStep().distanceTo(grid.affine().rowStep()) < 1e-9);
    assertEquals(List.of(), stack.issues());
    assertTrue(stack.spacingKnown() && stack.orientationKnown() && stack.evenlySpaced());
  }

  @Test
  void volumes_sortsByPositionWhenFileNamesAndNumbersRunTheOtherWay() throws Exception {
    List<WrittenObject> written = write(3);
    for (int i = 0; i < 3; i++) {
      int number = 3 - i;
      edit(written.get(i).file(), a -> a.setInt(Tag.InstanceNumber, VR.IS, number));
      Files.move(written.get(i).file(), folder.resolve("x" + number + ".dcm"));
    }

    SeriesVolumes.Stack stack = onlyStack();

    assertEquals(
        written.stream().map(WrittenObject::sopInstanceUid).toList(),
        stack.frames().stream().map(SeriesVolumes.FrameReference::sopInstanceUid).toList());
  }

  @Test
  void volumes_saysSoWhenASliceIsMissing() throws Exception {
    Files.delete(write(6).get(2).file());

    SeriesVolumes.Stack stack = onlyStack();

    assertFalse(stack.evenlySpaced());
    assertEquals(
        "A slice is missing between slice 2 and 3 (8.0 mm instead of 4.0 mm)",
        stack.issues().getFirst());
  }

  @Test
  void volumes_flagsSpacingWhenPixelSpacingIsMissing() throws Exception {
    for (WrittenObject object : write(3)) edit(object.file(), a -> a.remove(Tag.PixelSpacing));

    SeriesVolumes.Stack stack = onlyStack();

    assertFalse(stack.spacingKnown());
    assertTrue(stack.issues().getFirst().startsWith("No pixel spacing"));
  }

  @Test
  void volumes_flagsOrientationWhenPositionIsMissing() throws Exception {
    for (WrittenObject object : write(3)) {
      edit(object.file(), a -> a.remove(Tag.ImagePositionPatient));
    }

    SeriesVolumes.Stack stack = onlyStack();

    assertFalse(stack.orientationKnown());
    assertFalse(stack.spacingKnown());
    assertEquals(3, stack.volume().grid().slices());
  }

  @Test
  void volumes_ignoresSliceLocationAndThicknessWhenTheyContradictPositions() throws Exception {
    for (WrittenObject object : write(3)) {
      edit(
          object.file(),
          a -> {
            a.setString(Tag.SliceThickness, VR.DS, "99");
            a.setString(Tag.SpacingBetweenSlices, VR.DS, "77");
            a.setString(Tag.SliceLocation, VR.DS, "1");
          });
    }

    assertEquals(4, onlyStack().volume().grid().affine().sliceSpacingMm(), 1e-9);
  }

  @Test
  void volumes_partsStacksByEchoWhenPositionsAreDouble() throws Exception {
    write(3);
    for (WrittenObject object :
        SyntheticSeries.write(folder.resolve("b"), "T1", SyntheticSeries.grid(8, 6, 3))) {
      edit(
          object.file(),
          a -> {
            a.setString(Tag.SOPInstanceUID, VR.UI, DicomUid.random());
            a.setString(Tag.EchoTime, VR.DS, "90");
          });
    }

    List<SeriesVolumes.Stack> stacks = volumes().stacks();

    assertEquals(
        List.of("echo time 12 ms", "echo time 90 ms"),
        stacks.stream().map(SeriesVolumes.Stack::label).sorted().toList());
    assertEquals(3, stacks.getFirst().volume().grid().slices());
  }

  @Test
  void volumes_bringsOntoOneScaleWhenRescaleDiffersBetweenSlices() throws Exception {
    List<WrittenObject> written = write(2);
    edit(
        written.get(1).file(),
        a -> {
          a.setString(Tag.RescaleSlope, VR.DS, "2.5");
          a.setString(Tag.RescaleIntercept, VR.DS, "-100");
        });

    SeriesVolumes.Stack stack = onlyStack();

    Volume plain = SyntheticSeries.ramp(SyntheticSeries.grid(8, 6, 2));
    assertEquals(plain.storedAt(3, 2, 0), stack.volume().valueAt(3, 2, 0), 0.1);
    assertEquals(plain.storedAt(3, 2, 1) * 2.5 - 100, stack.volume().valueAt(3, 2, 1), 0.1);
    assertTrue(stack.issues().getFirst().contains("rescale differs"));
  }

  @Test
  void volumes_masksBitsWhenFewerAreStoredThanAllocated() throws Exception {
    for (WrittenObject object : write(1)) {
      edit(
          object.file(),
          a -> {
            a.setInt(Tag.BitsStored, VR.US, 8);
            a.setInt(Tag.HighBit, VR.US, 7);
            a.setInt(Tag.PixelRepresentation, VR.US, 1);
          });
    }

    Volume volume = onlyStack().volume();

    int stored = SyntheticSeries.ramp(SyntheticSeries.grid(8, 6, 1)).storedAt(7, 5, 0);
    assertEquals((byte) stored, volume.storedAt(7, 5, 0));
  }

  @Test
  void volumes_givesNoStackWhenImagesAreColour() throws Exception {
    for (WrittenObject object : write(1)) {
      edit(
          object.file(),
          a -> {
            a.setInt(Tag.SamplesPerPixel, VR.US, 3);
            a.setInt(Tag.BitsAllocated, VR.US, 8);
            a.setInt(Tag.BitsStored, VR.US, 8);
            a.setInt(Tag.HighBit, VR.US, 7);
            a.setString(Tag.PhotometricInterpretation, VR.CS, "RGB");
            a.setBytes(Tag.PixelData, VR.OB, new byte[8 * 6 * 3]);
          });
    }

    SeriesVolumes volumes = volumes();

    assertEquals(List.of(), volumes.stacks());
    assertTrue(
        volumes.issues().getFirst().endsWith("is a colour image (RGB), which forms no volume"));
  }

  @Test
  void read_namesTheSyntaxWhenItIsNotSupported() throws Exception {
    Path file = write(1).getFirst().file();
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    // The same length, so that the meta information still ends where it says.
    int at = text.indexOf("1.2.840.10008.1.2.1\0");
    byte[] other = "1.2.840.10008.1.2.9\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(other, 0, bytes, at, other.length);
    Files.write(file, bytes);

    ReadResult found =
        new DicomReader().read(List.of(file), file.getParent(), health.cairn.imaging.Progress.NONE);

    assertEquals(List.of(), found.studies());
    String reason = found.refused().getFirst().reason();
    assertTrue(reason.contains("1.2.840.10008.1.2.9"), reason);
    assertTrue(reason.contains("not supported"), reason);
  }
}
