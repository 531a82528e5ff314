package health.cairn.ui.design;

import javafx.scene.layout.Region;

/// How much of a whole, as a bar; the number stands beside it.
public final class ShareBar extends Region {
  private static final double HEIGHT = 6;

  private final Region fill = new Region();
  private final double share;

  /// @param share 0..1
  public ShareBar(double share) {
    this.share = Math.clamp(share, 0, 1);
    getStyleClass().add("share-bar");
    fill.getStyleClass().add("share-fill");
    getChildren().add(fill);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  @Override
  protected void layoutChildren() {
    fill.resizeRelocate(0, 0, snapSizeX(share * getWidth()), getHeight());
  }
}
