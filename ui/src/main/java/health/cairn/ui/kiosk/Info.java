package health.cairn.ui.kiosk;

import java.util.Locale;

/// What every patient is told before they decide.
public enum Info {
  SHARING,
  RISK,
  RIGHT;

  /// @param part "title", "text1", "text2"
  public String text(String part) {
    return "info." + name().toLowerCase(Locale.ROOT) + "." + part;
  }
}
