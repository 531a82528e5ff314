package health.cairn.app.wiring;

import health.cairn.app.desk.ModelOffer.Reached;
import health.cairn.imaging.inference.ModelCard.Figure;
import health.cairn.imaging.inference.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a card says a model reached, in the words of a reader: the figures that decide which to choose.
final class ReachedWords {
  /// By the names that cards use, the one that says most first.
  private static final List<Map.Entry<String, String>> SHARES =
      List.of(
          Map.entry("patientAccuracy", "patients named right"),
          Map.entry("accuracy", "slices named right"),
          Map.entry(Published.TUMOUR_ACCURACY, "slices with a tumour named right"));

  private static final List<Map.Entry<String, String>> RATIOS =
      List.of(
          Map.entry("diceMean", "mean Dice"),
          Map.entry("diceMedian", "median Dice"),
          Map.entry("ece", "calibration error"));

  private ReachedWords() {}

  static List<Reached> of(Published published) {
    List<Reached> reached = new ArrayList<>();
    SHARES.forEach(
        s -> published.figure(s.getKey()).ifPresent(f -> reached.add(share(s.getValue(), f))));
    RATIOS.forEach(
        r -> published.figure(r.getKey()).ifPresent(f -> reached.add(ratio(r.getValue(), f))));
    published
        .figure("patients")
        .ifPresent(f -> reached.add(new Reached("people", number("%.0f", f.value()), "")));
    return reached;
  }

  private static Reached share(String label, Figure figure) {
    return new Reached(
        label,
        number("%.1f %%", 100 * figure.value()),
        figure
            .ci95()
            .map(ci -> number("%.1f to ", 100 * ci.low()) + number("%.1f %%", 100 * ci.high()))
            .orElse(""));
  }

  private static Reached ratio(String label, Figure figure) {
    return new Reached(
        label,
        number("%.3f", figure.value()),
        figure
            .ci95()
            .map(ci -> number("%.3f to ", ci.low()) + number("%.3f", ci.high()))
            .orElse(""));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
