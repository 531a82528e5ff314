package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How far each kind of map of one model can be trusted, over a set of images with outlines.
///
/// @param rows one per method
/// @param images that were asked
public record FaithfulnessPanel(List<Row> rows, int images) {
  private static final int RANDOM_MAPS = 5;

  public FaithfulnessPanel {
    rows = List.copyOf(rows);
  }

  /// An image with its outlined tumour and the class that is explained.
  public record Case(Raster image, Raster mask, int classIndex) {}

  /// Means over the images.
  ///
  /// @param betterThanRandom share of images on which the map beats the mean random map in both
  ///   deletion and insertion
  /// @param energyGain energy inside the outline over the outline's share of the image; 1 is chance
  public record Row(
      MapMethod method,
      double deletion,
      double randomDeletion,
      double insertion,
      double randomInsertion,
      double betterThanRandom,
      double pointing,
      double energyInside,
      double energyGain,
      double iou,
      RandomisationCheck randomisation) {}

  /// @param random the same graph with random weights (`explain_export.export_random`)
  /// @param seed of the random maps
  public static FaithfulnessPanel of(
      ExplainableModel model, ExplainableModel random, List<Case> cases, long seed)
      throws ImagingException {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("no images");
    }
    List<DeletionInsertion.Chance> chances = new ArrayList<>();
    for (Case one : cases) {
      chances.add(
          DeletionInsertion.Chance.of(
              model,
              one.image(),
              MapMethod.blurred(one.image()),
              one.classIndex(),
              RANDOM_MAPS,
              seed));
    }
    List<Row> rows = new ArrayList<>();
    for (MapMethod method : MapMethod.values()) {
      rows.add(row(method, model, random, cases, chances));
    }
    return new FaithfulnessPanel(rows, cases.size());
  }

  /// Only whether the maps depend on what the network learnt: a part of the panel, at a fraction of its
  /// time.
  ///
  /// @param random as for [#of]
  public static Map<MapMethod, RandomisationCheck> randomisation(
      ExplainableModel model, ExplainableModel random, List<Case> cases) throws ImagingException {
    Map<MapMethod, RandomisationCheck> checks = new EnumMap<>(MapMethod.class);
    for (MapMethod method : MapMethod.values()) {
      List<Raster> trained = new ArrayList<>();
      List<Raster> untrained = new ArrayList<>();
      for (Case one : cases) {
        trained.add(method.of(model, one.image(), one.classIndex()));
        untrained.add(method.of(random, one.image(), one.classIndex()));
      }
      checks.put(method, RandomisationCheck.of(trained, untrained));
    }
    return checks;
  }

  private static Row row(
      MapMethod method,
      ExplainableModel model,
      ExplainableModel random,
      List<Case> cases,
      List<DeletionInsertion.Chance> chances)
      throws ImagingException {
    double[] sums = new double[9];
    List<Raster> trained = new ArrayList<>();
    List<Raster> untrained = new ArrayList<>();
    for (int c = 0; c < cases.size(); c++) {
      Case one = cases.get(c);
      Raster map = method.of(model, one.image(), one.classIndex());
      trained.add(map);
      untrained.add(method.of(random, one.image(), one.classIndex()));
      DeletionInsertion curve =
          DeletionInsertion.of(
              model,
              one.image(),
              MapMethod.blurred(one.image()),
              map,
              one.classIndex(),
              chances.get(c));
      MaskAgreement agreement = MaskAgreement.of(map, one.mask());
      double[] values = {
        curve.deletion(),
        curve.randomDeletion(),
        curve.insertion(),
        curve.randomInsertion(),
        curve.better() ? 1 : 0,
        agreement.pointing() ? 1 : 0,
        agreement.energyInside(),
        agreement.energyInside() / agreement.areaShare(),
        agreement.iou()
      };
      for (int i = 0; i < sums.length; i++) {
        sums[i] += values[i] / cases.size();
      }
    }
    return new Row(
        method,
        sums[0],
        sums[1],
        sums[2],
        sums[3],
        sums[4],
        sums[5],
        sums[6],
        sums[7],
        sums[8],
        RandomisationCheck.of(trained, untrained));
  }

  /// A table for MODELS.md.
  public String markdown() {
    StringBuilder text =
        new StringBuilder(
            "| map | deletion (random) | insertion (random) | better than random | pointing | energy"
                + " inside (x chance) | IoU | rank correlation with random weights |\n"
                + "|---|---|---|---|---|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.3f (%.3f) | %.3f (%.3f) | %.2f | %.2f | %.2f (%.1f) | %.2f | %.2f, at most"
                  + " %.2f |\n",
              row.method().title(),
              row.deletion(),
              row.randomDeletion(),
              row.insertion(),
              row.randomInsertion(),
              row.betterThanRandom(),
              row.pointing(),
              row.energyInside(),
              row.energyGain(),
              row.iou(),
              row.randomisation().meanRankCorrelation(),
              row.randomisation().largestRankCorrelation()));
    }
    return text.append("\n" + images + " images.\n").toString();
  }
}
