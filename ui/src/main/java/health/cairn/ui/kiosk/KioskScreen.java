package health.cairn.ui.kiosk;

import java.util.List;
import javafx.scene.Node;

/// What one screen has of its own; the frame around it is the same for all.
///
/// @param content from top to bottom
/// @param actions buttons below, in the order they are read
/// @param spoken what the voice reads
record KioskScreen(List<Node> content, List<Node> actions, String spoken) {
  KioskScreen {
    content = List.copyOf(content);
    actions = List.copyOf(actions);
  }
}
