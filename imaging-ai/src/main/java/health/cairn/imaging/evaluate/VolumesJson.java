package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.VolumeIntervals;
import health.cairn.imaging.uncertainty.VolumeIntervals.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The part `volume` of `segmentation`: intervals for a patient's tumour from its predicted size and
/// the outline's doubt, fitted on some people and measured on others, beside the best that the same
/// factors for everyone do.
final class VolumesJson {
  private static final double PROMISED = 0.95;

  private VolumesJson() {}

  /// Writes nothing where there are no two folds of people whom the networks never saw, or too few.
  ///
  /// @param cases in which one thing was outlined
  static void write(ObjectNode segmentation, List<CaseScore> cases) {
    Optional<HeldApart> people =
        HeldApart.of(cases.stream().filter(c -> c.outlines().size() == 1).toList());
    if (people.isEmpty()) {
      return;
    }
    List<Measured> fit = people.get().fit().stream().map(VolumesJson::measured).toList();
    List<Measured> other = people.get().measured().stream().map(VolumesJson::measured).toList();
    if (fit.stream().filter(Measured::usable).count() < VolumeIntervals.LEAST_CASES) {
      return;
    }
    ObjectNode part = segmentation.putObject("volume");
    people.get().write(part);
    part.put(
        "definition",
        "areas with tumour summed over a patient's slices; doubt: mean of its slices' doubt, weighted"
            + " by what is outlined there; width: mean of ln(high / low). Patients without an outline"
            + " count as not held");
    VolumeIntervals byDoubt = VolumeIntervals.fit(fit, PROMISED);
    judge(part.putObject("byDoubt"), byDoubt, other);
    VolumeIntervals same = VolumeIntervals.fitConstant(fit, PROMISED);
    judge(part.putObject("sameForAll"), same, other);
    ObjectNode card = part.putObject("volumeInterval");
    byDoubt.centre().forEach(card.putArray("centre")::add);
    byDoubt.spread().forEach(card.putArray("spread")::add);
    card.put("low", byDoubt.low()).put("high", byDoubt.high());
    card.put("mostDoubt", byDoubt.mostDoubt());
  }

  private static Measured measured(List<CaseScore> patient) {
    double predicted = 0;
    double truth = 0;
    double doubt = 0;
    for (CaseScore one : patient) {
      MaskScore outline = one.outlines().getFirst();
      double here = outline.overlap().predicted() / (double) outline.lattice().cells();
      truth += outline.overlap().truth() / (double) outline.lattice().cells();
      predicted += here;
      doubt += here > 0 ? here * outline.doubt() : 0;
    }
    return new Measured(
        patient.getFirst().patient(), predicted, truth, predicted > 0 ? doubt / predicted : 1);
  }

  private static void judge(ObjectNode part, VolumeIntervals intervals, List<Measured> people) {
    int held = (int) people.stream().filter(p -> held(intervals, p)).count();
    JsonNumbers.number(part, "held", held / (double) people.size());
    JsonNumbers.interval(part, "heldCi95", Optional.of(ExactShare.ci95(held, people.size())));
    double[] widths =
        people.stream()
            .filter(p -> p.predicted() > 0)
            .map(p -> intervals.of(p.predicted(), p.doubt()))
            .mapToDouble(i -> Math.log(i.high() / i.low()))
            .toArray();
    JsonNumbers.number(part, "widthMean", Arrays.stream(widths).average().orElse(Double.NaN));
    JsonNumbers.interval(part, "widthCi95", Bootstrap.ci95(widths));
    JsonNumbers.number(part, "widthMedian", JsonNumbers.median(widths));
    double[] doubts = people.stream().mapToDouble(Measured::doubt).sorted().toArray();
    for (double q : new double[] {0.1, 0.5, 0.9}) {
      JsonNumbers.interval(
          part,
          "factorsAtDoubtQuantile" + Math.round(q * 100),
          Optional.of(intervals.of(1, Bootstrap.quantile(doubts, q))));
    }
  }

  private static boolean held(VolumeIntervals intervals, Measured one) {
    if (!(one.predicted() > 0)) {
      return false;
    }
    Interval interval = intervals.of(one.predicted(), one.doubt());
    return interval.low() <= one.truth() && one.truth() <= interval.high();
  }
}
