package health.cairn.ui.worklist;

import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Figures;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The work list as a table; only the rows on the screen have cells.
final class WorklistTable extends TableView<WorklistRow> {

  WorklistTable(WorklistViewModel model) {
    setId("worklist");
    setAccessibleText("Work list");
    getStyleClass().addAll("edge-to-edge", "worklist");
    setFixedCellSize(36);
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    SortedList<WorklistRow> sorted = new SortedList<>(model.shown());
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
    getColumns()
        .add(
            text(
                "Patient",
                180,
                r -> r.patient().name().isEmpty() ? "No name" : r.patient().name()));
    getColumns().add(born());
    getColumns().add(text("Sex", 44, r -> r.patient().sex()));
    getColumns().add(text("MRN", 96, r -> r.patient().patientId()));
    getColumns().add(text("Study", 230, WorklistTable::study));
    getColumns().add(when());
    getColumns().add(sequences());
    getColumns().add(state());
  }

  private static String study(WorklistRow row) {
    if (row.closed()) {
      return row.study().isPresent() ? "Closed, opens in an emergency" : "Closed";
    }
    return row.study()
        .map(StudyRow::description)
        .orElseGet(
            () -> "No images, " + Figures.count(row.records().orElse(0), "record", "records"));
  }

  private static TableColumn<WorklistRow, String> text(
      String title, double width, Function<WorklistRow, String> value) {
    TableColumn<WorklistRow, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 60));
    column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.apply(c.getValue())));
    return column;
  }

  private static TableColumn<WorklistRow, Optional<LocalDate>> born() {
    LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
    TableColumn<WorklistRow, Optional<LocalDate>> column = new TableColumn<>("Born");
    column.setPrefWidth(126);
    column.setCellValueFactory(
        c -> new ReadOnlyObjectWrapper<>(c.getValue().patient().birthDate()));
    column.setComparator(emptyLast());
    column.setCellFactory(
        c ->
            new Cell<>(
                birth ->
                    birth
                        .map(d -> Figures.date(d) + "   " + Figures.age(d, today))
                        .orElse("unknown")));
    return column;
  }

  private static TableColumn<WorklistRow, Optional<LocalDateTime>> when() {
    TableColumn<WorklistRow, Optional<LocalDateTime>> column = new TableColumn<>("Date");
    column.setPrefWidth(136);
    column.setCellValueFactory(
        c -> new ReadOnlyObjectWrapper<>(c.getValue().study().flatMap(StudyRow::when)));
    column.setComparator(emptyLast());
    column.setCellFactory(c -> new Cell<>(w -> w.map(Figures::moment).orElse("")));
    return column;
  }

  private static <T extends Comparable<? super T>> Comparator<Optional<T>> emptyLast() {
    return (a, b) ->
        a.isPresent() && b.isPresent()
            ? a.get().compareTo(b.get())
            : Boolean.compare(b.isPresent(), a.isPresent());
  }

  private static TableColumn<WorklistRow, List<SequenceRole>> sequences() {
    TableColumn<WorklistRow, List<SequenceRole>> column = new TableColumn<>("Sequences");
    column.setPrefWidth(176);
    column.setSortable(false);
    column.setCellValueFactory(
        c ->
            new ReadOnlyObjectWrapper<>(
                c.getValue().study().map(StudyRow::roles).orElse(List.of())));
    column.setCellFactory(
        c ->
            new NodeCell<>(
                roles -> {
                  HBox chips = new HBox(4);
                  chips.setAlignment(Pos.CENTER_LEFT);
                  roles.forEach(r -> chips.getChildren().add(Chip.word(r.name())));
                  return chips;
                }));
    return column;
  }

  private static TableColumn<WorklistRow, Optional<WorklistRow.ReadingState>> state() {
    TableColumn<WorklistRow, Optional<WorklistRow.ReadingState>> column =
        new TableColumn<>("State");
    column.setPrefWidth(110);
    column.setMinWidth(104);
    column.setCellValueFactory(
        c -> new ReadOnlyObjectWrapper<>(c.getValue().study().map(StudyRow::state)));
    column.setComparator(emptyLast());
    column.setCellFactory(
        c -> new NodeCell<>(state -> state.<Node>map(ReadingChip::of).orElseGet(HBox::new)));
    return column;
  }

  private static final class Cell<T> extends TableCell<WorklistRow, T> {
    private final Function<T, String> words;

    Cell(Function<T, String> words) {
      this.words = words;
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      setText(item == null || empty ? null : words.apply(item));
    }
  }

  private static final class NodeCell<T> extends TableCell<WorklistRow, T> {
    private final Function<T, Node> picture;

    NodeCell(Function<T, Node> picture) {
      this.picture = picture;
      setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      setGraphic(item == null || empty ? null : picture.apply(item));
    }
  }
}
