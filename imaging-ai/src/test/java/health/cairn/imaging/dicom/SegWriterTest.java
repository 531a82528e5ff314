package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegWriterTest {
  private static final SegAlgorithm ALGORITHM =
      new SegAlgorithm("cheng-t1c-segmenter", "1.0.0", "sha256 0f0f");
  private static final Segment.Code NEOPLASM =
      new Segment.Code("86049000", "SCT", "Neoplasm, primary");
  private static final Segment.Code OEDEMA = new Segment.Code("79654002", "SCT", "Edema");

  @TempDir Path folder;

  private static Segment box(Grid grid, String label, Segment.Code code, int from, int to) {
    BitSet bits = new BitSet();
    for (int z = 1; z < grid.slices() - 1; z++) {
      for (int y = from; y < to; y++) bits.set(grid.offset(from, y, z), grid.offset(to, y, z));
    }
    return new Segment(label, code, Mask.of(grid, bits));
  }

  private static List<SegWriter.Drawn> drawn(List<Segment> segments) {
    return segments.stream().map(s -> new SegWriter.Drawn(s, ALGORITHM)).toList();
  }

  private Series readOnly(Path images) throws ImagingException {
    ReadResult read = new DicomReader().read(List.of(images), folder, Progress.NONE);
    assertEquals(List.of(), read.refused());
    return read.studies().getFirst().series().getFirst();
  }

  @Test
  void write_saysWhoDrewWhat() throws Exception {
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(11, 9, 5));
    Series series = readOnly(folder.resolve("in"));
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Segment segment = box(stack.volume().grid(), "Tumour", NEOPLASM, 2, 6);
    Path file = folder.resolve("seg.dcm");
    List<SegOrigin> origins =
        List.of(
            new SegOrigin.Automatic(ALGORITHM),
            new SegOrigin.Semiautomatic(ALGORITHM, "Dr^Lee=x"),
            new SegOrigin.Manual("Dr Lee"));

    new SegWriter()
        .write(
            series,
            stack,
            origins.stream().map(o -> new SegWriter.Drawn(segment, o, SegmentMarks.NONE)).toList(),
            file);

    assertEquals(
        List.of(
            Segmentation.DrawnBy.PROGRAM, Segmentation.DrawnBy.PERSON, Segmentation.DrawnBy.PERSON),
        new SegReader().read(Source.of(file)).drawnBy());
    String bytes = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertTrue(bytes.contains("Dr Lee x"), "the first person is the content's creator");
    assertTrue(bytes.contains("SEMIAUTOMATIC") && bytes.contains("MANUAL"));
  }

  @Test
  void write_readsBackTheSameVoxelsWhenSourceIsOblique() throws Exception {
    // 11 x 9 pixels: frames do not end on a byte, so bits must run over frame borders.
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(11, 9, 5));
    Series series = readOnly(folder.resolve("in"));
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Grid grid = stack.volume().grid();
    var segments = List.of(box(grid, "Core", NEOPLASM, 2, 6), box(grid, "Oedema", OEDEMA, 1, 8));
    Path file = folder.resolve("seg.dcm");

    new SegWriter().write(series, stack, drawn(segments), file);
    Segmentation back = new SegReader().read(Source.of(file));

    assertEquals(2, back.segments().size());
    for (int s = 0; s < 2; s++) {
      assertEquals(segments.get(s).label(), back.segments().get(s).label());
      assertEquals(segments.get(s).code(), back.segments().get(s).code());
      Mask mask = back.segments().get(s).mask();
      assertEquals(segments.get(s).mask().count(), mask.count());
      for (int z = 0; z < 3; z++) {
        for (int y = 0; y < 9; y++) {
          for (int x = 0; x < 11; x++) {
            assertEquals(segments.get(s).mask().at(x, y, z + 1), mask.at(x, y, z));
          }
        }
      }
    }
    var origin = grid.affine().toPatient(new VoxelIndex(0, 0, 1));
    assertTrue(origin.distanceTo(back.grid().affine().origin()) < 1e-6);
    assertEquals(grid.affine().sliceSpacingMm(), back.grid().affine().sliceSpacingMm(), 1e-6);
    assertEquals(grid.frameOfReferenceUid(), back.grid().frameOfReferenceUid());
    assertEquals(3, back.sourceInstanceUids().size());
  }

  @Test
  void write_passesDciodvfyWhenSourceIsSynthetic() throws Exception {
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(16, 16, 4));
    Series series = readOnly(folder.resolve("in"));
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Path file = folder.resolve("seg.dcm");

    new SegWriter()
        .write(
            series,
            stack,
            drawn(List.of(box(stack.volume().grid(), "Core", NEOPLASM, 2, 9))),
            file);

    assertEquals(List.of(), Dciodvfy.errors(file));
  }

  @Test
  @Tag("realdata")
  void write_passesDciodvfyWhenSourceIsReal() throws Exception {
    Series series =
        readOnly(SharedData.folder("dicom/glioblastoma-4-sequence").resolve("PGBM-003/T1post"));
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Path file = folder.resolve("seg.dcm");

    new SegWriter()
        .write(
            series,
            stack,
            drawn(List.of(box(stack.volume().grid(), "Core", NEOPLASM, 90, 130))),
            file);

    assertEquals(List.of(), Dciodvfy.errors(file));
    Mask mask = new SegReader().read(Source.of(file)).segments().getFirst().mask();
    assertEquals(40 * 40 * 20 * 0.6875 * 0.6875 * 6.5 / 1000, mask.volumeMl(), 0.01);
  }

  @Test
  void write_refusesAndLeavesNothingWhenNoSegmentHasAVoxel() throws Exception {
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(8, 8, 3));
    Series series = readOnly(folder.resolve("in"));
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Segment empty = box(stack.volume().grid(), "Core", NEOPLASM, 4, 4);
    Path file = folder.resolve("seg.dcm");

    assertThrows(
        ImagingException.class,
        () -> new SegWriter().write(series, stack, drawn(List.of(empty)), file));
    assertFalse(Files.exists(file));
  }
}
