package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.models.ModelTask;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.RefusedModel;
import health.cairn.imaging.inference.StoredModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "model", description = "The models of the second reader.")
final class ModelCommand {
  private ModelCommand() {}

  private static final int WIDEST_OPTION = 28; // --without-acceptance=REASON

  static CommandLine line(CairnCommand root) {
    return new CommandLine(new ModelCommand())
        .addSubcommand(new ListModels(root))
        .addSubcommand(new AddModel(root))
        .addSubcommand(new AcceptModel(root))
        .addSubcommand(new ActivateModel(root))
        .addSubcommand(new RollbackModel(root))
        .addSubcommand(new DriftCommand(root))
        .addSubcommand(LearnCommand.line(root))
        .setUsageHelpLongOptionsMaxWidth(WIDEST_OPTION);
  }

  /// Whether a model serves its task.
  ///
  /// @param now whether it does
  private record Serving(ModelTask task, boolean now, String words) {
    static Serving of(StoredModel model, List<ServingDecision> decisions, List<ModelOffer> offers) {
      ModelTask task = ModelTask.of(model);
      String name = model.card().name();
      for (ServingDecision decision : decisions) {
        ServingDecision.Chosen chosen = decision.model();
        if (decision.task().equals(task.word()) && chosen != null) {
          return chosen.equals(ServingDecision.Chosen.of(model))
              ? new Serving(task, true, task.word() + " " + ServingWords.since(decision))
              : new Serving(task, false, "nothing: " + chosen.title() + " serves " + task.word());
        }
      }
      Optional<ModelOffer> instead = insteadOf(model, offers);
      if (model.bundled() && instead.isPresent()) {
        String who = instead.get().name() + " " + instead.get().version();
        return new Serving(
            task, false, "nothing by itself: " + who + " serves " + task.word() + " as shipped");
      }
      return model.bundled()
          ? new Serving(task, true, task.word() + " as shipped, nobody decided otherwise")
          : new Serving(
              task,
              false,
              "nothing: `cairn model activate %s` lets it serve %s".formatted(name, task.word()));
    }
  }

  /// Who answers where this model could.
  private static Optional<ModelOffer> insteadOf(StoredModel model, List<ModelOffer> offers) {
    return offers.stream()
        .filter(o -> isOf(o, model) && !o.serves())
        .flatMap(
            o -> offers.stream().filter(other -> other.serves() && other.job().equals(o.job())))
        .findFirst();
  }

  private static boolean isOf(ModelOffer offer, StoredModel model) {
    return offer.name().equals(model.card().name())
        && offer.version().equals(model.card().version());
  }

  @Command(name = "list", description = "Models with hash, card, licence, and what they serve.")
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
        List<ServingDecision> decisions = reader.choice().current();
        List<ModelOffer> offers = reader.offers();
        List<ModelOffer> cardless =
            offers.stream().filter(o -> models.stream().noneMatch(m -> isOf(o, m))).toList();
        if (root.json()) {
          Map<String, Object> report = new LinkedHashMap<>();
          report.put("models", models.stream().map(m -> described(m, decisions, offers)).toList());
          report.put("cardless", cardless);
          report.put("refused", refused);
          report.put("decisions", decisions);
          root.console().printJson(report);
        } else {
          cardless.forEach(this::print);
          models.forEach(m -> print(m, Serving.of(m, decisions, offers)));
        }
        root.console().refusedModels(refused);
        reader.requireDecided(catalogue);
        if (refused.stream().anyMatch(r -> r.kind() == ImagingException.Kind.INTEGRITY)) {
          return CairnException.Kind.INTEGRITY.exitCode();
        }
        return refused.isEmpty() ? 0 : HomeCommand.PARTLY_DONE;
      } catch (ImagingException e) {
        throw Failures.of(e);
      }
    }

    private void print(ModelOffer offer) {
      Console console = root.console();
      console.print(
          "%s %s (%s)"
              .formatted(
                  offer.name(),
                  offer.version(),
                  offer.job().substring(0, 1).toLowerCase(Locale.ROOT) + offer.job().substring(1)));
      console.print("  stands   " + offer.standing());
      console.print("  sha256   " + offer.sha256());
      console.print("  licence  " + offer.licence());
      offer.barred().ifPresent(why -> console.print("  barred   " + why));
      offer
          .reached()
          .forEach(
              r ->
                  console.print(
                      "  %s %s%s"
                          .formatted(
                              r.label(),
                              r.value(),
                              r.interval().isEmpty() ? "" : " (" + r.interval() + ")")));
      if (!offer.measuredOn().isEmpty()) {
        console.print("  measured " + offer.measuredOn());
      }
    }

    private void print(StoredModel model, Serving serving) {
      ModelCard card = model.card();
      Console console = root.console();
      console.print("%s %s (%s)".formatted(card.name(), card.version(), card.task().word()));
      console.print("  serves   " + serving.words());
      console.print("  sha256   " + card.sha256());
      console.print("  card     sha256 " + model.cardSha256());
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

    private static Map<String, Object> described(
        StoredModel model, List<ServingDecision> decisions, List<ModelOffer> offers) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("card", model.card());
      one.put("origin", model.origin());
      one.put("awaitsLicence", model.awaitsLicence());
      one.put("cardSha256", model.cardSha256());
      Serving serving = Serving.of(model, decisions, offers);
      one.put("task", serving.task().word());
      one.put("serves", serving.now());
      return one;
    }
  }
}
