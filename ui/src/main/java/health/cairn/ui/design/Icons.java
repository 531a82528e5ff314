package health.cairn.ui.design;

import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Line icons, sized on the grid.
public final class Icons {
  private Icons() {}

  /// @param sizePx 12, 14, 16, 20 or 32: the sizes the stylesheet knows
  public static FontIcon of(Feather feather, int sizePx) {
    FontIcon icon = new FontIcon(feather);
    // As a class: the theme's sheet has a size for every icon, which wins over the property.
    icon.getStyleClass().addAll("icon", "icon-" + sizePx);
    return icon;
  }
}
