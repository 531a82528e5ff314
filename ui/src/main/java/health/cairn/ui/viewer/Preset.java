package health.cairn.ui.viewer;

import health.cairn.imaging.render.ValueRange;
import health.cairn.imaging.render.WindowLevel;
import java.util.List;
import java.util.Optional;

/// A window that can be chosen with one key.
///
/// @param key "1" to "9"
/// @param name what it is good for
public record Preset(String key, String name, WindowLevel look) {

  /// The presets for a series: what its files ask for, else by how its values are spread.
  public static List<Preset> of(ValueRange range, Optional<WindowLevel> asked) {
    double black = Math.min(0, range.quantile(0));
    WindowLevel standard =
        asked
            .filter(look -> shows(look, range))
            .orElseGet(() -> WindowLevel.between(black, range.quantile(0.995)));
    return List.of(
        new Preset("1", "Standard", standard),
        new Preset("2", "More contrast", between(range, 0.05, 0.97)),
        new Preset("3", "Grey and white matter", between(range, 0.25, 0.9)),
        new Preset("4", "Enhancement", between(range, 0.5, 1)),
        new Preset("5", "Fluid, oedema", between(range, 0.6, 0.999)),
        new Preset("6", "Dark tissue", between(range, 0, 0.5)),
        new Preset("7", "Soft", WindowLevel.between(black, range.quantile(1) * 1.15)),
        new Preset("8", "Full range", WindowLevel.between(black, range.quantile(1))),
        new Preset("9", "Inverted", standard.invert()));
  }

  /// Whether a window shows more than a grey or black square: some files carry nonsense.
  private static boolean shows(WindowLevel look, ValueRange range) {
    double black = look.level() - look.window() / 2;
    double white = look.level() + look.window() / 2;
    return black < range.quantile(0.9)
        && white > range.quantile(0.1)
        && look.window() > range.span() / 50
        && look.window() < range.span() * 5;
  }

  private static WindowLevel between(ValueRange range, double black, double white) {
    return WindowLevel.between(range.quantile(black), range.quantile(white));
  }
}
