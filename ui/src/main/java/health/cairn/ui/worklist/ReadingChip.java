package health.cairn.ui.worklist;

import health.cairn.app.desk.WorklistRow.ReadingState;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Meaning;
import org.kordamp.ikonli.feather.Feather;

/// How far the reading of a study is, as colour, icon and word.
final class ReadingChip {
  private ReadingChip() {}

  static Chip of(ReadingState state) {
    return switch (state) {
      case NEW -> Chip.state(Meaning.INFORMATIVE, Feather.CIRCLE, word(state));
      case PROPOSED -> Chip.state(Meaning.PROPOSED, Feather.HELP_CIRCLE, word(state));
      case REVIEWED -> Chip.state(Meaning.ACCEPTED, Feather.CHECK_CIRCLE, word(state));
      case CLOSED -> Chip.state(Meaning.INFORMATIVE, Feather.LOCK, word(state));
    };
  }

  static String word(ReadingState state) {
    return switch (state) {
      case NEW -> "New";
      case PROPOSED -> "To decide";
      case REVIEWED -> "Reviewed";
      case CLOSED -> "Closed";
    };
  }
}
