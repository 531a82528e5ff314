package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.Acceptance;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.Trials;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "acceptance",
    description =
        "Try a model on 20 or more patients of your own and keep the verdict. Exit 3 when it fails.")
final class AcceptModel extends HomeCommand {
  @Parameters(
      index = "0",
      paramLabel = "NAME[@VERSION]",
      description = "The model to try, or site-fusion for the rules that were promoted here.")
  String named = "";

  @Parameters(
      index = "1",
      paramLabel = "DATASET",
      description =
          "A folder in one of the layouts that `cairn evaluate` reads, or of studies (DICOM): with"
              + " outlines that a person drew (DICOM Segmentation) for a model that outlines slices, with"
              + " kinds.csv (columns patient and kind) for one that names kinds. Models of volumes and"
              + " several sequences are tried on a raw data set of nnU-Net.")
  Path dataset = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for acceptance.json, its signature, metrics.json and predictions.csv.")
  Path out = Path.of("");

  @Option(
      names = "--criteria",
      paramLabel = "FILE",
      description = "Criteria of your own (JSON) in place of the shipped ones.")
  @Nullable Path criteria;

  AcceptModel(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    List<Refusal> leftOut = new ArrayList<>();
    try (OutFolder results = OutFolder.open(out)) {
      Acceptance verdict =
          desk.acceptance()
              .run(
                  desk.secondReader().engine(),
                  Trials.tried(desk.secondReader(), named),
                  dataset,
                  Optional.ofNullable(criteria),
                  results.staging(),
                  leftOut::add,
                  console().progress());
      results.commit(List.of());
      print(verdict, results.target());
      return exit(verdict, leftOut);
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The results cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    } finally {
      console().refusals(leftOut);
    }
  }

  private static int exit(Acceptance verdict, List<Refusal> leftOut) {
    if (!verdict.passed()) {
      return CairnException.Kind.REFUSED.exitCode();
    }
    return leftOut.isEmpty() ? 0 : PARTLY_DONE;
  }

  private void print(Acceptance verdict, Path target) {
    verdict.warnings().forEach(warning -> console().note("Warning: " + warning));
    if (json()) {
      console().printJson(verdict);
      return;
    }
    verdict
        .figures()
        .forEach(f -> console().print((f.holds() ? "  holds  " : "  FAILS  ") + f.words()));
    printGroups(verdict.groups());
    console()
        .print(
            "%s %s on %d cases of %d patients (%s, signed and in the journal)."
                .formatted(
                    verdict.model().title(),
                    verdict.passed() ? "passed" : "did not pass",
                    verdict.cases().cases(),
                    verdict.cases().patients(),
                    verdict.id()));
    console().print("Wrote acceptance.json and metrics.json in " + target + ".");
    if (verdict.passed() && !named.equals(SiteFusion.NAME)) {
      console().print("`cairn model activate " + named + "` switches it on.");
    }
  }

  private void printGroups(Acceptance.@Nullable Groups groups) {
    if (groups == null) {
      return;
    }
    groups.known().forEach(group -> console().print("  " + group.words()));
    if (!groups.notRecorded().isEmpty()) {
      console()
          .print(
              "  Not recorded, so not looked at apart: %s. Columns of index.csv can say it: sex, age, vendor, field_strength, plane; of DICOM the headers do."
                  .formatted(String.join(", ", groups.notRecorded())));
    }
  }
}
