package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.imaging.fuse.Fusion;
import health.cairn.imaging.uncertainty.Calibrator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the change plan asks for, part by part.
final class PlanCheck {
  private PlanCheck() {}

  /// @param leftOut cases that other networks answered
  static void requireEnough(ChangePlan.Data data, Cases cases, int leftOut) throws CairnException {
    int patients = cases.patients();
    if (patients < data.leastPatients()) {
      throw refused(
          "%d patients have corrected cases to fit on; the plan wants %d.%s"
              .formatted(
                  patients,
                  data.leastPatients(),
                  leftOut == 0
                      ? ""
                      : " %d cases are left out: other networks answered them, and no slices were kept to ask these about, or all their parts learnt from the patients."
                          .formatted(leftOut)));
    }
    for (Map.Entry<String, Integer> ofClass : cases.patientsByClass().entrySet()) {
      if (ofClass.getValue() > 0 && ofClass.getValue() < data.leastPatientsPerClass()) {
        throw refused(
            "Of %s there are %d patients to fit on; the plan wants %d or none."
                .formatted(ofClass.getKey(), ofClass.getValue(), data.leastPatientsPerClass()));
      }
    }
  }

  static List<String> outOfBounds(ChangePlan.Bounds bounds, Fusion fitted, Comparison onFit) {
    List<String> out = new ArrayList<>();
    for (String member : fitted.members()) {
      if (fitted.calibrator(member) instanceof Calibrator.Temperature(double temperature)
          && (temperature < bounds.leastTemperature() || temperature > bounds.mostTemperature())) {
        out.add(
            String.format(
                Locale.ROOT,
                "The temperature of %s became %.2f; the plan allows %.2f to %.2f.",
                member,
                temperature,
                bounds.leastTemperature(),
                bounds.mostTemperature()));
      }
    }
    if (onFit.meanShift() > bounds.mostMeanShift()) {
      out.add(
          String.format(
              Locale.ROOT,
              "The probabilities moved by %.2f on average; the plan allows %.2f.",
              onFit.meanShift(),
              bounds.mostMeanShift()));
    }
    return out;
  }

  static List<LockedTest.Demand> demands(ChangePlan.Verification wanted, Comparison found) {
    return List.of(
        new LockedTest.Demand(
            String.format(
                Locale.ROOT,
                "log-loss %.4f against %.4f, difference %+.4f to %+.4f: below %.4f is wanted",
                found.challenger().logLoss(),
                found.champion().logLoss(),
                found.logLossDifference().low(),
                found.logLossDifference().high(),
                wanted.logLossDifferenceBelow()),
            found.logLossDifference().high() < wanted.logLossDifferenceBelow()),
        new LockedTest.Demand(
            String.format(
                Locale.ROOT,
                "accuracy %.4f against %.4f, difference %+.4f to %+.4f: not below %+.4f is wanted",
                found.challenger().accuracy(),
                found.champion().accuracy(),
                found.accuracyDifference().low(),
                found.accuracyDifference().high(),
                wanted.accuracyDifferenceAtLeast()),
            found.accuracyDifference().low() >= wanted.accuracyDifferenceAtLeast()),
        new LockedTest.Demand(
            String.format(
                Locale.ROOT,
                "calibration error %.4f against %.4f: at most %.4f more is wanted",
                found.challenger().ece(),
                found.champion().ece(),
                wanted.calibrationErrorRiseAtMost()),
            found.challenger().ece()
                <= found.champion().ece() + wanted.calibrationErrorRiseAtMost()));
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
