package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Volume;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.OptionalInt;

/// A slice as the models for T1 after contrast agent look at it: the same square of the patient, brought to 0..1 in
/// the same way, whether it comes from a scanner or out of a data set. So slices of both can be compared.
public final class SliceView {
  private static final int SIZE = 128;
  private static final ModelInput.Slices CONTRACT =
      ModelInput.Slices.single("image", SIZE, 250, "T1C", 0.01, 0.995);
  private static final String STEP = "Looking at pictures";

  private SliceView() {}

  /// One slice of a volume whose pixels have a known size.
  ///
  /// @return rows after one another, 0..1
  public static double[] of(Volume volume, int slice) {
    Affine affine = volume.grid().affine();
    float[] narrow = volume.sliceValues(slice);
    double[] values = new double[narrow.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = narrow[i];
    }
    return view(
        SliceInput.ofSpacing(
            CONTRACT,
            volume.grid().rows(),
            volume.grid().columns(),
            affine.rowSpacingMm(),
            affine.columnSpacingMm()),
        values);
  }

  /// Takes each picture of a data set.
  @FunctionalInterface
  public interface Pictures {
    /// @param id of the picture, as in `predictions.csv`
    void take(String id, double[] view);
  }

  /// Every picture with a tumour of a set of the Cheng layout that can be read, one after another.
  ///
  /// @throws ImagingException `REFUSED` for another layout, or an index that cannot be read
  public static void each(Path dataset, Pictures pictures, Progress progress)
      throws ImagingException {
    if (Layout.of(dataset) != Layout.CHENG_T1CE) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, dataset + " is no set of single slices.");
    }
    for (ChengIndex.Row row : ChengIndex.read(dataset, OptionalInt.empty())) {
      progress.report(STEP, 0, 0);
      if (row.tumourFree()) {
        continue;
      }
      GreyPicture picture;
      try {
        picture = GreyPicture.read(dataset.resolve("images"), row.id());
      } catch (ImagingException e) {
        continue; // the evaluation names what it could not read
      }
      pictures.take(
          row.id(),
          view(SliceInput.ofPicture(CONTRACT, picture.rows(), picture.columns()), picture.wide()));
    }
  }

  private static double[] view(SliceInput input, double[] values) {
    FloatBuffer target = FloatBuffer.allocate(SIZE * SIZE);
    input.write(values, target);
    double[] view = new double[SIZE * SIZE];
    for (int i = 0; i < view.length; i++) {
      view[i] = target.get(i);
    }
    return view;
  }
}
