package health.cairn.ui.worklist;

import health.cairn.app.desk.WorklistRow;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import java.io.File;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableRow;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;

/// The work list screen.
public final class WorklistView extends BorderPane {
  private final WorklistViewModel model;
  private final Runnable imported;
  private final WorklistTable table;
  private final CustomTextField filter = new CustomTextField();

  /// @param open opens a row: its study, or the history of a patient without images
  /// @param imported runs after an import stored something
  public WorklistView(WorklistViewModel model, Consumer<WorklistRow> open, Runnable imported) {
    this.model = model;
    this.imported = imported;
    this.table = new WorklistTable(model);
    getStyleClass().add("screen");
    setTop(new VBox(head(), messages()));
    StackPane body = new StackPane(table, dropTarget());
    setCenter(body);
    table.setPlaceholder(placeholder());
    table.setRowFactory(
        t -> {
          TableRow<WorklistRow> row = new TableRow<>();
          row.setOnMouseClicked(
              e -> {
                if (e.getClickCount() == 2 && row.getItem() != null) {
                  open.accept(row.getItem());
                }
              });
          return row;
        });
    table.setOnKeyPressed(
        e -> {
          WorklistRow row = table.getSelectionModel().getSelectedItem();
          if (e.getCode() == KeyCode.ENTER && row != null) {
            open.accept(row);
            e.consume();
          }
        });
    filter.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
            focusList();
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE) {
            filter.clear();
          }
        });
    acceptFiles();
    model.loadedProperty().addListener((o, was, now) -> table.getSelectionModel().selectFirst());
  }

  /// Gives the keyboard to the first row.
  public void focusList() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
      table.getSelectionModel().selectFirst();
    }
  }

  private Node head() {
    Label title = new Label("Work list");
    title.getStyleClass().add("heading-1");
    Label count = new Label();
    count.getStyleClass().add("secondary");
    count
        .textProperty()
        .bind(Bindings.createStringBinding(model::counted, model.shown(), model.rows()));
    count.visibleProperty().bind(Bindings.isNotEmpty(model.rows()));
    filter.setLeft(Icons.of(Feather.FILTER, 14));
    filter.setPromptText("Filter by name, MRN, date, sequence");
    filter.setAccessibleText("Filter the work list");
    filter.setId("worklist-filter");
    filter.setPrefWidth(300);
    filter.textProperty().bindBidirectional(model.filterProperty());
    HBox space = new HBox();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(12, title, count, space, filter, importFolder(), importFiles());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("screen-head");
    return head;
  }

  private Button importFiles() {
    Button button = new Button("Import files", Icons.of(Feather.DOWNLOAD, 14));
    button.getStyleClass().add("accent");
    button.setTooltip(new Tooltip("DICOM, FHIR or ZIP files; they can also be dropped here"));
    button.disableProperty().bind(model.importingProperty());
    button.setOnAction(
        e -> {
          List<File> files = new FileChooser().showOpenMultipleDialog(getScene().getWindow());
          if (files != null) {
            take(files);
          }
        });
    return button;
  }

  private Button importFolder() {
    Button button = new Button("Import folder", Icons.of(Feather.FOLDER_PLUS, 14));
    button.disableProperty().bind(model.importingProperty());
    button.setOnAction(
        e -> {
          File folder = new DirectoryChooser().showDialog(getScene().getWindow());
          if (folder != null) {
            take(List.of(folder));
          }
        });
    return button;
  }

  private void take(List<File> files) {
    model.importFrom(files.stream().map(File::toPath).toList(), imported);
  }

  private Node messages() {
    Label summary = new Label();
    summary.textProperty().bind(model.lastImportProperty());
    Label reasons = new Label();
    reasons.getStyleClass().add("secondary");
    reasons.setWrapText(true);
    reasons.textProperty().bind(Bindings.createStringBinding(this::remarks, model.remarks()));
    reasons.managedProperty().bind(Bindings.isNotEmpty(model.remarks()));
    VBox words = new VBox(4, summary, reasons);
    HBox.setHgrow(words, Priority.ALWAYS);
    Button close = new Button();
    close.setGraphic(Icons.of(Feather.X, 14));
    close.getStyleClass().add("quiet");
    close.setAccessibleText("Dismiss");
    close.setOnAction(e -> model.lastImportProperty().set(""));
    HBox told = new HBox(8, Icons.of(Feather.INFO, 16), words, close);
    told.getStyleClass().addAll("problem", "meaning-informative");
    told.visibleProperty().bind(model.lastImportProperty().isNotEmpty());
    told.managedProperty().bind(told.visibleProperty());
    return new VBox(Notice.problem(model.problemProperty()), told);
  }

  private String remarks() {
    List<String> all = model.remarks();
    List<String> shown = all.subList(0, Math.min(5, all.size()));
    int more = all.size() - shown.size();
    String text = String.join("\n", shown);
    return more == 0 ? text : text + "\nand " + Figures.count(more) + " more";
  }

  private Node placeholder() {
    Button clear = new Button("Clear the filter");
    clear.setOnAction(e -> filter.clear());
    Node none =
        Notice.empty(
            Feather.INBOX,
            "Nothing here yet",
            "Drop DICOM or FHIR files, folders or ZIP archives anywhere on this screen,"
                + " or choose Import above.");
    Node noMatch =
        Notice.empty(
            Feather.SEARCH,
            "No line matches",
            "No patient or study has all of these words.",
            clear);
    none.visibleProperty().bind(model.loadedProperty().and(Bindings.isEmpty(model.rows())));
    noMatch
        .visibleProperty()
        .bind(Bindings.isNotEmpty(model.rows()).and(Bindings.isEmpty(model.shown())));
    return new StackPane(none, noMatch);
  }

  private Node dropTarget() {
    StackPane target =
        new StackPane(
            Notice.empty(Feather.DOWNLOAD, "Drop to import", "DICOM, FHIR, ZIP or folders"));
    target.getStyleClass().add("drop-target");
    target.setVisible(false);
    target.setMouseTransparent(true);
    setOnDragEntered(e -> target.setVisible(e.getDragboard().hasFiles()));
    setOnDragExited(e -> target.setVisible(false));
    return target;
  }

  private void acceptFiles() {
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    setOnDragDropped(
        e -> {
          take(e.getDragboard().getFiles());
          e.setDropCompleted(true);
          e.consume();
        });
  }
}
