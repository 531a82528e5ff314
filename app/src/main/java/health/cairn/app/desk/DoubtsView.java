package health.cairn.app.desk;

import health.cairn.imaging.uncertainty.DoubtMap;
import java.util.List;

/// Where models doubt what they outlined in a study.
///
/// @param maps one for each model and series; several of a series in the order the models were asked
/// @param whyNone one sentence where there are none, else empty
public record DoubtsView(List<MapView> maps, String whyNone) {
  public static final DoubtsView NOTHING = none("No study is open.");

  public DoubtsView {
    maps = List.copyOf(maps);
    if (maps.isEmpty() == whyNone.isEmpty()) {
      throw new IllegalArgumentException("maps, or why there are none");
    }
  }

  public static DoubtsView none(String why) {
    return new DoubtsView(List.of(), why);
  }

  /// @param seriesInstanceUid the series on whose grid the map lies
  /// @param by model and version
  public record MapView(String seriesInstanceUid, String by, DoubtMap map) {}
}
