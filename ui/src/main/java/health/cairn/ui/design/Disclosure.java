package health.cairn.ui.design;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Something that is there when it is asked for.
public final class Disclosure extends VBox {
  private final Hyperlink ask;
  private final Node content;

  public Disclosure(String title, Node content) {
    super(8);
    this.ask = new Hyperlink(title);
    this.content = content;
    ask.setOnAction(
        e -> {
          show(!content.isVisible());
          ask.setVisited(false);
        });
    getChildren().addAll(ask, content);
    show(false);
  }

  private void show(boolean open) {
    content.setVisible(open);
    content.setManaged(open);
    ask.setGraphic(Icons.of(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT, 12));
  }
}
