package health.cairn.ui.viewer;

import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.DoubtsView.MapView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.imaging.render.DoubtVeil;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Whether the pictures show where the models doubt, and which of them can. Knows no toolkit; on the
/// JavaFX thread only.
public final class DoubtModel {
  private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper which = new ReadOnlyIntegerWrapper();
  private final ObjectProperty<DoubtsView> doubts = new SimpleObjectProperty<>(DoubtsView.NOTHING);

  /// The maps of the study on screen, or why there are none; without any, none is shown any longer.
  void show(DoubtsView made) {
    doubts.set(made);
    which.set(0);
    on.set(on.get() && !made.maps().isEmpty());
  }

  void forget() {
    show(DoubtsView.NOTHING);
  }

  /// Shows the maps, where several models looked at one series one after the other, and then hides them.
  ///
  /// @return why there is nothing to show, in words for the reader
  public Optional<String> toggle() {
    if (doubts.get().maps().isEmpty()) {
      return Optional.of(doubts.get().whyNone());
    }
    if (on.get() && which.get() + 1 < mostOfASeries()) {
      which.set(which.get() + 1);
      return Optional.empty();
    }
    which.set(0);
    on.set(!on.get());
    return Optional.empty();
  }

  private int mostOfASeries() {
    return doubts.get().maps().stream()
        .collect(Collectors.groupingBy(MapView::seriesInstanceUid))
        .values()
        .stream()
        .mapToInt(List::size)
        .max()
        .orElse(0);
  }

  /// The map to draw over a series: on its own grid only, so that no place is given to doubt that a
  /// network never looked at.
  public Optional<MapView> over(ViewerSeries series) {
    List<MapView> maps = on.get() ? of(series) : List.of();
    return maps.isEmpty()
        ? Optional.empty()
        : Optional.of(maps.get(Math.min(which.get(), maps.size() - 1)));
  }

  private List<MapView> of(ViewerSeries series) {
    return doubts.get().maps().stream()
        .filter(m -> m.seriesInstanceUid().equals(series.seriesInstanceUid()))
        .filter(m -> m.map().grid().equals(series.volume().grid()))
        .toList();
  }

  /// What the map over a series shows, in words; of several it says whose it is.
  public Optional<String> words(ViewerSeries series) {
    return over(series)
        .map(m -> DoubtVeil.words(m.map()) + (of(series).size() > 1 ? ", " + m.by() : ""));
  }

  /// Which of several maps of a series is shown, from 0.
  public ReadOnlyIntegerProperty whichProperty() {
    return which.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty onProperty() {
    return on.getReadOnlyProperty();
  }

  public ObjectProperty<DoubtsView> doubtsProperty() {
    return doubts;
  }
}
