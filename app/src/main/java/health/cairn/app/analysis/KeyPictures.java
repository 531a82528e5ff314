package health.cairn.app.analysis;

import health.cairn.app.report.ReportContent.Picture;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.render.SlicePicture;
import health.cairn.imaging.render.ValueRange;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/// The slices that show an analysis best: the fullest slice of the largest segment, at the same place of
/// the patient in every sequence.
public final class KeyPictures {
  private static final int SIDE = 512;

  private final Map<SequenceRole, Shown> sequences;
  private final List<Segment> segments;
  private final List<Doubted> doubted;

  /// @param sequences what each role is shown by
  /// @param segments outlined on the T1 after contrast agent
  public KeyPictures(Map<SequenceRole, Shown> sequences, List<Segment> segments) {
    this(sequences, segments, List.of());
  }

  private KeyPictures(
      Map<SequenceRole, Shown> sequences, List<Segment> segments, List<Doubted> doubted) {
    this.sequences = new LinkedHashMap<>(sequences);
    this.segments = List.copyOf(segments);
    this.doubted = List.copyOf(doubted);
  }

  /// A volume to be shown.
  ///
  /// @param lettered whether the directions of the patient are known
  public record Shown(Volume volume, boolean lettered) {}

  /// A map of doubt on the series of a role.
  ///
  /// @param by name of the model
  /// @param slices that show each part of what it outlined there best, ascending
  private record Doubted(SequenceRole role, String by, DoubtMap map, List<Integer> slices) {}

  static KeyPictures of(Analysis analysis) {
    Map<SequenceRole, Shown> sequences = new LinkedHashMap<>();
    analysis
        .sequences()
        .forEach(
            (role, reading) ->
                sequences.put(
                    role, new Shown(reading.stack().volume(), reading.stack().orientationKnown())));
    return new KeyPictures(
        sequences,
        Stream.concat(
                analysis.tumour().stream()
                    .flatMap(t -> t.outlined().stream())
                    .map(o -> o.found().segment()),
                analysis.organs().stream()
                    .flatMap(o -> o.parts().stream())
                    .map(part -> part.segment()))
            .toList(),
        analysis.tumour().stream()
            .flatMap(t -> t.doubts().stream().map(doubt -> doubted(t, doubt)))
            .toList());
  }

  private static Doubted doubted(Analysis.Tumour tumour, Analysis.Doubt doubt) {
    return new Doubted(
        doubt.reading().series().role(),
        doubt.model().name(),
        doubt.map(),
        tumour.outlined().stream()
            .filter(o -> o.origin().reading().equals(doubt.reading()))
            .filter(o -> o.origin().model().equals(doubt.model()))
            .flatMap(o -> o.found().lesions().stream())
            .map(Segmentation.Lesion::keySlice)
            .distinct()
            .sorted()
            .toList());
  }

  /// At most three for the report: T1 after contrast agent plain and outlined, FLAIR outlined.
  public List<Picture> forReport() {
    List<Picture> pictures = new ArrayList<>();
    Shown t1c = sequences.get(SequenceRole.T1C);
    if (t1c != null) {
      int slice = keySlice(t1c);
      pictures.add(picture(t1c, slice, List.of(), "T1C"));
      if (!segments.isEmpty()) {
        pictures.add(picture(t1c, slice, segmentsOn(t1c), "T1C, outlined"));
      }
    }
    Shown t1 = sequences.get(SequenceRole.T1);
    if (t1c == null && t1 != null && !segments.isEmpty()) {
      pictures.add(picture(t1, keySlice(t1), segmentsOn(t1), "T1, outlined"));
    }
    Shown flair = sequences.get(SequenceRole.FLAIR);
    if (flair != null) {
      pictures.add(picture(flair, keySlice(flair), segmentsOn(flair), "FLAIR, same place"));
    }
    return pictures;
  }

  /// One PNG per sequence at the key slice, and one per slice of the segmented series that the tumour
  /// crosses; where models doubt, at the key slice and where each part of the tumour is largest.
  void writeOverlays(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (Map.Entry<SequenceRole, Shown> entry : sequences.entrySet()) {
      Shown shown = entry.getValue();
      String name = "key-%s.png".formatted(entry.getKey().name().toLowerCase(Locale.ROOT));
      write(directory.resolve(name), image(shown, keySlice(shown), segmentsOn(shown)));
    }
    Set<SequenceRole> first = EnumSet.noneOf(SequenceRole.class);
    for (Doubted doubt : doubted) {
      writeDoubt(doubt, first.add(doubt.role()) ? "" : "-" + doubt.by(), directory);
    }
    Shown t1c = sequences.get(SequenceRole.T1C);
    if (t1c == null) {
      return;
    }
    Grid grid = t1c.volume().grid();
    for (int slice = 0; slice < grid.slices(); slice++) {
      if (crosses(slice, grid)) {
        write(
            directory.resolve("t1c-%03d.png".formatted(slice + 1)),
            image(t1c, slice, segmentsOn(t1c)));
      }
    }
  }

  /// @param suffix of the pictures' names, so that models which doubt the same series stand beside one another
  private void writeDoubt(Doubted doubt, String suffix, Path directory) throws IOException {
    Shown shown = sequences.get(doubt.role());
    if (shown == null || !shown.volume().grid().equals(doubt.map().grid())) {
      return;
    }
    String role = doubt.role().name().toLowerCase(Locale.ROOT);
    Optional<DoubtMap> map = Optional.of(doubt.map());
    write(
        directory.resolve("key-%s-uncertainty%s.png".formatted(role, suffix)),
        image(shown, keySlice(shown), segmentsOn(shown), map));
    for (int slice : doubt.slices()) {
      write(
          directory.resolve("%s-%03d-uncertainty%s.png".formatted(role, slice + 1, suffix)),
          image(shown, slice, segmentsOn(shown), map));
    }
  }

  private boolean crosses(int slice, Grid grid) {
    int first = slice * grid.voxelsPerSlice();
    return segments.stream()
        .filter(s -> s.mask().grid().equals(grid))
        .mapToInt(s -> s.mask().next(first))
        .anyMatch(at -> at >= 0 && at < first + grid.voxelsPerSlice());
  }

  private Picture picture(Shown shown, int slice, List<Segment> outlined, String words) {
    String caption =
        "%s, slice %d of %d".formatted(words, slice + 1, shown.volume().grid().slices());
    return new Picture(image(shown, slice, outlined), caption);
  }

  private static BufferedImage image(Shown shown, int slice, List<Segment> outlined) {
    return image(shown, slice, outlined, Optional.empty());
  }

  private static BufferedImage image(
      Shown shown, int slice, List<Segment> outlined, Optional<DoubtMap> doubt) {
    ValueRange range = ValueRange.of(shown.volume());
    return SlicePicture.of(
        shown.volume(),
        slice,
        WindowLevel.between(range.quantile(0.005), range.quantile(0.995)),
        outlined,
        doubt,
        shown.lettered(),
        SIDE);
  }

  /// Segments are drawn only on the series they lie on and those that share its frame of reference.
  private List<Segment> segmentsOn(Shown shown) {
    Grid grid = shown.volume().grid();
    String frame = grid.frameOfReferenceUid();
    return segments.stream()
        .filter(
            s ->
                s.mask().grid().equals(grid)
                    || (!frame.isEmpty() && s.mask().grid().frameOfReferenceUid().equals(frame)))
        .toList();
  }

  /// The slice of a series that lies nearest to the middle of the key slice of the tumour.
  private int keySlice(Shown shown) {
    Grid grid = shown.volume().grid();
    if (segments.isEmpty()) {
      return grid.slices() / 2;
    }
    // The core comes first where there is one, and is what a reader looks for.
    Mask mask = segments.getFirst().mask();
    Grid from = mask.grid();
    int slice = fullestSlice(mask);
    if (from.equals(grid)) {
      return slice;
    }
    Affine affine = from.affine();
    VoxelIndex middle = new VoxelIndex((from.columns() - 1) / 2.0, (from.rows() - 1) / 2.0, slice);
    double there = grid.affine().toVoxel(affine.toPatient(middle)).slice();
    return Math.clamp(Math.round(there), 0, grid.slices() - 1);
  }

  /// The slice that holds most voxels of a mask; the first of equals.
  public static int fullestSlice(Mask mask) {
    Grid grid = mask.grid();
    int[] area = new int[grid.slices()];
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      area[at / grid.voxelsPerSlice()]++;
    }
    int best = 0;
    for (int slice = 1; slice < area.length; slice++) {
      best = area[slice] > area[best] ? slice : best;
    }
    return best;
  }

  private static void write(Path file, BufferedImage image) throws IOException {
    if (!ImageIO.write(image, "png", file.toFile())) {
      throw new IOException("no PNG writer");
    }
  }
}
