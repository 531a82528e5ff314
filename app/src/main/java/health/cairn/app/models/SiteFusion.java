package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Networks;
import health.cairn.app.store.Home;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.fuse.Fusion;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The rules that a site's own fit has found, beside its models, where a decision lets them serve. Their text
/// begins with the networks they were fitted on, and is checked by the decision's hash each time it is read.
public final class SiteFusion {
  /// The task they serve.
  public static final ModelTask TASK = new ModelTask("fuse-t1c");

  /// By which decisions name them; the version is the number of the challenger.
  public static final String NAME = "site-fusion";

  private static final int MAX_BYTES = 1 << 20;

  private final Path models;

  /// @param models the home's folder of models
  public SiteFusion(Path models) {
    this.models = models;
  }

  /// Rules with the name they were chosen by.
  ///
  /// @param sha256 of their text
  /// @param fittedOn the networks that they may join
  public record Serving(
      ServingDecision decision, String sha256, Networks fittedOn, Fusion fusion) {}

  /// The rules that somebody chose; empty where what is shipped serves.
  ///
  /// @throws ImagingException INTEGRITY when they are not those that were chosen
  public Optional<Serving> serving(ModelChoice choice) throws ImagingException {
    for (ServingDecision decision : choice.current()) {
      ServingDecision.Chosen chosen = decision.model();
      if (decision.task().equals(TASK.word()) && chosen != null) {
        String text = read(chosen.sha256());
        return Optional.of(new Serving(decision, chosen.sha256(), Networks.of(text), fusion(text)));
      }
    }
    return Optional.empty();
  }

  /// The rules in a text, below the networks that it begins with.
  public static Fusion fusion(String text) throws ImagingException {
    return Fusion.read(Networks.below(text));
  }

  private String read(String sha256) throws ImagingException {
    Path file = file(sha256);
    try {
      String text = Files.size(file) > MAX_BYTES ? "" : Files.readString(file);
      if (Hash.sha256(text).hex().equals(sha256)) {
        return text;
      }
    } catch (IOException e) {
      throw changed(e);
    }
    throw changed(null);
  }

  private static ImagingException changed(@org.jspecify.annotations.Nullable IOException e) {
    String message =
        "The fusion rules beside the models are not those that were promoted: go back with `cairn"
            + " model rollback "
            + TASK.word()
            + "`, or open the home once to bring them back.";
    return e == null
        ? new ImagingException(ImagingException.Kind.INTEGRITY, message)
        : new ImagingException(ImagingException.Kind.INTEGRITY, message, e);
  }

  /// The rules that are shipped.
  public static Fusion shipped() throws ImagingException {
    return Fusion.read(Classifiers.rules());
  }

  /// Puts rules beside the models, under their hash. They serve only once a decision says so.
  public void write(String rules) throws CairnException {
    Path file = file(Hash.sha256(rules).hex());
    try {
      Files.createDirectories(models);
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.writeString(part, rules);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The fusion rules cannot be written to " + file + ": " + Home.reason(e) + ".",
          e);
    }
  }

  private Path file(String sha256) {
    return models.resolve(NAME + "-" + sha256.substring(0, 16) + ".rules");
  }
}
