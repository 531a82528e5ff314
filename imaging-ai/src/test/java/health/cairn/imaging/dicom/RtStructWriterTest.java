package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.RtStructWriter.Interpretation;
import health.cairn.imaging.dicom.RtStructWriter.Roi;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RtStructWriterTest {
  private static final SegAlgorithm ALGORITHM =
      new SegAlgorithm("hippocampus-segmenter", "1.0.0", "sha256 0f0f");
  private static final SegOrigin MODEL = new SegOrigin.Automatic(ALGORITHM);
  private static final Segment.Code HIPPOCAMPUS = new Segment.Code("5366008", "SCT", "Hippocampus");
  private static final Segment.Code NEOPLASM =
      new Segment.Code("86049000", "SCT", "Neoplasm, primary");

  @TempDir Path folder;

  private record Input(Series series, SeriesVolumes.Stack stack) {}

  private Input input(int columns, int rows, int slices) throws Exception {
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(columns, rows, slices));
    ReadResult read = new DicomReader().read(List.of(folder.resolve("in")), folder, Progress.NONE);
    Series series = read.studies().getFirst().series().getFirst();
    return new Input(series, new DicomReader().volumes(series, Progress.NONE).stacks().getFirst());
  }

  private static Segment box(Grid grid, String label, Segment.Code code, int from, int to) {
    BitSet bits = new BitSet();
    for (int z = 1; z < grid.slices() - 1; z++) {
      for (int y = from; y < to; y++) bits.set(grid.offset(from, y, z), grid.offset(to, y, z));
    }
    return new Segment(label, code, Mask.of(grid, bits));
  }

  private static Attributes read(Path file) throws Exception {
    try (ImageInputStream in = new ImageInputStream(file.toFile())) {
      return in.readDataset(-1, -1);
    }
  }

  @Test
  void write_passesDciodvfyWhenSourceIsSynthetic() throws Exception {
    Input in = input(16, 16, 4);
    Grid grid = in.stack().volume().grid();
    Path file = folder.resolve("rtstruct.dcm");

    new RtStructWriter()
        .write(
            in.series(),
            in.stack(),
            List.of(
                new Roi(box(grid, "Core", NEOPLASM, 2, 9), 0xD55E00, Interpretation.GTV, MODEL),
                new Roi(
                    box(grid, "Left", HIPPOCAMPUS, 4, 6), 0x56B4E9, Interpretation.ORGAN, MODEL)),
            file);

    assertEquals(List.of(), Dciodvfy.errors(file));
  }

  @Test
  void write_saysWhoDrewEachStructure() throws Exception {
    Input in = input(16, 16, 4);
    Segment box = box(in.stack().volume().grid(), "Core", NEOPLASM, 2, 9);
    Path file = folder.resolve("rtstruct.dcm");

    new RtStructWriter()
        .write(
            in.series(),
            in.stack(),
            List.of(
                new Roi(box, 0xD55E00, Interpretation.GTV, MODEL),
                new Roi(
                    box,
                    0xD55E00,
                    Interpretation.GTV,
                    new SegOrigin.Semiautomatic(ALGORITHM, "Dr Lee")),
                new Roi(box, 0xD55E00, Interpretation.GTV, new SegOrigin.Manual("Dr Roe"))),
            file);

    assertEquals(List.of(), Dciodvfy.errors(file));
    Attributes read = read(file);
    assertEquals(
        "Proposed by a model, to be checked before planning",
        read.getString(Tag.StructureSetDescription));
    List<String> said =
        read.getSequence(Tag.StructureSetROISequence).stream()
            .map(
                roi ->
                    roi.getString(Tag.ROIGenerationAlgorithm)
                        + " "
                        + roi.getString(Tag.ROIGenerationDescription))
            .toList();
    assertEquals(
        List.of(
            "AUTOMATIC hippocampus-segmenter 1.0.0",
            "SEMIAUTOMATIC hippocampus-segmenter 1.0.0, corrected by Dr Lee",
            "MANUAL Dr Roe"),
        said);
  }

  @Test
  void write_putsCornersOnTheSourceFramesPlanesWhenSourceIsOblique() throws Exception {
    Input in = input(11, 9, 5);
    Grid grid = in.stack().volume().grid();
    Path file = folder.resolve("rtstruct.dcm");

    new RtStructWriter()
        .write(
            in.series(),
            in.stack(),
            List.of(
                new Roi(
                    box(grid, "Left", HIPPOCAMPUS, 2, 6), 0x56B4E9, Interpretation.ORGAN, MODEL)),
            file);

    Attributes roi = read(file).getSequence(Tag.ROIContourSequence).getFirst();
    assertArrayEquals(new int[] {0x56, 0xB4, 0xE9}, roi.getInts(Tag.ROIDisplayColor));
    assertEquals(3, roi.getSequence(Tag.ContourSequence).size());
    Affine affine = grid.affine();
    for (int i = 0; i < 3; i++) {
      Attributes contour = roi.getSequence(Tag.ContourSequence).get(i);
      assertEquals(
          in.stack().frames().get(i + 1).sopInstanceUid(),
          contour
              .getSequence(Tag.ContourImageSequence)
              .getFirst()
              .getString(Tag.ReferencedSOPInstanceUID));
      double[] data = contour.getDoubles(Tag.ContourData);
      assertEquals(4 * 3, data.length);
      double[][] corners = {{1.5, 1.5}, {5.5, 1.5}, {5.5, 5.5}, {1.5, 5.5}};
      for (int k = 0; k < 4; k++) {
        PatientPoint expected =
            affine.toPatient(new VoxelIndex(corners[k][0], corners[k][1], i + 1));
        PatientPoint actual = new PatientPoint(data[3 * k], data[3 * k + 1], data[3 * k + 2]);
        assertEquals(0, expected.distanceTo(actual), 2e-4);
      }
    }
  }

  @Test
  void write_keepsAllCornersWhenContourDataIsLongerThanAnExplicitDs() throws Exception {
    Input in = input(160, 160, 3);
    Grid grid = in.stack().volume().grid();
    BitSet bits = new BitSet();
    for (int y = 0; y < 160; y++) {
      bits.set(grid.offset(0, y, 1));
      if (y % 2 == 0) bits.set(grid.offset(0, y, 1), grid.offset(0, y, 1) + 150);
    }
    for (int y = 0; y < 160; y += 2) {
      for (int x = 3; x < 150; x += 4) bits.clear(grid.offset(x, y, 1));
      bits.set(grid.offset(0, y, 1));
    }
    for (int y = 0; y < 160; y++) {
      for (int x = 1; x < 150; x += 2) bits.set(grid.offset(x, y, 1));
    }
    Segment comb = new Segment("Comb", HIPPOCAMPUS, Mask.of(grid, bits));
    Path file = folder.resolve("rtstruct.dcm");

    new RtStructWriter()
        .write(
            in.series(),
            in.stack(),
            List.of(new Roi(comb, 0x56B4E9, Interpretation.ORGAN, MODEL)),
            file);

    Attributes roi = read(file).getSequence(Tag.ROIContourSequence).getFirst();
    int characters = 0;
    for (Attributes contour : roi.getSequence(Tag.ContourSequence)) {
      String[] data = contour.getStrings(Tag.ContourData);
      assertEquals(3 * contour.getInt(Tag.NumberOfContourPoints, 0), data.length);
      characters = Math.max(characters, String.join("\\", data).length());
    }
    assertFalse(characters <= 65_534, "the fixture should be longer: " + characters);
    assertEquals(List.of(), Dciodvfy.errors(file));
  }

  @Test
  void write_refusesAndLeavesNothingWhenNoStructureHasAVoxel() throws Exception {
    Input in = input(8, 8, 3);
    Segment empty = box(in.stack().volume().grid(), "Left", HIPPOCAMPUS, 4, 4);
    Path file = folder.resolve("rtstruct.dcm");

    assertThrows(
        ImagingException.class,
        () ->
            new RtStructWriter()
                .write(
                    in.series(),
                    in.stack(),
                    List.of(new Roi(empty, 0, Interpretation.ORGAN, MODEL)),
                    file));
    assertFalse(Files.exists(file));
  }
}
