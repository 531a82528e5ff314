package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.models.ModelTask;
import health.cairn.app.wiring.Desk;
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

  RollbackModel(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    ServingWords.print(this, desk.rollback(Optional.ofNullable(task).map(ModelTask::new), reason));
    return 0;
  }
}
