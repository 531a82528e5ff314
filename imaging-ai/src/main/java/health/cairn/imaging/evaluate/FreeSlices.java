package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.evaluate.leak.Person;
import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Slices of heads on which no tumour is: of patients with one elsewhere, and of whole heads without.
final class FreeSlices {
  private static final double APART_MM = 6;

  /// Two sequences that differ by less (grey levels, on average) are copies of each other.
  private static final double COPY = 2;

  /// A picture of an `lgg_flair` set holds three sequences, one below the other.
  enum Third {
    FLAIR(1),
    AFTER_CONTRAST(2);

    private final int index;

    Third(int index) {
      this.index = index;
    }

    private GreyPicture of(GreyPicture picture) {
      int cells = picture.rows() / 3 * picture.columns();
      return GreyPicture.of(
          picture.rows() / 3, picture.columns(), i -> picture.at(index * cells + i));
    }
  }

  private FreeSlices() {}

  /// One slice of each case of an `lgg_flair` set, without an outline and with a head on it; cases whose
  /// sequence after contrast agent is a copy of FLAIR are passed over.
  static List<PictureOf> ofStacks(Path dataset, Third shown) throws ImagingException {
    List<PictureOf> pictures = new ArrayList<>();
    for (LggCases.Case one : LggCases.list(dataset)) {
      if (one.missing() > 0 || one.missingMasks() > 0 || one.copied().contains("T1C")) {
        continue;
      }
      List<String> free =
          one.slices().stream()
              .filter(s -> !GreyPicture.exists(one.folder(), s + "_mask"))
              .toList();
      middle(one, free)
          .ifPresent(
              slice ->
                  pictures.add(
                      new PictureOf(
                          row(one.id() + "/" + slice, Person.of(one.id())),
                          () -> shown.of(GreyPicture.read(one.folder(), slice)))));
    }
    return List.copyOf(pictures);
  }

  /// From the middle of what is free outwards, as the ends of a stack show little brain.
  private static Optional<String> middle(LggCases.Case one, List<String> free)
      throws ImagingException {
    for (int i = 0; i < free.size(); i++) {
      int at = free.size() / 2 + (i % 2 == 0 ? i / 2 : -(i + 1) / 2);
      if (at >= 0 && at < free.size() && showsAHead(one.folder(), free.get(at))) {
        return Optional.of(free.get(at));
      }
    }
    return Optional.empty();
  }

  private static boolean showsAHead(Path folder, String slice) throws ImagingException {
    GreyPicture all = GreyPicture.read(folder, slice);
    if (all.rows() % 3 != 0) {
      return false;
    }
    GreyPicture after = Third.AFTER_CONTRAST.of(all);
    GreyPicture flair = Third.FLAIR.of(all);
    long apart = 0;
    for (int i = 0; i < after.rows() * after.columns(); i++) {
      apart += Math.abs(after.at(i) - flair.at(i));
    }
    return apart >= COPY * after.rows() * after.columns() && isHead(after);
  }

  private static boolean isHead(GreyPicture picture) {
    int columns = picture.columns();
    return HeadOutline.of(
            Raster.drawn(columns, picture.rows(), (x, y) -> picture.at(y * columns + x) / 255.0))
        .found();
  }

  /// Slices 6 mm apart, in the acquired plane, of every T1 series of some studies.
  ///
  /// @param heads DICOM files, folders or archives of people without a tumour
  /// @param scratch where archives are unpacked
  static List<PictureOf> ofHeads(List<Path> heads, Path scratch, Progress progress)
      throws ImagingException {
    DicomReader reader = new DicomReader();
    List<PictureOf> pictures = new ArrayList<>();
    int head = 0;
    for (Study study : reader.read(heads, scratch, progress).studies()) {
      head++;
      for (Series series : study.series()) {
        if (series.role() == SequenceRole.T1 || series.role() == SequenceRole.T1C) {
          for (SeriesVolumes.Stack stack : reader.volumes(series, progress).stacks()) {
            if (stack.spacingKnown()) {
              pictures.addAll(slices(stack.volume(), "head " + head));
            }
          }
        }
      }
    }
    return List.copyOf(pictures);
  }

  private static List<PictureOf> slices(Volume volume, String head) {
    int step = Math.max(1, (int) Math.round(APART_MM / volume.grid().affine().sliceSpacingMm()));
    List<PictureOf> pictures = new ArrayList<>();
    for (int slice = step / 2; slice < volume.grid().slices(); slice += step) {
      GreyPicture picture = picture(volume, slice);
      if (isHead(picture)) {
        pictures.add(new PictureOf(row(head + "/" + slice, head), () -> picture));
      }
    }
    return pictures;
  }

  private static GreyPicture picture(Volume volume, int slice) {
    float[] values = volume.sliceValues(slice);
    float[] ascending = values.clone();
    Arrays.sort(ascending);
    float low = ascending[ascending.length / 100];
    float high = Math.max(low + 1, ascending[(int) (ascending.length * 0.999)]);
    return GreyPicture.of(
        volume.grid().rows(),
        volume.grid().columns(),
        i -> (int) Math.clamp(255 * (values[i] - low) / (high - low), 0, 255));
  }

  private static ChengIndex.Row row(String id, String patient) {
    return new ChengIndex.Row(id, patient, ChengIndex.NONE, 0, Layout.CHENG_T1CE.word(), Map.of());
  }
}
