package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.NamedModel;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.inference.ModelCatalogue;
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
    try {
      ServingWords.print(this, decided(desk));
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private ServingDecision decided(Desk desk) throws CairnException, ImagingException {
    ModelCatalogue catalogue = desk.secondReader().catalogue();
    boolean network = catalogue.models().stream().anyMatch(m -> NamedModel.is(m, named));
    if (!network) {
      for (Member member : desk.secondReader().shippedClassifiers()) {
        if (named.equals(member.ref().name())) {
          return desk.models().activate(member.ref(), reason, desk.acceptance().all());
        }
      }
    }
    return desk.models()
        .activate(
            NamedModel.find(catalogue, named), reason, withoutAcceptance, desk.acceptance().all());
  }
}
