package health.cairn.ui.shell;

import javafx.scene.Node;

/// A screen that was made.
///
/// @param focus gives the keyboard to what the screen is for
record ScreenContent(Node node, Runnable focus) {}
