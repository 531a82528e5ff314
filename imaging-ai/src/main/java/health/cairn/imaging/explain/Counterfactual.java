package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.List;
import java.util.Locale;

/// What a classifier would say if the outlined tumour were not there. Where the class does not change,
/// it was not told from the outlined region.
///
/// The changed slice is a guess at healthy tissue, and itself unlike any real one.
///
/// @param image the slice without the tumour
/// @param before what is said of the slice as it is
/// @param after what is said without the tumour
/// @param sentence both in words
public record Counterfactual(Raster image, Scores before, Scores after, String sentence) {
  private static final double INSIDE = 0.5;
  private static final double HARDLY = 0.1;

  /// @param mask the tumour, inside from 0.5 up; not empty, of the image's size
  public static Counterfactual of(Scorer scorer, Raster image, Raster mask)
      throws ImagingException {
    if (!image.sameSizeAs(mask) || mask.max() < INSIDE) {
      throw new IllegalArgumentException("an outline that is empty or of another size");
    }
    TumourRemoval removal = TumourRemoval.of(image, mask);
    List<Scores> scores = scorer.scores(List.of(image, removal.image()));
    return new Counterfactual(
        removal.image(),
        scores.getFirst(),
        scores.getLast(),
        sentence(scorer.classes(), scores.getFirst(), scores.getLast(), removal.how().words()));
  }

  /// How far the probability of the class that was named falls, -1..1.
  public double fall() {
    return before.probability(before.best()) - after.probability(before.best());
  }

  private static String sentence(
      List<String> classes, Scores before, Scores after, String instead) {
    int named = before.best();
    double was = before.probability(named);
    double is = after.probability(named);
    String change =
        String.format(
            Locale.ROOT,
            "With %s in the outline's place, \"%s\" goes from %.0f %% to %.0f %%",
            instead,
            classes.get(named),
            100 * was,
            100 * is);
    if (after.best() != named) {
      return change
          + String.format(
              Locale.ROOT,
              ", and the model would say \"%s\" (%.0f %%).",
              classes.get(after.best()),
              100 * after.probability(after.best()));
    }
    return change
        + (was - is < HARDLY
            ? ": it hardly depends on the outlined region."
            : ", and the model would still say it.");
  }
}
