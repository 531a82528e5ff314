package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.radiomics.RadiomicsModel;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// Who gave the predictions that the fusion was fitted on: one line for each file of the members and of
/// the model that outlines for them, with its SHA-256, and for what else in a card moves an answer.
/// Stands beside the predictions, so that rules cannot outlive the models they were fitted to.
public final class AnsweredBy {
  /// Beside `out-of-fold.csv`.
  public static final String FILE = "out-of-fold.models";

  private AnsweredBy() {}

  /// @param members names of the members, in any order
  public static String lines(ModelCatalogue models, Collection<String> members)
      throws ImagingException, IOException {
    List<String> lines = new ArrayList<>();
    StoredModel outliner = models.segmenter();
    files(lines, outliner.card().name(), outliner.weights());
    ModelCard.Segment outline = (ModelCard.Segment) outliner.card().task();
    lines.add(outliner.card().name() + " threshold " + outline.threshold());
    lines.add(
        "%s cut %s to %s, must reach %s"
            .formatted(
                outliner.card().name(),
                outline.cut().lowest(),
                outline.cut().highest(),
                outline.cut().mustReach()));
    for (String name : members.stream().sorted().toList()) {
      if (name.equals(RadiomicsModel.NAME)) {
        lines.add(name + " " + name + ".json " + sha256(name + ".json"));
        files(lines, name, RadiomicsModel.bundled().weights());
        continue;
      }
      StoredModel member =
          models.models().stream()
              .filter(m -> m.card().name().equals(name))
              .findFirst()
              .orElseThrow(() -> new AssertionError("no model " + name + " is shipped"));
      files(lines, name, member.weights());
      ModelCard.Classify task = (ModelCard.Classify) member.card().task();
      lines.add(name + " temperature " + task.temperature());
    }
    return String.join("\n", lines) + "\n";
  }

  private static void files(List<String> lines, String model, List<Weights> files) {
    files.forEach(f -> lines.add(model + " " + f.graph().file() + " " + f.graph().sha256()));
  }

  private static String sha256(String card) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RadiomicsModel.class.getResourceAsStream(card), card)) {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
