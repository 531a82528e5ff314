package health.cairn.imaging.segment;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.VolumeIntervals;
import java.util.List;

/// What a card promises of a volume that its model outlined.
final class VolumePromise {
  private VolumePromise() {}

  /// @param what was outlined, as a sentence begins with it ("The outline")
  /// @param doubt as the intervals were fitted ([health.cairn.imaging.uncertainty.OutlineDoubt])
  /// @param notes takes what a reader must know of the interval
  /// @return 95 % interval in mL
  static Interval of(
      VolumeIntervals intervals, String what, double ml, double doubt, List<String> notes) {
    if (doubt > intervals.mostDoubt()) {
      notes.add(
          what
              + " is more doubtful than any on which intervals for the volume were fitted: the"
              + " interval may be too narrow.");
    }
    return intervals.of(ml, doubt);
  }
}
