package health.cairn.app.models;

import health.cairn.app.CairnException;
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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Brings models into a home's folder. One whose licence asks for it comes in for nobody but who names that licence.
public final class ModelIntake {
  private final Path models;
  private final Clock clock;
  private final String user;

  /// @param models the home's folder of models; need not exist
  /// @param user who accepts licences
  public ModelIntake(Path models, Clock clock, String user) {
    this.models = models;
    this.clock = clock;
    this.user = user;
  }

  /// A model that lies somewhere else, its files checked.
  ///
  /// @param file its card
  public record Offered(Path file, StoredModel model) {}

  /// @param given a card, or a folder that holds one
  /// @throws CairnException REFUSED where no model lies there that can be used
  /// @throws ImagingException as [ModelFolder#add]
  public static Offered at(Path given) throws CairnException, ImagingException {
    Path card = cardFile(given);
    Path folder = card.toAbsolutePath().getParent();
    if (folder == null) {
      throw refused(given, "has no folder");
    }
    ModelCatalogue there = ModelCatalogue.ofFolders(List.of(folder));
    for (var one : there.refused()) {
      if (Path.of(one.path()).getFileName().equals(card.getFileName())) {
        throw new ImagingException(one.kind(), one.reason());
      }
    }
    String wanted = ModelFolder.nameOf(card);
    StoredModel model =
        there.models().stream()
            .filter(m -> m.card().name().equals(wanted))
            .findFirst()
            .orElseThrow(() -> refused(given, "holds no model that can be used"));
    return new Offered(card, model);
  }

  /// Copies it into the home. It serves nothing by that.
  ///
  /// @param licence that was read and accepted, by the name its card gives it; empty for none
  /// @throws CairnException REFUSED where the licence asks for it and another was accepted
  public void add(Offered offered, String licence) throws CairnException, ImagingException {
    ModelCard card = offered.model().card();
    requireAccepted(card, licence);
    ModelFolder.add(offered.file(), models);
    accept(card);
  }

  /// Accepts the licence of a model that is here already.
  ///
  /// @param licence as in [#add]
  public void accept(StoredModel here, String licence) throws CairnException, ImagingException {
    requireAccepted(here.card(), licence);
    accept(here.card());
  }

  private void accept(ModelCard card) throws ImagingException {
    if (card.optIn()) {
      LicenceBook.in(models)
          .accept(
              card.name() + " " + card.version(),
              card.sha256(),
              card.licence(),
              user,
              clock.instant());
    }
  }

  private static void requireAccepted(ModelCard card, String licence) throws CairnException {
    if (card.optIn() && !licence.equals(card.licence())) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing was added: the licence of %s is %s, not what was accepted."
              .formatted(card.name(), card.licence()));
    }
  }

  private static Path cardFile(Path given) throws CairnException {
    if (Files.isRegularFile(given)) {
      return given;
    }
    if (!Files.isDirectory(given)) {
      throw refused(given, "is not there; name a model card (JSON) or the folder that holds it");
    }
    List<Path> cards = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(given, "*.json")) {
      found.forEach(cards::add);
    } catch (IOException e) {
      throw refused(given, "cannot be listed");
    }
    if (cards.size() != 1) {
      throw refused(given, "holds " + cards.size() + " cards; name the one to add");
    }
    return cards.getFirst();
  }

  private static CairnException refused(Path given, String why) {
    return new CairnException(CairnException.Kind.REFUSED, "The model " + given + " " + why + ".");
  }
}
