package health.cairn.app.command;

import health.cairn.app.models.ServingDecision;

/// Says which model serves what.
final class ServingWords {
  private ServingWords() {}

  static void print(HomeCommand command, ServingDecision decision) {
    if (command.json()) {
      command.console().printJson(decision);
      return;
    }
    ServingDecision.Chosen model = decision.model();
    command
        .console()
        .print(
            "%s is served by %s from now on (%s, signed and in the journal)."
                .formatted(
                    decision.task(),
                    model == null ? "what is shipped" : model.title(),
                    decision.id()));
  }

  /// "since 2026-11-22 by radiologist (ModelDecision/3)"
  static String since(ServingDecision decision) {
    return "since %s by %s (%s%s)"
        .formatted(
            decision.at().substring(0, 10),
            decision.by(),
            decision.id(),
            decision.withoutAcceptance() == null
                ? ""
                : "; without acceptance: " + decision.withoutAcceptance());
  }
}
