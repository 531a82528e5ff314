package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.render.ValueRange;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.ui.fake.SyntheticHead;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetTest {
  private final ValueRange range =
      ValueRange.of(
          SyntheticHead.volume(SequenceRole.T1, SyntheticHead.axial(64, 3.6, 20, 6, 0, "1"), 1));

  @Test
  void of_beginsWithTheWindowTheFilesAskFor() {
    WindowLevel asked = new WindowLevel(range.span() * 0.7, range.quantile(0.5));
    assertEquals(asked, Preset.of(range, Optional.of(asked)).getFirst().look());
  }

  @ParameterizedTest
  @CsvSource({"0.001, 0.5", "40, 0.5", "0.1, 30", "0.1, -30"})
  void of_ignoresAWindowThatWouldShowNothing(double width, double level) {
    WindowLevel asked = new WindowLevel(range.span() * width, range.span() * level);
    WindowLevel first = Preset.of(range, Optional.of(asked)).getFirst().look();
    assertEquals(Preset.of(range, Optional.empty()).getFirst().look(), first);
  }

  @Test
  void of_hasOneForEachKey() {
    var presets = Preset.of(range, Optional.empty());
    assertEquals(9, presets.size());
    assertTrue(presets.getLast().look().inverted());
  }
}
