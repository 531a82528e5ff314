package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.ArrayList;
import java.util.List;

/// How much a class's logit falls when a square of the image is covered (Zeiler and Fergus, ECCV
/// 2014). No gradient is needed, so it tells of any classifier; covered images are unlike any the
/// classifier has seen, which may itself move the score.
public final class Occlusion {
  private static final int BATCH = 8;

  /// Mean change of a covered square's pixels below which it is taken to change no answer: air.
  private static final double WORTH_COVERING = 0.005;

  private Occlusion() {}

  /// @param window side of the square in pixels
  /// @param step between squares; at most the window
  /// @param cover what is put in its place, as large as the image
  /// @return mean fall of the logit over the squares that cover a pixel; negative where covering
  ///   helps the class, 0 where there is nothing to cover
  public static Raster of(
      Scorer scorer, Raster image, Raster cover, int classIndex, int window, int step)
      throws ImagingException {
    if (window < 1 || step < 1 || step > window || !image.sameSizeAs(cover)) {
      throw new IllegalArgumentException("a window of " + window + " by steps of " + step);
    }
    List<int[]> corners = corners(image, window, step);
    double whole = scorer.scores(List.of(image)).getFirst().logit(classIndex);
    corners.removeIf(at -> changes(image, cover, at, window) < WORTH_COVERING);
    double[] fall = new double[image.count()];
    int[] times = new int[image.count()];
    for (int from = 0; from < corners.size(); from += BATCH) {
      List<int[]> some = corners.subList(from, Math.min(corners.size(), from + BATCH));
      List<Raster> covered = some.stream().map(at -> covered(image, cover, at, window)).toList();
      List<Scores> scores = scorer.scores(covered);
      for (int s = 0; s < some.size(); s++) {
        double by = whole - scores.get(s).logit(classIndex);
        int[] at = some.get(s);
        for (int y = at[1]; y < Math.min(image.height(), at[1] + window); y++) {
          for (int x = at[0]; x < Math.min(image.width(), at[0] + window); x++) {
            fall[y * image.width() + x] += by;
            times[y * image.width() + x]++;
          }
        }
      }
    }
    return Raster.drawn(
        image.width(),
        image.height(),
        (x, y) -> fall[y * image.width() + x] / Math.max(1, times[y * image.width() + x]));
  }

  /// The last square of each row and column ends at the image's edge, so that every pixel is covered.
  private static List<int[]> corners(Raster image, int window, int step) {
    List<int[]> corners = new ArrayList<>();
    for (int y : starts(image.height(), window, step)) {
      for (int x : starts(image.width(), window, step)) {
        corners.add(new int[] {x, y});
      }
    }
    return corners;
  }

  private static List<Integer> starts(int side, int window, int step) {
    List<Integer> starts = new ArrayList<>();
    int last = Math.max(0, side - window);
    for (int at = 0; at < last; at += step) {
      starts.add(at);
    }
    starts.add(last);
    return starts;
  }

  private static double changes(Raster image, Raster cover, int[] at, int window) {
    double sum = 0;
    int count = 0;
    for (int y = at[1]; y < Math.min(image.height(), at[1] + window); y++) {
      for (int x = at[0]; x < Math.min(image.width(), at[0] + window); x++) {
        sum += Math.abs(image.at(x, y) - cover.at(x, y));
        count++;
      }
    }
    return sum / count;
  }

  private static Raster covered(Raster image, Raster cover, int[] at, int window) {
    return Raster.drawn(
        image.width(),
        image.height(),
        (x, y) ->
            x >= at[0] && x < at[0] + window && y >= at[1] && y < at[1] + window
                ? cover.at(x, y)
                : image.at(x, y));
  }
}
