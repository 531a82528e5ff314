package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.SharedData;
import health.cairn.imaging.evaluate.leak.ListedSlice;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writes the table that `training/train_radiomics.py` learns from: for every Cheng slice the features of
/// the true outline, of two perturbed ones and of healthy tissue; and those of what the shipped segmenter
/// outlines, also on slices without tumour, by those of its files that never saw the slice's fold. No
/// test (its name keeps it out of the build); runs for some minutes:
///
///     mvn -pl imaging-ai test -Dtest=FeatureTable -Dcairn.radiomics.table=OUT.csv
///
/// Folds are those of the list of training slices, which keeps persons and look-alikes together.
@Tag("realdata")
class FeatureTable {
  private static final int SEED = 20261122;
  private static final int CHUNK = 16;
  private static final String TUMOURS = "cheng_t1ce";
  private static final String NO_TUMOURS = "notumor";

  private record Picture(String id, String patient, String label, int fold, Path image) {
    Path mask() {
      return image.resolveSibling("../masks/" + id + ".png");
    }
  }

  @Test
  void table_isWrittenWhenAskedFor() throws Exception {
    String target = System.getProperty("cairn.radiomics.table", "");
    assertFalse(target.isEmpty(), "no -Dcairn.radiomics.table=FILE given");
    Path out = Path.of(target);
    try (InferenceEngine engine = InferenceEngine.start();
        PrintWriter csv = new PrintWriter(Files.newBufferedWriter(out))) {
      Table table = new Table(csv);
      Outliner outliner = new Outliner(engine, ModelCatalogue.open(List.of()).segmenter());
      Map<Integer, List<Picture>> byFold =
          pictures().stream()
              .collect(
                  Collectors.groupingBy(Picture::fold, LinkedHashMap::new, Collectors.toList()));
      for (var fold : byFold.entrySet()) {
        Outliner unseen = outliner.neverSaw(TUMOURS, fold.getKey()).orElseThrow();
        List<Picture> pictures = fold.getValue();
        for (int first = 0; first < pictures.size(); first += CHUNK) {
          chunk(table, unseen, pictures.subList(first, Math.min(first + CHUNK, pictures.size())));
        }
      }
      assertTrue(table.rows > 0);
    }
  }

  private static List<Picture> pictures() throws IOException {
    Path cheng = SharedData.require("train/" + TUMOURS);
    Path without = SharedData.require("train/" + NO_TUMOURS);
    Map<String, String> labels = new HashMap<>();
    for (String line : Files.readAllLines(cheng.resolve("index.csv")).stream().skip(1).toList()) {
      String[] cell = line.split(",");
      labels.put(cell[0], cell[2]);
    }
    Map<String, Path> free = new HashMap<>();
    try (Stream<Path> files = Files.walk(without)) {
      files.forEach(file -> free.put(String.valueOf(file.getFileName()), file));
    }
    List<Picture> pictures = new ArrayList<>();
    for (ListedSlice slice : SliceList.ofTraining().slices()) {
      if (slice.set().equals(TUMOURS)) {
        Path image = cheng.resolve("images/" + slice.id() + ".webp");
        String label = Objects.requireNonNull(labels.get(slice.id()), slice.id());
        pictures.add(new Picture(slice.id(), slice.patient(), label, slice.fold(), image));
      } else if (slice.set().equals(NO_TUMOURS)) {
        Path image = Objects.requireNonNull(free.get(slice.id()), slice.id());
        pictures.add(new Picture(slice.id(), slice.patient(), "none", slice.fold(), image));
      }
    }
    return pictures;
  }

  private static void chunk(Table table, Outliner outliner, List<Picture> pictures)
      throws Exception {
    List<GreyFile> images = new ArrayList<>();
    List<SliceSample> plain = new ArrayList<>();
    for (Picture picture : pictures) {
      images.add(GreyFile.read(picture.image()));
      plain.add(sample(images.getLast(), new BitSet()));
    }
    List<SliceSample> outlined = outliner.outline(plain, Progress.NONE);
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      GreyFile image = images.get(i);
      if (picture.label().equals("none")) {
        table.write(picture, "predicted", Double.NaN, outlined.get(i));
        continue;
      }
      BitSet truth = onto(GreyFile.read(picture.mask()), image);
      table.write(picture, "truth", 1, sample(image, truth));
      table.write(picture, "predicted", dice(truth, outlined.get(i).region()), outlined.get(i));
      BitSet canonical = CanonicalSlice.of(sample(image, truth)).region();
      if (image.rows() != CanonicalSlice.SIZE || image.columns() != CanonicalSlice.SIZE) {
        continue;
      }
      for (int variant = 1; variant <= 2; variant++) {
        BitSet near = new MaskVariants(canonical, seed(picture, variant)).near();
        table.write(picture, "near" + variant, dice(canonical, near), sample(image, near));
      }
      Optional<BitSet> healthy =
          new MaskVariants(canonical, seed(picture, 3)).elsewhere(plain.get(i));
      if (healthy.isPresent()) {
        table.write(picture, "healthy", 0, sample(image, healthy.get()));
      }
    }
  }

  private static long seed(Picture picture, int variant) {
    return SEED * 31L + picture.id().hashCode() * 7L + variant;
  }

  private static SliceSample sample(GreyFile image, BitSet region) {
    return new SliceSample(image.rows(), image.columns(), image.wide(), Optional.empty(), region);
  }

  /// A mask on the pixels of its image: those of which at least half is tumour.
  static BitSet onto(GreyFile mask, GreyFile image) {
    BitSet bits = new BitSet();
    int f = Math.max(1, mask.rows() / image.rows());
    for (int row = 0; row < image.rows(); row++) {
      for (int column = 0; column < image.columns(); column++) {
        int count = 0;
        for (int k = 0; k < f * f; k++) {
          int at = (row * f + k / f) * mask.columns() + column * f + k % f;
          count += mask.values()[at] > 127 ? 1 : 0;
        }
        bits.set(row * image.columns() + column, 2 * count >= f * f);
      }
    }
    return bits;
  }

  private static double dice(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return 2.0 * both.cardinality() / Math.max(1, a.cardinality() + b.cardinality());
  }

  private static final class Table {
    private final PrintWriter csv;
    private int columns;
    private int rows;

    Table(PrintWriter csv) {
      this.csv = csv;
    }

    /// A row without features says that nothing was outlined.
    void write(Picture picture, String kind, double dice, SliceSample sample) {
      Optional<Map<String, Double>> features = TumourFeatures.of(sample);
      if (columns == 0 && features.isPresent()) {
        columns = features.get().size();
        csv.println("id,patient,fold,label,kind,dice," + String.join(",", features.get().keySet()));
      }
      String label = kind.equals("healthy") ? "none" : picture.label();
      String values =
          features
              .map(
                  f ->
                      f.values().stream()
                          .map(v -> Float.toString(v.floatValue()))
                          .collect(Collectors.joining(",")))
              .orElse(",".repeat(Math.max(0, columns - 1)));
      csv.println(
          String.join(
              ",",
              picture.id(),
              picture.patient(),
              Integer.toString(picture.fold()),
              label,
              kind,
              Float.toString((float) dice),
              values));
      rows++;
    }
  }
}
