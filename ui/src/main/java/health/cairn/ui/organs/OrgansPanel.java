package health.cairn.ui.organs;

import health.cairn.app.desk.OpenedStudy;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Words;
import java.io.File;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.kordamp.ikonli.feather.Feather;

/// Organs at risk beside the pictures: asked for, and written for planning. What is found stands among the findings.
public final class OrgansPanel extends VBox {
  private final OrgansModel model;
  private final Supplier<Optional<OpenedStudy>> study;
  private final VBox body = new VBox(12);

  /// @param study on screen
  public OrgansPanel(OrgansModel model, Supplier<Optional<OpenedStudy>> study) {
    super(8);
    this.model = model;
    this.study = study;
    getStyleClass().add("organs-panel");
    Label title = new Label("ORGANS AT RISK");
    title.getStyleClass().add("panel-title");
    Label outcome = Words.bound(model.outcomeProperty());
    outcome.setId("structures-outcome");
    getChildren().addAll(title, body, outcome);
    InvalidationListener fill = o -> fill();
    model.notes().addListener(fill);
    model.refusalProperty().addListener(fill);
    model.busyProperty().addListener(fill);
    fill();
  }

  private void fill() {
    if (isFocusWithin()) {
      // Else the keyboard would jump to the top of the window when its button goes.
      requestFocus();
    }
    body.getChildren().clear();
    if (model.busyProperty().get()) {
      body.getChildren().add(Words.secondary("The model is at work. You can go on reading."));
      return;
    }
    model.notes().forEach(n -> body.getChildren().add(Words.secondary(n)));
    body.getChildren()
        .add(
            Words.secondary(
                "What is found becomes a finding that waits for you. Check every slice before planning with it."));
    String refusal = model.refusalProperty().get();
    if (!refusal.isEmpty()) {
      body.getChildren().add(Words.plain(refusal));
    }
    body.getChildren().addAll(find(), atPoint(), export());
  }

  private Button find() {
    Button find = new Button("Find the hippocampi", Icons.of(Feather.SEARCH, 14));
    find.setId("find-organs");
    find.setMaxWidth(Double.MAX_VALUE);
    find.setOnAction(e -> study.get().ifPresent(model::find));
    return find;
  }

  private Button atPoint() {
    Button point = new Button("Outline one at a point…", Icons.of(Feather.CROSSHAIR, 14));
    point.setId("organ-at-point");
    point.setMaxWidth(Double.MAX_VALUE);
    point.setOnAction(e -> study.get().ifPresent(model::findAtPoint));
    return point;
  }

  private Button export() {
    Button write = new Button("Write outlines for planning…", Icons.of(Feather.DOWNLOAD, 14));
    write.setId("export-structures");
    write.setMaxWidth(Double.MAX_VALUE);
    write.setAccessibleHelp(
        "Tumours and organs that nobody rejected, as RT Structure Set and Segmentation, into a folder");
    write.setOnAction(
        e -> {
          DirectoryChooser chooser = new DirectoryChooser();
          chooser.setTitle("Folder for the outlines");
          File folder = chooser.showDialog(getScene().getWindow());
          if (folder != null) {
            model.export(folder.toPath());
          }
        });
    return write;
  }
}
