package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.Desk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "activate",
    description =
        "Let a model serve its task from now on. One that is not shipped must have passed `cairn model"
            + " acceptance` here.")
final class ActivateModel extends HomeCommand {
  @Parameters(
      paramLabel = "NAME[@VERSION]",
      description = "The model, as `cairn model list` names it.")
  String named = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  String reason = "";

  @Option(
      names = "--without-acceptance",
      paramLabel = "REASON",
      description =
          "Why it may serve without having passed an acceptance test here; goes on record.")
  String withoutAcceptance = "";

  ActivateModel(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    ServingWords.print(this, desk.activate(named, reason, withoutAcceptance));
    return 0;
  }
}
