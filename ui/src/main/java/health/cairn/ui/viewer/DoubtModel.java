package health.cairn.ui.viewer;

import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.DoubtsView.MapView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;

/// Whether the pictures show where the models doubt, and which of them can. Knows no toolkit; on the
/// JavaFX thread only.
public final class DoubtModel {
  private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
  private final ObjectProperty<DoubtsView> doubts = new SimpleObjectProperty<>(DoubtsView.NOTHING);

  /// The maps of the study on screen, or why there are none; without any, none is shown any longer.
  void show(DoubtsView made) {
    doubts.set(made);
    on.set(on.get() && !made.maps().isEmpty());
  }

  void forget() {
    show(DoubtsView.NOTHING);
  }

  /// Shows the maps, or hides them.
  ///
  /// @return why there is nothing to show, in words for the reader
  public Optional<String> toggle() {
    if (doubts.get().maps().isEmpty()) {
      return Optional.of(doubts.get().whyNone());
    }
    on.set(!on.get());
    return Optional.empty();
  }

  /// The map to draw over a series: on its own grid only, so that no place is given to doubt that a
  /// network never looked at.
  public Optional<MapView> over(ViewerSeries series) {
    return on.get()
        ? doubts.get().maps().stream()
            .filter(m -> m.seriesInstanceUid().equals(series.seriesInstanceUid()))
            .filter(m -> m.map().grid().equals(series.volume().grid()))
            .findFirst()
        : Optional.empty();
  }

  public ReadOnlyBooleanProperty onProperty() {
    return on.getReadOnlyProperty();
  }

  public ObjectProperty<DoubtsView> doubtsProperty() {
    return doubts;
  }
}
