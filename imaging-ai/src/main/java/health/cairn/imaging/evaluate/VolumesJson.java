package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.VolumeIntervals;
import health.cairn.imaging.uncertainty.VolumeIntervals.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The part `volume` of `segmentation`: intervals for the volume of what was outlined in a patient, from
/// its predicted size and the outline's doubt, beside the best that the same factors for everyone do.
///
/// Each fold of the people (each fifth, where the set has no folds) is measured with intervals fitted on the others, and
/// all are counted together (cross-conformal, Vovk 2015). What goes into a card is fitted on everyone.
final class VolumesJson {
  private static final double PROMISED = 0.95;
  private static final int PARTS = 5;

  private VolumesJson() {}

  /// Writes nothing where too few people were outlined whom the networks never saw.
  ///
  /// @param cases in which something was outlined; several structures of a case count together
  static void write(ObjectNode segmentation, List<CaseScore> cases) {
    List<Turn> people =
        cases.stream()
            .filter(c -> c.exposure() == Exposure.UNSEEN && !c.outlines().isEmpty())
            .collect(Collectors.groupingBy(CaseScore::person, TreeMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(VolumesJson::turn)
            .toList();
    List<Turn> usable = inTurns(people.stream().filter(p -> p.person().usable()).toList());
    if (usable.size() - largestTurn(usable) < VolumeIntervals.LEAST_CASES) {
      return;
    }
    List<Measured> outlined = usable.stream().map(Turn::person).toList();
    ObjectNode part = segmentation.putObject("volume");
    part.put("patients", outlined.size());
    part.put(
        "missed",
        people.stream()
            .map(Turn::person)
            .filter(p -> p.truth() > 0 && !(p.predicted() > 0))
            .count());
    part.put(
        "definition",
        "areas or volumes summed over a patient's images; doubt: mean over them, weighted by what is"
            + " outlined there; width: mean of ln(high / low); each fold of the people (each fifth,"
            + " where there are no folds) by intervals fitted on the others. Patients in whom nothing was outlined get no interval: they are counted"
            + " as missed");
    judge(part.putObject("byDoubt"), usable, some -> VolumeIntervals.fit(some, PROMISED));
    judge(
        part.putObject("sameForAll"), usable, some -> VolumeIntervals.fitConstant(some, PROMISED));
    VolumeIntervals byDoubt = VolumeIntervals.fit(outlined, PROMISED);
    ObjectNode card = part.putObject("volumeInterval");
    byDoubt.centre().forEach(card.putArray("centre")::add);
    byDoubt.spread().forEach(card.putArray("spread")::add);
    card.put("low", byDoubt.low()).put("high", byDoubt.high());
    card.put("mostDoubt", byDoubt.mostDoubt());
    VolumeIntervals same = VolumeIntervals.fitConstant(outlined, PROMISED);
    ObjectNode factors = part.putObject("volumeFactors");
    factors.put("lowFactor", Math.exp(same.low())).put("highFactor", Math.exp(same.high()));
  }

  /// @param turn which people are measured together, by intervals of all others
  private record Turn(Measured person, int turn) {}

  private static Turn turn(List<CaseScore> person) {
    return new Turn(measured(person), HeldApart.fold(person));
  }

  /// By fold where everybody has one, else in fifths.
  private static List<Turn> inTurns(List<Turn> people) {
    return people.stream().allMatch(p -> p.turn() > 0)
        ? people
        : IntStream.range(0, people.size())
            .mapToObj(i -> new Turn(people.get(i).person(), i % PARTS))
            .toList();
  }

  private static int largestTurn(List<Turn> people) {
    return people.stream().collect(Collectors.groupingBy(Turn::turn)).values().stream()
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  private static Measured measured(List<CaseScore> patient) {
    double predicted = 0;
    double truth = 0;
    double doubt = 0;
    for (CaseScore one : patient) {
      for (MaskScore outline : one.outlines()) {
        double here = outline.overlap().predicted() / (double) outline.lattice().cells();
        truth += outline.overlap().truth() / (double) outline.lattice().cells();
        predicted += here;
        doubt += here > 0 ? here * outline.doubt() : 0;
      }
    }
    return new Measured(
        patient.getFirst().person(), predicted, truth, predicted > 0 ? doubt / predicted : 1);
  }

  private static void judge(
      ObjectNode part, List<Turn> turns, Function<List<Measured>, VolumeIntervals> fit) {
    List<Measured> people = turns.stream().map(Turn::person).toList();
    int held = 0;
    double[] widths = new double[people.size()];
    for (int turn : turns.stream().mapToInt(Turn::turn).distinct().sorted().toArray()) {
      VolumeIntervals fitted =
          fit.apply(turns.stream().filter(p -> p.turn() != turn).map(Turn::person).toList());
      for (int i = 0; i < people.size(); i++) {
        if (turns.get(i).turn() == turn) {
          Measured one = people.get(i);
          Interval interval = fitted.of(one.predicted(), one.doubt());
          held += interval.low() <= one.truth() && one.truth() <= interval.high() ? 1 : 0;
          widths[i] = Math.log(interval.high() / interval.low());
        }
      }
    }
    JsonNumbers.number(part, "held", held / (double) people.size());
    JsonNumbers.interval(part, "heldCi95", Optional.of(ExactShare.ci95(held, people.size())));
    JsonNumbers.number(part, "widthMean", Arrays.stream(widths).average().orElse(Double.NaN));
    JsonNumbers.interval(
        part, "widthCi95", Bootstrap.ci95(people.stream().map(Measured::patient).toList(), widths));
    JsonNumbers.number(part, "widthMedian", JsonNumbers.median(widths));
    double[] doubts = people.stream().mapToDouble(Measured::doubt).sorted().toArray();
    VolumeIntervals all = fit.apply(people);
    for (double q : new double[] {0.1, 0.5, 0.9}) {
      JsonNumbers.interval(
          part,
          "factorsAtDoubtQuantile" + Math.round(q * 100),
          Optional.of(all.of(1, Bootstrap.quantile(doubts, q))));
    }
  }
}
