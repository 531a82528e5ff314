package health.cairn.ui.shell;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Theme;
import health.cairn.ui.findings.FindingsPanel;
import health.cairn.ui.models.ModelsScreen;
import health.cairn.ui.organs.OrgansPanel;
import health.cairn.ui.timeline.TimelineView;
import health.cairn.ui.trust.ProofPanel;
import health.cairn.ui.trust.ProofScreen;
import health.cairn.ui.trust.TrustScreen;
import health.cairn.ui.viewer.ViewerView;
import health.cairn.ui.worklist.WorklistView;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Makes the screens, each when it is first wanted: a window that shows one screen need not wait for
/// four.
final class ScreenFactory {
  private final ShellViewModel shell;
  private final ObservableValue<Theme> theme;

  ScreenFactory(ShellViewModel shell, ObservableValue<Theme> theme) {
    this.shell = shell;
    this.theme = theme;
  }

  ScreenContent make(Screen screen) {
    return switch (screen) {
      case WORKLIST -> {
        WorklistView list = new WorklistView(shell.worklist(), shell::open, shell::refreshStatus);
        yield new ScreenContent(list, list::focusList);
      }
      case VIEWER -> {
        ViewerView viewer =
            new ViewerView(
                shell.viewer(), shell.outline(), () -> shell.screenProperty().set(Screen.WORKLIST));
        yield new ScreenContent(besidePanels(viewer), viewer::focusPicture);
      }
      case TIMELINE -> {
        TimelineView timeline = new TimelineView(shell.timeline(), theme, shell::prove);
        yield new ScreenContent(needsPatient(screen, timeline), timeline::focusContent);
      }
      case PROOF -> {
        ProofScreen proof = new ProofScreen(shell.proof());
        TrustScreen trust =
            new TrustScreen(shell.monitor(), needsPatient(screen, proof), proof::focusList);
        yield new ScreenContent(trust, trust::focusContent);
      }
      case MODELS -> {
        ModelsScreen models = new ModelsScreen(shell.care(), shell.shelf());
        yield new ScreenContent(models, models::focusContent);
      }
    };
  }

  private Node besidePanels(ViewerView viewer) {
    BorderPane pane = new BorderPane(viewer);
    VBox panels =
        new VBox(
            24,
            new FindingsPanel(
                shell.findings(),
                shell::jumpTo,
                shell::prove,
                shell::correctOutline,
                Bindings.createBooleanBinding(
                    () -> shell.viewer().lacks(SequenceRole.T1C), shell.viewer().series()),
                () -> shell.viewer().studyProperty().get()),
            new OrgansPanel(shell.organs(), () -> shell.viewer().studyProperty().get()),
            new ProofPanel(shell.proof(), () -> shell.screenProperty().set(Screen.PROOF)));
    ScrollPane scroll = new ScrollPane(panels);
    panels.getStyleClass().add("panels");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "right-panel");
    scroll
        .visibleProperty()
        .bind(
            shell
                .rightPanelProperty()
                .and(shell.imagesOnlyProperty().not())
                .and(shell.viewer().shownProperty().greaterThan(0)));
    scroll.managedProperty().bind(scroll.visibleProperty());
    pane.setRight(scroll);
    return pane;
  }

  private Node needsPatient(Screen screen, Node content) {
    Button open = new Button("Open the work list");
    open.getStyleClass().add("accent");
    open.setOnAction(e -> shell.screenProperty().set(Screen.WORKLIST));
    Node empty =
        Notice.empty(
            screen == Screen.PROOF ? Feather.SHIELD : Feather.ACTIVITY,
            "No patient is chosen",
            "Choose one in the work list and press Enter, or press Ctrl K and type a name.",
            open);
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> shell.patientProperty().get().isEmpty(), shell.patientProperty()));
    content.visibleProperty().bind(empty.visibleProperty().not());
    return new StackPane(content, empty);
  }
}
