package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The tiny 3-D networks of `training/bring_your_own.py` and the volumes they are tried on.
public final class VolumeModels {
  public static final Grid HEAD =
      grid(40, 44, 30, at(-30, -33, -29), at(1.5, 0, 0), at(0, 1.5, 0), at(0, 0, 2));
  public static final Grid OTHER =
      grid(30, 56, 22, at(-31, -32, -30), at(2, 0, 0), at(0, 1.2, 0), at(0, 0, 2.5));
  public static final Grid CROP =
      grid(50, 36, 30, at(40, -10, 5), at(0, 1, 0), at(0, 0, -1), at(-1.17, 0, 0));

  private static final String FOLDER = "/health/cairn/imaging/volumes/";

  private VolumeModels() {}

  /// The four sequences of the BRATS-like network.
  public static Map<String, Volume> study() {
    return Map.of(
        "FLAIR", drawn(HEAD, 0),
        "T1", drawn(HEAD, 1),
        "T1C", drawn(HEAD, 2),
        "T2", drawn(OTHER, 3));
  }

  /// As `drawn` of `bring_your_own.py`.
  public static Volume drawn(Grid grid, int number) {
    short[] stored = new short[grid.voxels()];
    for (int k = 0; k < grid.slices(); k++) {
      for (int j = 0; j < grid.rows(); j++) {
        for (int i = 0; i < grid.columns(); i++) {
          double x = (2 * i - (grid.columns() - 1)) / (double) grid.columns();
          double y = (2 * j - (grid.rows() - 1)) / (double) grid.rows();
          double z = (2 * k - (grid.slices() - 1)) / (double) grid.slices();
          if (x * x + y * y + z * z <= 0.8) {
            int texture = (i * 7 + j * 13 + k * 5 + number * 11) % 97;
            int slope =
                (int) Math.floor(150 * (x + 1) + 90 * (number + 1) * (y + 1) + 60 * (z + 1));
            stored[grid.offset(i, j, k)] = (short) (100 + texture + slope);
          }
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  /// Copies a network and its card, the card changed, and installs it as a user would.
  public static StoredModel install(String name, Path folder, UnaryOperator<String> card)
      throws ImagingException {
    try {
      Path from = Files.createDirectories(folder.resolve("from"));
      Files.write(from.resolve(name + ".onnx"), bytes(name + ".onnx"));
      String text = new String(bytes(name + ".json"), StandardCharsets.UTF_8);
      Files.writeString(from.resolve(name + ".json"), card.apply(text));
      Path models = folder.resolve("models");
      ModelCard added = ModelFolder.add(from.resolve(name + ".json"), models);
      return ModelCatalogue.ofFolders(List.of(models))
          .find(added.name(), added.version())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static StoredModel install(String name, Path folder) throws ImagingException {
    return install(name, folder, card -> card);
  }

  /// The Python reference's probabilities: label by label, every third voxel of each axis.
  public static float[] golden(String name) {
    try {
      FloatBuffer values =
          ByteBuffer.wrap(bytes(name + "-golden.f32"))
              .order(ByteOrder.LITTLE_ENDIAN)
              .asFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = VolumeModels.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IOException("no test resource " + name);
      }
      return in.readAllBytes();
    }
  }

  private static PatientPoint at(double x, double y, double z) {
    return new PatientPoint(x, y, z);
  }

  private static Grid grid(
      int columns,
      int rows,
      int slices,
      PatientPoint origin,
      PatientPoint column,
      PatientPoint row,
      PatientPoint slice) {
    return new Grid(columns, rows, slices, new Affine(origin, column, row, slice), "1.2.3");
  }
}
