package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Blur;
import health.cairn.imaging.slice.Raster;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Whether a map's bright pixels matter to the classifier (RISE; Petsiuk et al., BMVC 2018): a
/// class's probability while they are taken away brightest first, and while they are put back.
///
/// Maps are compared with maps without meaning of the same smoothness; a map that is no better than
/// those explains nothing.
///
/// @param deletion mean probability while pixels become the blurred image, 0..1; low is good
/// @param insertion mean probability while the blurred image becomes the image, 0..1; high is good
/// @param randomDeletion mean of the same over random maps
/// @param randomInsertion mean of the same over random maps
/// @param randomDeletionsBelow share of random maps with an at least as low deletion
/// @param randomInsertionsAbove share of random maps with an at least as high insertion
public record DeletionInsertion(
    double deletion,
    double insertion,
    double randomDeletion,
    double randomInsertion,
    double randomDeletionsBelow,
    double randomInsertionsAbove) {
  private static final int STEPS = 20;
  private static final int BATCH = 7;
  private static final double SMOOTHNESS = 0.06;

  /// Whether the map beats the mean map without meaning both ways; one that does not explains nothing.
  public boolean better() {
    return deletion < randomDeletion && insertion > randomInsertion;
  }

  /// What maps without meaning reach on one image; the same for every map that is asked about.
  ///
  /// @param deletions one per random map
  /// @param insertions one per random map
  public record Chance(List<Double> deletions, List<Double> insertions) {
    public Chance {
      deletions = List.copyOf(deletions);
      insertions = List.copyOf(insertions);
      if (deletions.isEmpty() || deletions.size() != insertions.size()) {
        throw new IllegalArgumentException(deletions.size() + " and " + insertions.size());
      }
    }

    /// @param blurred the image without detail ([Blur])
    /// @param maps how many, 5 to 50
    /// @param seed of the maps
    public static Chance of(
        Scorer scorer, Raster image, Raster blurred, int classIndex, int maps, long seed)
        throws ImagingException {
      Random random = new Random(seed);
      List<Double> deletions = new ArrayList<>();
      List<Double> insertions = new ArrayList<>();
      for (int m = 0; m < maps; m++) {
        Raster noise = randomMap(image, random);
        deletions.add(area(scorer, image, blurred, noise, classIndex));
        insertions.add(area(scorer, blurred, image, noise, classIndex));
      }
      return new Chance(deletions, insertions);
    }
  }

  /// @param blurred as chance had it
  /// @param chance of the same image and class
  public static DeletionInsertion of(
      Scorer scorer, Raster image, Raster blurred, Raster map, int classIndex, Chance chance)
      throws ImagingException {
    if (!image.sameSizeAs(map) || !image.sameSizeAs(blurred)) {
      throw new IllegalArgumentException("a map of another size than the image");
    }
    double deletion = area(scorer, image, blurred, map, classIndex);
    double insertion = area(scorer, blurred, image, map, classIndex);
    double maps = chance.deletions().size();
    return new DeletionInsertion(
        deletion,
        insertion,
        chance.deletions().stream().mapToDouble(d -> d).average().orElseThrow(),
        chance.insertions().stream().mapToDouble(d -> d).average().orElseThrow(),
        chance.deletions().stream().filter(d -> d <= deletion).count() / maps,
        chance.insertions().stream().filter(d -> d >= insertion).count() / maps);
  }

  /// Smoothed noise, so that it takes away blobs as a real map does.
  private static Raster randomMap(Raster like, Random random) {
    Raster noise = Raster.drawn(like.width(), like.height(), (x, y) -> random.nextGaussian());
    return Blur.of(noise, Math.max(1, SMOOTHNESS * like.width()));
  }

  /// Mean probability from no pixel replaced to all of them (trapezoids over equal steps).
  private static double area(Scorer scorer, Raster from, Raster to, Raster map, int classIndex)
      throws ImagingException {
    int[] order = map.brightestFirst();
    List<Raster> states = new ArrayList<>();
    float[] now = from.toArray();
    int done = 0;
    double area = 0;
    for (int step = 0; step <= STEPS; step++) {
      int until = (int) ((long) order.length * step / STEPS);
      for (; done < until; done++) {
        now[order[done]] = to.at(order[done]);
      }
      states.add(Raster.of(from.width(), from.height(), now));
      if (states.size() == BATCH || step == STEPS) {
        int first = step - states.size() + 1;
        List<Scores> scores = scorer.scores(states);
        for (int s = 0; s < scores.size(); s++) {
          double end = first + s == 0 || first + s == STEPS ? 0.5 : 1;
          area += end * scores.get(s).probability(classIndex) / STEPS;
        }
        states.clear();
      }
    }
    return area;
  }
}
