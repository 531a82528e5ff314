package health.cairn.ui.viewer;

import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.imaging.volume.Volume;
import health.cairn.ui.viewer.ViewportModel.Kept;
import java.util.IdentityHashMap;
import java.util.List;

/// Series in a new order, each with what a reader has made of it.
///
/// @param series in the order of reading
/// @param kept what was on the screen, by its pixels: a series may consist of several stacks
record Rearrangement(List<DisplaySeries> series, IdentityHashMap<Volume, Kept> kept) {

  static Rearrangement of(
      OpenedStudy changed, List<DisplaySeries> before, List<ViewportModel> viewports) {
    IdentityHashMap<Volume, DisplaySeries> ready = new IdentityHashMap<>();
    before.forEach(s -> ready.put(s.series().volume(), s));
    List<DisplaySeries> ordered =
        changed.series().stream()
            .filter(s -> ready.containsKey(s.volume()))
            .map(s -> again(ready, s))
            .toList();
    IdentityHashMap<Volume, Kept> kept = new IdentityHashMap<>();
    for (ViewportModel viewport : viewports) {
      viewport.kept().ifPresent(k -> kept.putIfAbsent(k.series().series().volume(), k));
    }
    return new Rearrangement(ordered, kept);
  }

  private static DisplaySeries again(
      IdentityHashMap<Volume, DisplaySeries> ready, ViewerSeries changed) {
    DisplaySeries old = ready.get(changed.volume());
    return old == null ? DisplaySeries.of(changed) : old.as(changed);
  }

  /// Fills the viewports from the first on.
  void apply(List<ViewportModel> viewports, int shown) {
    for (int i = 0; i < Math.min(shown, series.size()); i++) {
      DisplaySeries next = series.get(i);
      Kept was = kept.get(next.series().volume());
      if (was == null) {
        viewports.get(i).show(next);
      } else {
        viewports.get(i).restore(was, next);
      }
    }
  }

  /// Whether a viewport shows what was not on the screen before.
  boolean isNew(ViewportModel viewport) {
    return viewport.series().map(s -> !kept.containsKey(s.series().volume())).orElse(false);
  }
}
