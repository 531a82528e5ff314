package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.SharedData;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Writes the table that `training/radiomics.py` learns from: for every Cheng slice the features of the
/// true outline, of two perturbed ones and of healthy tissue; and those of what the segmenter outlines,
/// also on slices without tumour. No test (its name keeps it out of the build); runs for some minutes:
///
///     mvn -pl imaging-ai test -Dtest=FeatureTable -Dcairn.radiomics.table=OUT.csv
///         [-Dcairn.radiomics.segmenter=FOLDER -Dcairn.radiomics.folds=3]
///
/// Folds named are those whose slices the segmenter outlines: 4 and 0 (slices without tumour) unless
/// another segmenter is given.
@Tag("realdata")
class FeatureTable {
  private static final int SEED = 20261122;
  private static final int CHUNK = 16;
  private static final List<String> FOLDS =
      List.of(System.getProperty("cairn.radiomics.folds", "0,4").split(","));

  private record Picture(
      String id, String patient, String label, int fold, Path image, Path mask) {}

  @Test
  void table_isWrittenWhenAskedFor() throws Exception {
    String target = System.getProperty("cairn.radiomics.table", "");
    assertFalse(target.isEmpty(), "no -Dcairn.radiomics.table=FILE given");
    String folder = System.getProperty("cairn.radiomics.segmenter", "");
    StoredModel segmenter =
        folder.isEmpty()
            ? ModelCatalogue.open(List.of()).segmenter()
            : ModelCatalogue.ofFolders(List.of(Path.of(folder))).segmenter();
    Path out = Path.of(target);
    try (InferenceEngine engine = InferenceEngine.start();
        PrintWriter csv = new PrintWriter(Files.newBufferedWriter(out))) {
      Table table = new Table(csv);
      List<Picture> pictures = pictures();
      for (int first = 0; first < pictures.size(); first += CHUNK) {
        chunk(
            table,
            engine,
            segmenter,
            pictures.subList(first, Math.min(first + CHUNK, pictures.size())));
      }
      assertTrue(table.rows > 0);
    }
  }

  private static List<Picture> pictures() throws IOException {
    Path cheng = SharedData.require("train/cheng_t1ce");
    List<Picture> pictures = new ArrayList<>();
    for (String line : Files.readAllLines(cheng.resolve("index.csv")).stream().skip(1).toList()) {
      String[] cell = line.split(",");
      pictures.add(
          new Picture(
              cell[0],
              cell[1],
              cell[2],
              Integer.parseInt(cell[3]),
              cheng.resolve("images/" + cell[0] + ".webp"),
              cheng.resolve("masks/" + cell[0] + ".png")));
    }
    try (var files = Files.walk(SharedData.require("train/notumor"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList()) {
        String id = "n" + file.getFileName().toString().replace(".jpg", "");
        pictures.add(new Picture(id, id, "none", 0, file, file));
      }
    }
    return pictures;
  }

  private static void chunk(
      Table table, InferenceEngine engine, StoredModel segmenter, List<Picture> pictures)
      throws Exception {
    List<GreyFile> images = new ArrayList<>();
    for (Picture picture : pictures) {
      images.add(GreyFile.read(picture.image()));
    }
    // Where the segmenter was trained its outlines are better than they will be: asked folds only.
    boolean asked = pictures.stream().anyMatch(p -> FOLDS.contains(Integer.toString(p.fold())));
    List<BitSet> predicted = asked ? predict(engine, segmenter, images) : List.of();
    for (int i = 0; i < pictures.size(); i++) {
      Picture picture = pictures.get(i);
      GreyFile image = images.get(i);
      SliceSample plain = sample(image, new BitSet());
      if (picture.label().equals("none")) {
        if (asked) {
          table.write(picture, "predicted", Double.NaN, sample(image, predicted.get(i)));
        }
        continue;
      }
      BitSet truth = onto(GreyFile.read(picture.mask()), image);
      table.write(picture, "truth", 1, sample(image, truth));
      if (FOLDS.contains(Integer.toString(picture.fold()))) {
        BitSet outline = predicted.get(i);
        table.write(picture, "predicted", dice(truth, outline), sample(image, outline));
      }
      BitSet canonical = CanonicalSlice.of(sample(image, truth)).region();
      if (image.rows() != CanonicalSlice.SIZE || image.columns() != CanonicalSlice.SIZE) {
        continue;
      }
      for (int variant = 1; variant <= 2; variant++) {
        BitSet near = new MaskVariants(canonical, seed(picture, variant)).near();
        table.write(picture, "near" + variant, dice(canonical, near), sample(image, near));
      }
      Optional<BitSet> healthy = new MaskVariants(canonical, seed(picture, 3)).elsewhere(plain);
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

  private static List<BitSet> predict(
      InferenceEngine engine, StoredModel model, List<GreyFile> images) throws Exception {
    ModelInput.Slices input = model.card().slices();
    double threshold = ((ModelCard.Segment) model.card().task()).threshold();
    List<BitSet> masks = new ArrayList<>();
    engine.run(
        model,
        new Images(images, input),
        (index, values) -> {
          double[] map = new double[values.remaining()];
          for (int k = 0; k < map.length; k++) {
            map[k] = values.get(k);
          }
          GreyFile image = images.get(index);
          double[] p = SliceInput.ofPicture(input, image.rows(), image.columns()).toSource(map);
          BitSet mask = new BitSet();
          for (int k = 0; k < p.length; k++) {
            mask.set(k, p[k] >= threshold);
          }
          masks.add(mask);
        },
        "Outlining",
        Progress.NONE);
    return masks;
  }

  private record Images(List<GreyFile> images, ModelInput.Slices input)
      implements health.cairn.imaging.inference.ImageSource {
    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void write(int index, FloatBuffer target) {
      GreyFile image = images.get(index);
      SliceInput.ofPicture(input, image.rows(), image.columns()).write(image.wide(), target);
    }
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
