package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rollback",
    description = "Go back to the model that served a task before, or to what is shipped.")
final class RollbackModel extends HomeCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "TASK",
      description = "The task, as `cairn model list` names it; else the one decided on last.")
  @Nullable String task;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  String reason = "";

  private static boolean shipped(Desk desk, ServingDecision.Chosen chosen) throws CairnException {
    try {
      return desk.secondReader().shippedClassifiers().stream()
          .anyMatch(m -> ServingDecision.Chosen.of(m.ref()).equals(chosen));
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  RollbackModel(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    try {
      List<StoredModel> installed = desk.secondReader().catalogue().models();
      ServingDecision decision =
          desk.models()
              .rollback(
                  Optional.ofNullable(task).map(ModelTask::new),
                  reason,
                  chosen ->
                      installed.stream().anyMatch(m -> ServingDecision.Chosen.of(m).equals(chosen))
                          || desk.learning().restore(chosen)
                          || shipped(desk, chosen));
      ServingWords.print(this, decision);
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }
}
