package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Every feature that the IBSI has a reference value for, on its digital phantom. The table of feature,
/// reference, our value and tolerance is left in `target/radiomics-ibsi.csv`.
class IbsiPhantomTest {
  private static final Binning LEVELS = new Binning.BinWidth(1);

  @Test
  void features_equalTheReferenceOfTheIbsi() throws IOException {
    Map<String, Double> volume = Radiomics.features(IbsiPhantom.volume(), LEVELS);
    Map<String, Double> slices = meanOverSlices();
    List<String> table =
        new ArrayList<>(List.of("feature,ibsi,aggregation,reference,tolerance,ours,within"));
    List<String> wrong = new ArrayList<>();
    for (String[] row : rows("ibsi-digital-phantom.csv", 6)) {
      String name = "original_" + row[0] + "_" + row[2];
      double ours = (row[1].equals("2D") ? slices : volume).getOrDefault(name, Double.NaN);
      BigDecimal reference = new BigDecimal(row[4]);
      double tolerance = row[5].isEmpty() ? rounding(reference) : Double.parseDouble(row[5]);
      boolean within = Math.abs(ours - reference.doubleValue()) <= tolerance;
      String line =
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%s,%.2g,%.6g,%s",
              name,
              row[3],
              row[1],
              row[4],
              tolerance,
              ours,
              within);
      table.add(line);
      if (!within) {
        wrong.add(line);
      }
    }
    Files.write(Files.createDirectories(Path.of("target")).resolve("radiomics-ibsi.csv"), table);
    assertEquals(List.of(), wrong);
    assertEquals(177, table.size());
  }

  @Test
  void features_equalWhatPyRadiomicsGives() throws IOException {
    Map<String, Double> phantom = meanOverSlices();
    Map<String, Double> dense = Radiomics.features(dense(), LEVELS);
    int compared = 0;
    for (String[] row : rows("pyradiomics-3.0.1.csv", 4)) {
      String name = "original_" + row[0] + "_" + row[2];
      double theirs = Double.parseDouble(row[3]);
      double ours = (row[1].equals("dense2D") ? dense : phantom).getOrDefault(name, Double.NaN);
      assertEquals(theirs, ours, 1e-9 * Math.max(1, Math.abs(theirs)), row[1] + " " + name);
      compared++;
    }
    assertEquals(76, compared);
  }

  @Test
  void features_areTheNamedOnesAndFiniteForAnyRegion() {
    Map<String, Double> one = Radiomics.features(single(3), new Binning.BinCount(32));
    assertEquals(102, one.size());
    one.forEach((name, value) -> assertTrue(Double.isFinite(value), name + " " + value));
    Map<String, Double> volume = Radiomics.features(IbsiPhantom.volume(), new Binning.BinCount(16));
    assertEquals(107, volume.size());
    volume.forEach((name, value) -> assertTrue(Double.isFinite(value), name + " " + value));
  }

  private static Region single(double value) {
    BitSet inside = new BitSet();
    inside.set(0);
    return Region.ofSlice(1, 1, new double[] {value}, inside, 1, 1);
  }

  private static Region dense() {
    double[] values = new double[64];
    for (int i = 0; i < 64; i++) {
      values[i] = (i / 8 + 2 * (i % 8)) % 8 + 1;
    }
    BitSet inside = new BitSet();
    inside.set(0, 64);
    return Region.ofSlice(8, 8, values, inside, 1, 1);
  }

  private static Map<String, Double> meanOverSlices() {
    List<Region> slices = IbsiPhantom.slices();
    Map<String, Double> mean = new LinkedHashMap<>();
    for (Region slice : slices) {
      Radiomics.features(slice, LEVELS)
          .forEach((name, value) -> mean.merge(name, value / slices.size(), Double::sum));
    }
    return mean;
  }

  /// Half a unit of the third significant digit, and what floating point adds to a tie.
  private static double rounding(BigDecimal reference) {
    int digits =
        reference.stripTrailingZeros().precision() - reference.stripTrailingZeros().scale();
    return 0.5 * Math.pow(10, digits - 3) * (1 + 1e-6);
  }

  private static List<String[]> rows(String resource, int cells) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(IbsiPhantomTest.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", -1))
          .peek(
              row -> {
                if (row.length != cells) {
                  throw new UncheckedIOException(new IOException("a row of " + row.length));
                }
              })
          .toList();
    }
  }
}
