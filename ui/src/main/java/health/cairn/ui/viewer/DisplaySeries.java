package health.cairn.ui.viewer;

import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.render.ValueRange;
import java.util.List;

/// A series, ready to be shown: its windows are chosen.
///
/// @param presets the windows on keys 1 to 9
public record DisplaySeries(ViewerSeries series, ValueRange range, List<Preset> presets) {

  public DisplaySeries {
    presets = List.copyOf(presets);
  }

  /// Looks at the values of a series; takes milliseconds, so not on the JavaFX thread.
  public static DisplaySeries of(ViewerSeries series) {
    ValueRange range = ValueRange.of(series.volume());
    return new DisplaySeries(series, range, Preset.of(range, series.look()));
  }

  /// The same picture under another role.
  DisplaySeries as(ViewerSeries changed) {
    return new DisplaySeries(changed, range, presets);
  }

  /// "T1C", or the description where the role says nothing.
  public String shortName() {
    if (series.role() != SequenceRole.OTHER) {
      return series.role().name();
    }
    return series.description().isEmpty() ? "Series" : series.description();
  }

  /// "T1C  t1_mprage_sag_gd"
  public String longName() {
    return series.role() == SequenceRole.OTHER || series.description().isEmpty()
        ? shortName()
        : shortName() + "   " + series.description();
  }

  public int slices() {
    return series.volume().grid().slices();
  }
}
