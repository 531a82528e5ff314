package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.Evaluation;
import health.cairn.imaging.evaluate.EvaluationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", description = "Measure the models on a labelled data set.")
final class EvaluateCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Parameters(
      paramLabel = "DATASET",
      description = "A folder with index.csv, images/ and masks/, laid out as train/cheng_t1ce.")
  Path dataset = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for metrics.json and predictions.csv; made if it is not there.")
  Path out = Path.of("");

  @Option(names = "--fold", paramLabel = "N", description = "Only this fold of index.csv.")
  @Nullable Integer fold;

  EvaluateCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    try (OutFolder results = OutFolder.open(out);
        SecondReader reader = new SecondReader(root.home())) {
      EvaluationResult result =
          Evaluation.run(
              reader.engine(),
              reader.catalogue().segmenter(),
              reader.catalogue().classifier(),
              dataset,
              fold == null ? OptionalInt.empty() : OptionalInt.of(fold),
              results.staging(),
              root.console().progress());
      results.commit(List.of());
      if (root.json()) {
        root.console().out().println(result.json());
      } else {
        root.console()
            .print(
                "%d images of %d patients: mean Dice %.4f, accuracy %.4f"
                    .formatted(
                        result.images(), result.patients(), result.diceMean(), result.accuracy()));
        root.console().print("Wrote metrics.json and predictions.csv in " + results.target() + ".");
      }
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The results cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    }
  }
}
