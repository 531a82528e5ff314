package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Meaning;
import org.kordamp.ikonli.feather.Feather;

/// How findings are spoken of: a model proposes, a person decides.
final class FindingWords {
  private FindingWords() {}

  static Chip chip(FindingView.Status status) {
    return switch (status) {
      case PROPOSED -> Chip.state(Meaning.PROPOSED, Feather.HELP_CIRCLE, "Proposed");
      case ACCEPTED -> Chip.state(Meaning.ACCEPTED, Feather.CHECK_CIRCLE, "Accepted");
      case AMENDED -> Chip.state(Meaning.ACCEPTED, Feather.EDIT_2, "Amended");
      case REJECTED -> Chip.state(Meaning.REJECTED, Feather.X_CIRCLE, "Rejected");
    };
  }

  static String author(FindingView finding) {
    return finding.modelSha256().isPresent()
        ? "Proposed by the model " + finding.author()
        : "Stated by " + finding.author();
  }
}
