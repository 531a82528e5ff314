package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.RefusedModel;
import health.cairn.imaging.inference.StoredModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "model", description = "The models of the second reader.")
final class ModelCommand {
  private ModelCommand() {}

  static CommandLine line(CairnCommand root) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(new ListModels(root))
        .addSubcommand(new AddModel(root));
  }

  @Command(name = "list", description = "Models with hash, card and licence.")
  static final class ListModels implements Callable<Integer> {
    private final CairnCommand root;

    ListModels(CairnCommand root) {
      this.root = root;
    }

    @Override
    public Integer call() throws CairnException {
      try (SecondReader reader = new SecondReader(root.home())) {
        ModelCatalogue catalogue = reader.catalogue();
        List<StoredModel> models = catalogue.models();
        List<RefusedModel> refused = catalogue.refused();
        if (root.json()) {
          Map<String, Object> report = new LinkedHashMap<>();
          report.put("models", models.stream().map(ListModels::described).toList());
          report.put("refused", refused);
          root.console().printJson(report);
        } else {
          models.forEach(this::print);
        }
        root.console().refusedModels(refused);
        if (refused.stream().anyMatch(r -> r.kind() == ImagingException.Kind.INTEGRITY)) {
          return CairnException.Kind.INTEGRITY.exitCode();
        }
        return refused.isEmpty() ? 0 : HomeCommand.PARTLY_DONE;
      } catch (ImagingException e) {
        throw Failures.of(e);
      }
    }

    private void print(StoredModel model) {
      ModelCard card = model.card();
      Console console = root.console();
      console.print("%s %s (%s)".formatted(card.name(), card.version(), card.task().word()));
      console.print("  sha256   " + card.sha256());
      console.print(
          "  licence  "
              + card.licence()
              + (model.awaitsLicence() ? " (not accepted: this model does not run)" : ""));
      console.print("  from     " + model.origin());
      card.figures()
          .forEach(
              f ->
                  console.print(
                      "  %-18s %.4f%s"
                          .formatted(
                              f.name(),
                              f.value(),
                              f.ci95()
                                  .map(ci -> " (%.4f to %.4f)".formatted(ci.low(), ci.high()))
                                  .orElse(""))));
      console.print("  use      " + card.intendedUse());
      card.limits().forEach(limit -> console.print("  limit    " + limit));
    }

    private static Map<String, Object> described(StoredModel model) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("card", model.card());
      one.put("origin", model.origin());
      one.put("awaitsLicence", model.awaitsLicence());
      return one;
    }
  }
}
