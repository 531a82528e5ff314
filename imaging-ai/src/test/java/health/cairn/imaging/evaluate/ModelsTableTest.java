package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Trained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Figures of models that are no longer shipped must not stand for those that are.
class ModelsTableTest {
  private static final Path TABLE = Path.of("MODELS.md");
  private static final Path PACKS = Path.of("packs");

  @Test
  void table_namesEveryShippedModelWithItsHash() throws Exception {
    String table = Files.readString(TABLE);
    ModelCatalogue bundled = ModelCatalogue.open(List.of());
    ModelCatalogue packs = ModelCatalogue.ofFolders(packs());
    assertTrue(!packs.models().isEmpty(), "no model in " + PACKS);
    List<String> missing;
    try (InferenceEngine engine = InferenceEngine.start()) {
      missing =
          Stream.of(
                  bundled.models().stream().map(StoredModel::ref),
                  packs.models().stream().map(StoredModel::ref),
                  // Among them those without a card of a network: joined opinions, measured
                  // features.
                  Classifiers.of(engine, bundled).stream().map(Trained::ref))
              .flatMap(refs -> refs)
              .distinct()
              .filter(ref -> !names(table, ref))
              .map(ref -> ref.name() + " " + ref.version() + " " + ref.sha256())
              .toList();
    }
    assertEquals(
        List.of(), missing, "not in MODELS.md; `cairn evaluate DATA --table` writes it anew");
  }

  /// On one line, as a row of the table's list.
  private static boolean names(String table, ModelRef ref) {
    return table
        .lines()
        .anyMatch(line -> line.contains(ref.name() + " ") && line.contains(ref.sha256()));
  }

  private static List<Path> packs() throws IOException {
    try (Stream<Path> folders = Files.list(PACKS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }
}
