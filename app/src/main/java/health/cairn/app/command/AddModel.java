package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ModelIntake;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies a model into the home. One whose licence asks for it stays off until the licence was shown and
/// accepted by name.
@Command(name = "add", description = "Add a model: its card (JSON) with its files beside it.")
final class AddModel implements Callable<Integer> {
  private final CairnCommand root;

  @Parameters(paramLabel = "CARD", description = "The card, or a folder that holds one.")
  Path given = Path.of("");

  @Option(
      names = "--accept-licence",
      paramLabel = "NAME",
      description = "The licence you have read and accept, by the name its card gives it.")
  @Nullable String accepted;

  AddModel(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    try {
      ModelIntake.Offered offered = ModelIntake.at(given);
      StoredModel model = offered.model();
      ModelCard card = model.card();
      if (card.optIn()) {
        Console console = root.console();
        console.note(
            "%s %s is under the licence %s."
                .formatted(card.name(), card.version(), card.licence()));
        model.licenceText().ifPresent(text -> text.lines().forEach(console::note));
        if (accepted == null) {
          throw new CairnException(
              CairnException.Kind.REFUSED,
              "Nothing was added: read the licence above, and if you accept it add the model again with"
                  + " --accept-licence %s.".formatted(card.licence()));
        }
      }
      new ModelIntake(root.home().models(), Clock.systemUTC(), root.user())
          .add(offered, accepted == null ? "" : accepted);
      say(card);
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private void say(ModelCard card) {
    if (root.json()) {
      root.console()
          .printJson(
              Map.of(
                  "name", card.name(),
                  "version", card.version(),
                  "sha256", card.sha256(),
                  "licence", card.licence()));
    } else {
      root.console().print("Added %s %s.".formatted(card.name(), card.version()));
      root.console()
          .print(
              "It serves nothing yet: `cairn model acceptance %s DATASET --out DIR` tries it on your own cases, `cairn model activate %s` switches it on."
                  .formatted(card.name(), card.name()));
    }
  }
}
