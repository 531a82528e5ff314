package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.aoju.bus.image.galaxy.io.ImageOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same small series in the forms that scanners and archives store: the voxels and where they lie
/// come out the same, or what is wrong is said.
class StoredFormsTest {
  private static final Grid GRID = SyntheticSeries.grid(8, 6, 6);

  @TempDir Path folder;
  private List<Path> files;

  @BeforeEach
  void write() throws Exception {
    files = SyntheticSeries.write(folder, "T1", GRID).stream().map(WrittenObject::file).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        UID.ExplicitVRLittleEndian,
        UID.ImplicitVRLittleEndian,
        UID.DeflatedExplicitVRLittleEndian,
        UID.ExplicitVRBigEndianRetired
      })
  void volumes_areTheSameWhenStoredIn(String syntax) throws Exception {
    for (Path file : files) {
      Attributes object = load(file);
      boolean big = syntax.equals(UID.ExplicitVRBigEndianRetired);
      Attributes stored = big ? new Attributes(object, true) : object;
      try (OutputStream raw = Files.newOutputStream(file);
          var out = new ImageOutputStream(raw, UID.ExplicitVRLittleEndian)) {
        out.writeDataset(stored.createFileMetaInformation(syntax), stored);
      }
    }
    SeriesVolumes.Stack stack = onlyStack();
    Volume written = SyntheticSeries.ramp(GRID);
    for (int z = 0; z < GRID.slices(); z++) {
      for (int y = 0; y < GRID.rows(); y++) {
        for (int x = 0; x < GRID.columns(); x++) {
          assertEquals(written.storedAt(x, y, z), stack.volume().storedAt(x, y, z));
        }
      }
    }
    assertEquals(List.of(), stack.issues());
  }

  @Test
  void volumes_showPaddingAsTheLowestValue() throws Exception {
    editAll(
        (i, a) -> {
          a.setInt(Tag.PixelPaddingValue, VR.US, 63536);
          byte[] pixels = bytes(a);
          pixels[0] = (byte) 63536;
          pixels[1] = (byte) (63536 >> 8);
          a.setBytes(Tag.PixelData, VR.OW, pixels);
        });
    SeriesVolumes.Stack stack = onlyStack();
    // Slice 1 holds 48 * 7 and up, of which the first is now padding.
    assertEquals((48 + 1) * 7, stack.volume().storedAt(0, 0, 1));
    assertEquals((48 + 1) * 7, stack.volume().storedAt(1, 0, 1));
    assertTrue(stack.issues().getFirst().contains("padding"), stack.issues().toString());
  }

  @Test
  void volumes_turnMonochrome1Round() throws Exception {
    editAll((i, a) -> a.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME1"));
    SeriesVolumes.Stack stack = onlyStack();
    assertEquals(65535, stack.volume().storedAt(0, 0, 0) & 0xFFFF);
    assertEquals(65535 - 7, stack.volume().storedAt(1, 0, 0) & 0xFFFF);
    assertTrue(stack.issues().getFirst().contains("MONOCHROME1"), stack.issues().toString());
  }

  @Test
  void volumes_followATiltedStackAndSaySo() throws Exception {
    PatientPoint row = GRID.affine().columnStep().times(1 / GRID.affine().columnStep().length());
    editAll((i, a) -> shift(a, row.times(1.5 * i)));
    SeriesVolumes.Stack stack = onlyStack();
    PatientPoint step = stack.volume().grid().affine().sliceStep();
    assertTrue(step.distanceTo(GRID.affine().sliceStep().plus(row.times(1.5))) < 1e-6);
    assertTrue(stack.evenlySpaced());
    assertEquals(
        List.of("The stack is tilted: each slice lies 1.50 mm beside the one below it"),
        stack.issues());
  }

  @Test
  void volumes_saySoWhenOneSliceIsShiftedSideways() throws Exception {
    edit(files.get(2), a -> shift(a, new PatientPoint(3, 0, 0)));
    assertEquals(
        List.of("Slices are shifted against each other by up to 3.0 mm"), onlyStack().issues());
  }

  @Test
  void volumes_saySoWhenTwoSlicesAreMissing() throws Exception {
    Files.delete(files.get(2));
    Files.delete(files.get(3));
    SeriesVolumes.Stack stack = onlyStack();
    assertFalse(stack.evenlySpaced());
    assertEquals(
        "2 slices are missing between slice 2 and 3 (12.0 mm instead of 4.0 mm)",
        stack.issues().getFirst());
  }

  @Test
  void volumes_saySoWhenSlicesAreUnevenlySpaced() throws Exception {
    PatientPoint step = GRID.affine().sliceStep();
    editAll((i, a) -> shift(a, step.times(i * i / 20.0)));
    SeriesVolumes.Stack stack = onlyStack();
    assertFalse(stack.evenlySpaced());
    assertTrue(
        stack.issues().stream().anyMatch(i -> i.startsWith("Slices are unevenly spaced")),
        stack.issues().toString());
  }

  @Test
  void volumes_keepSlicesThatAreThereTwiceApartAndSaySo() throws Exception {
    for (int i = 1; i <= 2; i++) {
      Path twin = Files.copy(files.get(i), folder.resolve("twin" + i + ".dcm"));
      edit(twin, a -> a.setString(Tag.SOPInstanceUID, VR.UI, DicomUid.random()));
    }
    SeriesVolumes volumes = volumes();
    assertEquals(
        List.of(6, 2), volumes.stacks().stream().map(s -> s.volume().grid().slices()).toList());
    assertTrue(
        volumes.stacks().getFirst().issues().getFirst().contains("no tag tells them apart"),
        volumes.stacks().getFirst().issues().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0\\0", "-0.9\\0.9", "0.9\\NaN", "1e9\\1e9", "0.9", "wide\\high"})
  void volumes_measureNothingWhenPixelSpacingIs(String spacing) throws Exception {
    for (Path file : files)
      edit(file, a -> a.setString(Tag.PixelSpacing, VR.DS, spacing.split("\\\\")));
    ReadResult read = new DicomReader().read(List.of(folder), folder, Progress.NONE);
    Series series = read.studies().getFirst().series().getFirst();
    assertEquals(
        List.of("Pixel Spacing is impossible: nothing in millimetres is measured here"),
        series.issues());
    SeriesVolumes.Stack stack = onlyStack();
    assertFalse(stack.spacingKnown());
    assertTrue(stack.issues().getFirst().startsWith("No pixel spacing"));
  }

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

  private void editAll(BiConsumer<Integer, Attributes> change) throws Exception {
    for (int i = 0; i < files.size(); i++) {
      int slice = i;
      edit(files.get(i), a -> change.accept(slice, a));
    }
  }

  private static void edit(Path file, Consumer<Attributes> change) throws Exception {
    Attributes attributes = load(file);
    change.accept(attributes);
    DicomFile.write(attributes, file);
  }

  private static Attributes load(Path file) throws Exception {
    try (var in = new ImageInputStream(file.toFile())) {
      return in.readDataset(-1, -1);
    }
  }

  private static void shift(Attributes image, PatientPoint by) {
    double[] at = image.getDoubles(Tag.ImagePositionPatient);
    image.setString(
        Tag.ImagePositionPatient,
        VR.DS,
        DecimalText.of(at[0] + by.xMm(), at[1] + by.yMm(), at[2] + by.zMm()));
  }

  private static byte[] bytes(Attributes image) {
    try {
      return image.getBytes(Tag.PixelData);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
