package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.ui.design.Figures;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/// The history as a table, newest first: for keyboards, screen readers, and those who read faster
/// than they point.
final class EventTable extends TableView<TimelineEvent> {
  EventTable(TimelineViewModel model) {
    setId("timeline-list");
    setAccessibleText("The patient's history, newest first");
    getStyleClass().add("edge-to-edge");
    setFixedCellSize(32);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    SortedList<TimelineEvent> sorted =
        new SortedList<>(model.events(), (a, b) -> b.start().compareTo(a.start()));
    setItems(sorted);
    getColumns().add(column("Date", 150, EventTable::when));
    getColumns().add(column("Kind", 120, e -> KindWords.one(e.kind())));
    getColumns().add(column("What", 280, TimelineEvent::title));
    getColumns()
        .add(
            column(
                "Value",
                130,
                e -> e.measure().map(m -> Figures.value(m.value(), m.unit())).orElse("")));
    getColumns().add(column("Detail", 260, TimelineEvent::detail));
    getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, was, now) -> model.chosenProperty().set(java.util.Optional.ofNullable(now)));
  }

  static String when(TimelineEvent e) {
    String start = Figures.date(TimeAxis.dayOf(e.start()));
    if (e.ongoing()) {
      return "since " + start;
    }
    return e.end()
        .map(t -> Figures.date(TimeAxis.dayOf(t)))
        .filter(t -> !t.equals(start))
        .map(t -> start + " to " + t)
        .orElse(start);
  }

  private static TableColumn<TimelineEvent, String> column(
      String title, double width, Function<TimelineEvent, String> value) {
    TableColumn<TimelineEvent, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.apply(c.getValue())));
    return column;
  }
}
