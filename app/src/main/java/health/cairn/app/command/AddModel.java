package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.LicenceBook;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelFolder;
import health.cairn.imaging.inference.StoredModel;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
      Path models = root.home().models();
      StoredModel model = offered();
      ModelCard card = model.card();
      if (card.optIn()) {
        Console console = root.console();
        console.note(
            "%s %s is under the licence %s."
                .formatted(card.name(), card.version(), card.licence()));
        model.licenceText().ifPresent(text -> text.lines().forEach(console::note));
        requireAccepted(card);
        ModelFolder.add(cardFile(), models);
        LicenceBook.in(models)
            .accept(
                card.name() + " " + card.version(),
                card.sha256(),
                card.licence(),
                root.user(),
                Instant.now());
      } else {
        ModelFolder.add(cardFile(), models);
      }
      say(card);
      return 0;
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private void requireAccepted(ModelCard card) throws CairnException {
    if (accepted == null) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing was added: read the licence above, and if you accept it add the model again with"
              + " --accept-licence %s.".formatted(card.licence()));
    }
    if (!accepted.equals(card.licence())) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing was added: the licence of %s is %s, not what was accepted."
              .formatted(card.name(), card.licence()));
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

  /// The one model there, with its files checked.
  private StoredModel offered() throws CairnException, ImagingException {
    Path card = cardFile();
    Path folder = card.toAbsolutePath().getParent();
    if (folder == null) {
      throw refused("has no folder");
    }
    ModelCatalogue there = ModelCatalogue.ofFolders(List.of(folder));
    for (var one : there.refused()) {
      if (Path.of(one.path()).getFileName().equals(card.getFileName())) {
        throw new ImagingException(one.kind(), one.reason());
      }
    }
    String wanted = ModelFolder.nameOf(card);
    return there.models().stream()
        .filter(m -> m.card().name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> refused("holds no model that can be used"));
  }

  private Path cardFile() throws CairnException {
    if (Files.isRegularFile(given)) {
      return given;
    }
    if (!Files.isDirectory(given)) {
      throw refused("is not there; name a model card (JSON) or the folder that holds it");
    }
    List<Path> cards = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(given, "*.json")) {
      found.forEach(cards::add);
    } catch (IOException e) {
      throw refused("cannot be listed");
    }
    if (cards.size() != 1) {
      throw refused("holds " + cards.size() + " cards; name the one to add");
    }
    return cards.getFirst();
  }

  private CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, "The model " + given + " " + why + ".");
  }
}
