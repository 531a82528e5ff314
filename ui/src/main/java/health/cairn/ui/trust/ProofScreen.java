package health.cairn.ui.trust;

import health.cairn.app.desk.ProofView;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Notice;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The proof screen: what happened to the patient's records on the left, the proof of one on the
/// right.
public final class ProofScreen extends BorderPane {

  private final ListView<ProofView> list;

  public ProofScreen(ProofViewModel model) {
    getStyleClass().add("screen");
    Label title = new Label("Proof");
    title.getStyleClass().add("heading-1");
    HBox head = new HBox(12, title);
    head.getStyleClass().add("screen-head");
    setTop(new VBox(head, Notice.problem(model.problemProperty())));
    list = list(model);
    ScrollPane scroll = new ScrollPane(new ProofDetail(model));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    HBox body = new HBox(list, scroll);
    Region empty =
        Notice.empty(
            Feather.SHIELD,
            "No entries to prove",
            "Open a study or a patient: every record stored and every look at one leaves an entry"
                + " in the journal.");
    empty.visibleProperty().bind(Bindings.isEmpty(model.entries()));
    body.visibleProperty().bind(empty.visibleProperty().not());
    setCenter(new StackPane(body, empty));
  }

  /// Gives the keyboard to the list of entries.
  public void focusList() {
    list.requestFocus();
  }

  private static ListView<ProofView> list(ProofViewModel model) {
    ListView<ProofView> list = new ListView<>(model.entries());
    list.setId("proof-list");
    list.setAccessibleText("Entries in the journal, newest first");
    list.getStyleClass().addAll("edge-to-edge", "proof-list");
    list.setPrefWidth(340);
    list.setMinWidth(260);
    list.setFixedCellSize(56);
    list.setCellFactory(v -> new EntryCell());
    list.setOnMouseClicked(e -> choose(model, list));
    list.setOnKeyReleased(e -> choose(model, list));
    InvalidationListener follow =
        o ->
            model
                .chosenProperty()
                .get()
                .map(model.entries()::indexOf)
                .ifPresent(list.getSelectionModel()::clearAndSelect);
    model.chosenProperty().addListener(follow);
    model.entries().addListener(follow);
    follow.invalidated(model.chosenProperty());
    return list;
  }

  private static void choose(ProofViewModel model, ListView<ProofView> list) {
    ProofView entry = list.getSelectionModel().getSelectedItem();
    if (entry != null && model.chosenProperty().get().filter(entry::equals).isEmpty()) {
      model.choose(entry);
    }
  }

  private static final class EntryCell extends ListCell<ProofView> {
    EntryCell() {
      // A cell is as wide as the list, not as its longest word.
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable ProofView proof, boolean empty) {
      super.updateItem(proof, empty);
      if (proof == null || empty) {
        setGraphic(null);
        return;
      }
      Label event = new Label(Figures.sentenceCase(proof.event()));
      Label record = new Label(Figures.shortRecord(proof.recordId()));
      record.getStyleClass().add("secondary");
      Label when = new Label(Figures.moment(proof.when()));
      when.setMinWidth(USE_PREF_SIZE);
      when.getStyleClass().add("secondary");
      HBox top = new HBox(8, event, space(), when);
      HBox bottom = new HBox(8, record, space(), ProofWords.chip(proof));
      setGraphic(new VBox(2, top, bottom));
    }

    private static Region space() {
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      return space;
    }
  }
}
