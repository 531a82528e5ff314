package health.cairn.ui.trust;

import health.cairn.app.desk.ProofView;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One proof: the sentence first, what it means, and the tree only when asked for.
final class ProofDetail extends VBox {
  private final ProofViewModel model;

  ProofDetail(ProofViewModel model) {
    super(16);
    this.model = model;
    getStyleClass().add("proof-detail");
    model.chosenProperty().addListener((o, was, now) -> show(now));
    model.treeProperty().addListener((o, was, now) -> show(model.chosenProperty().get()));
    show(model.chosenProperty().get());
  }

  private void show(Optional<ProofView> chosen) {
    getChildren().clear();
    chosen.ifPresent(this::fill);
  }

  private void fill(ProofView proof) {
    Label sentence = new Label(proof.sentence());
    sentence.setWrapText(true);
    sentence.setId("proof-sentence");
    sentence.getStyleClass().add("heading-1");
    sentence.setMaxWidth(640);
    Label meaning = new Label(consequence(proof));
    meaning.setWrapText(true);
    meaning.setMaxWidth(640);
    meaning.getStyleClass().add("secondary");
    Button again = new Button("Check now", Icons.of(Feather.REFRESH_CW, 14));
    again.setOnAction(e -> model.check(proof.recordId()));
    again.disableProperty().bind(model.checkingProperty());
    ToggleButton tree = new ToggleButton("Show the tree", Icons.of(Feather.GIT_MERGE, 14));
    tree.setId("proof-tree");
    tree.selectedProperty().bindBidirectional(model.treeProperty());
    tree.setText(model.treeProperty().get() ? "Hide the tree" : "Show the tree");
    javafx.scene.layout.HBox acts = new javafx.scene.layout.HBox(8, again, tree);
    getChildren()
        .addAll(new VBox(8, ProofWords.chip(proof), sentence, meaning), facts(proof), acts);
    if (model.treeProperty().get()) {
      getChildren().add(tree(proof));
    }
  }

  private static String consequence(ProofView proof) {
    if (!proof.intact()) {
      return "The record, the tree and the signature do not agree. Do not rely on this record:"
          + " ask who keeps the system.";
    }
    return switch (proof.state()) {
      case PREPARED ->
          "Only this machine can confirm it so far. It becomes provable to others when a"
              + " checkpoint is anchored.";
      case SUBMITTED -> "A checkpoint was sent to the chain. Nobody has confirmed it yet.";
      case INCLUDED -> "The chain took the checkpoint. It has not been read back and compared yet.";
      case VERIFIED -> "The chain was asked and holds exactly this checkpoint.";
      case REJECTED -> "The chain refused the checkpoint or holds something else.";
    };
  }

  private static Node facts(ProofView proof) {
    GridPane grid = grid();
    row(grid, "Record", new Label(proof.recordId()));
    row(grid, "Event", new Label(Figures.sentenceCase(proof.event())));
    row(grid, "Recorded", new Label(Figures.moment(proof.when())));
    row(
        grid,
        "Chain",
        new Label(proof.receipt().isEmpty() ? "no receipt: not anchored" : proof.receipt()));
    return grid;
  }

  private static Node tree(ProofView proof) {
    GridPane grid = grid();
    row(
        grid,
        "Entry",
        new Label(
            "number "
                + Figures.count(proof.entryIndex() + 1)
                + " of "
                + Figures.count(proof.treeSize())
                + " in the journal"));
    row(grid, "Leaf", hash(proof.leafHash()));
    for (int i = 0; i < proof.path().size(); i++) {
      row(grid, i == 0 ? "Path" : "", hash(proof.path().get(i)));
    }
    if (proof.path().isEmpty()) {
      row(grid, "Path", new Label("empty: the entry is the whole tree"));
    }
    row(grid, "Checkpoint root", hash(proof.rootHash()));
    Label how =
        new Label(
            "Hashing the leaf with each hash of the path in turn gives the checkpoint's root"
                + " (RFC 9162, 2.1.3).");
    how.setWrapText(true);
    how.getStyleClass().add("secondary");
    VBox box = new VBox(8, grid, how);
    box.getStyleClass().add("proof-tree");
    return box;
  }

  /// A hash that can be selected and copied, but not changed.
  private static TextField hash(String hex) {
    TextField field = new TextField(hex);
    field.setEditable(false);
    field.getStyleClass().add("hash");
    field.setPrefColumnCount(48);
    return field;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.setHgap(16);
    grid.setVgap(4);
    return grid;
  }

  private static void row(GridPane grid, String name, Node value) {
    Label label = new Label(name);
    label.getStyleClass().add("secondary");
    label.setMinWidth(112);
    label.setLabelFor(value);
    GridPane.setHgrow(value, Priority.ALWAYS);
    grid.addRow(grid.getRowCount(), label, value);
  }
}
