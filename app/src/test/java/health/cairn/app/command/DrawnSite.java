package health.cairn.app.command;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.DicomUid;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegOrigin;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SegmentMarks;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.FrameReference;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Studies of drawn patients as a hospital has them: DICOM series of heads with a bright ball in them, what a
/// person outlined there, and a list of kinds.
final class DrawnSite {
  static final SegOrigin BY_HAND = new SegOrigin.Manual("Outliner^Olga");
  static final SegOrigin BY_PROGRAM = new SegOrigin.Automatic(new SegAlgorithm("net", "1", ""));

  private static final String[] KINDS = {"glioma", "meningioma", "pituitary"};
  private static final int SIDE = 64;
  private static final int SLICES = 6;
  private static final double PIXEL_MM = 3.5;
  private static final double SLICE_MM = 8;
  private static final int RADIUS = 8;

  private final Path folder;
  private final StringBuilder kinds = new StringBuilder("patient,kind\n");

  /// @param folder made where it is not there
  DrawnSite(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  static String id(int patient) {
    return "MRN-77" + patient;
  }

  static String kind(int patient) {
    return KINDS[patient % KINDS.length];
  }

  /// What no file but the site's own may hold.
  static List<String> secrets(int patients) {
    List<String> secrets =
        new ArrayList<>(
            List.of("Zebrafink", "Quirina", "Outliner", "Olga", "20260301", "2026-03-01"));
    for (int i = 0; i < patients; i++) {
      secrets.add(id(i));
      secrets.add(born(i).toString().replace("-", ""));
      secrets.add(DicomUid.named("study of site patient " + i));
      secrets.add(DicomUid.named("series of site patient " + i));
    }
    return secrets;
  }

  private static LocalDate born(int patient) {
    return LocalDate.of(1940 + 3 * (patient % 20), 5, 17);
  }

  Path folder() {
    return folder;
  }

  /// Patients with an outline by hand and a kind.
  void patients(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      outline(i, series(i, true), BY_HAND, 0);
      name(i, kind(i));
    }
  }

  /// A line of kinds.csv.
  void name(int patient, String kind) throws IOException {
    kinds.append(id(patient)).append(',').append(kind).append('\n');
    Files.writeString(folder.resolve("kinds.csv"), kinds);
  }

  /// @param contrast whether a contrast agent was given
  /// @return its folder
  Path series(int patient, boolean contrast) throws Exception {
    Path place = folder.resolve("study" + patient);
    Grid grid = grid(patient);
    new SeriesWriter()
        .write(
            head(grid, patient),
            new MrStudyHeader(
                id(patient),
                "Zebrafink" + patient,
                "Quirina",
                born(patient),
                patient % 2 == 0 ? "F" : "M",
                DicomUid.named("study of site patient " + patient),
                LocalDateTime.of(2026, 3, 1, 12, 0),
                "Head",
                "A" + patient),
            new MrSeriesHeader(
                DicomUid.named("series of site patient " + patient),
                1,
                "T1",
                "SE",
                "NONE",
                "",
                500,
                12,
                Optional.empty(),
                90,
                patient % 3 == 0 ? 1.5 : 2.89,
                contrast ? Optional.of("Gadolinium, synthetic") : Optional.empty(),
                Optional.empty(),
                patient % 2 == 0 ? "SIEMENS" : "GE MEDICAL SYSTEMS",
                "Phantom",
                true),
            place,
            Progress.NONE);
    return place;
  }

  /// The ball as somebody outlined it.
  ///
  /// @param besideMm by how much the outline's grid lies beside the series'
  /// @return the Segmentation
  Path outline(int patient, Path seriesFolder, SegOrigin origin, double besideMm) throws Exception {
    DicomReader reader = new DicomReader();
    Path scratch = Files.createTempDirectory(folder.getParent(), "unpacked");
    Series series =
        reader
            .read(List.of(seriesFolder), scratch, Progress.NONE)
            .studies()
            .getFirst()
            .series()
            .stream()
            .filter(s -> s.modality().equals("MR"))
            .findFirst()
            .orElseThrow();
    Stack stack = beside(reader.volumes(series, Progress.NONE).stacks().getFirst(), besideMm);
    Path file = seriesFolder.resolve("outline-" + System.nanoTime() + ".dcm");
    new SegWriter()
        .write(
            series,
            stack,
            List.of(
                new SegWriter.Drawn(
                    new Segment(
                        "Tumour",
                        new Segment.Code("108369006", "SCT", "Neoplasm"),
                        Mask.of(stack.volume().grid(), ball(stack.volume().grid(), patient))),
                    origin,
                    SegmentMarks.NONE)),
            file);
    return file;
  }

  private static Stack beside(Stack stack, double mm) {
    Grid grid = stack.volume().grid();
    PatientPoint by = new PatientPoint(mm, 0, 0);
    Affine affine = grid.affine();
    Grid there =
        new Grid(
            grid.columns(),
            grid.rows(),
            grid.slices(),
            new Affine(
                affine.origin().plus(by),
                affine.columnStep(),
                affine.rowStep(),
                affine.sliceStep()),
            grid.frameOfReferenceUid());
    return new Stack(
        stack.label(),
        Volume.owning(there, new short[there.voxels()], false, 1, 0),
        true,
        true,
        true,
        Optional.empty(),
        stack.frames().stream()
            .map(
                f ->
                    new FrameReference(
                        f.sopClassUid(),
                        f.sopInstanceUid(),
                        f.frame(),
                        f.position().map(p -> p.plus(by))))
            .toList(),
        List.of());
  }

  private static Grid grid(int patient) {
    double half = PIXEL_MM * SIDE / 2;
    return new Grid(
        SIDE,
        SIDE,
        SLICES,
        new Affine(
            new PatientPoint(-half, -half, 0),
            new PatientPoint(PIXEL_MM, 0, 0),
            new PatientPoint(0, PIXEL_MM, 0),
            new PatientPoint(0, 0, SLICE_MM)),
        DicomUid.named("frame of site patient " + patient));
  }

  private static Volume head(Grid grid, int patient) {
    BitSet ball = ball(grid, patient);
    short[] samples = new short[grid.voxels()];
    for (int k = 0; k < SLICES; k++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          double dx = (x - SIDE / 2.0) / 22;
          double dy = (y - SIDE / 2.0) / 28;
          int at = grid.offset(x, y, k);
          if (dx * dx + dy * dy <= 1) {
            int texture = (x * 7 + y * 13 + k * 5 + patient * 11) % 41;
            samples[at] = (short) (ball.get(at) ? 900 : 250 + texture + 4 * y);
          }
        }
      }
    }
    return Volume.owning(grid, samples, false, 1, 0);
  }

  /// Round in the plane, in three slices.
  private static BitSet ball(Grid grid, int patient) {
    int atX = 24 + patient % 16;
    BitSet ball = new BitSet();
    for (int k = 2; k < 5; k++) {
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          if (Math.hypot(x - atX, y - 36) <= RADIUS - patient % 3) {
            ball.set(grid.offset(x, y, k));
          }
        }
      }
    }
    return ball;
  }
}
