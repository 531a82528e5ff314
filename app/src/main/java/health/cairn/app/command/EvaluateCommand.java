package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.Evaluation;
import health.cairn.imaging.evaluate.EvaluationResult;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", description = "Measure the models on a labelled data set.")
final class EvaluateCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Parameters(paramLabel = "DATASET", description = "A folder laid out as train/cheng_t1ce.")
  Path dataset = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR")
  Path out = Path.of("");

  @Option(names = "--fold", paramLabel = "N", description = "Only this fold of index.csv.")
  @Nullable Integer fold;

  EvaluateCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    try (SecondReader reader = new SecondReader(root.home())) {
      EvaluationResult result =
          Evaluation.run(
              reader.engine(),
              reader.catalogue().segmenter(),
              reader.catalogue().classifier(),
              dataset,
              fold == null ? OptionalInt.empty() : OptionalInt.of(fold),
              out,
              root.console().progress());
      if (root.json()) {
        root.console().out().println(result.json());
      } else {
        root.console()
            .print(
                "%d images of %d patients: mean Dice %.4f, accuracy %.4f"
                    .formatted(
                        result.images(), result.patients(), result.diceMean(), result.accuracy()));
        root.console().print("Wrote " + result.metrics() + " and " + result.predictions() + ".");
      }
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }
}
