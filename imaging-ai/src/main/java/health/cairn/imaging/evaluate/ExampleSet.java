package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Examples of a site as a data set of the Cheng layout, for `cairn evaluate` and for training.
///
/// @param set whose folds the index names, so that nobody takes them for those of another set
public record ExampleSet(String set, List<Example> examples) {
  /// As many folds as the published set has.
  private static final int FOLDS = 5;

  private static final int HEX = 16;

  public ExampleSet {
    if (!set.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("a set by the name " + set);
    }
    examples = List.copyOf(examples);
  }

  /// @param patient a random pseudonym of hexadecimal digits; it also draws the patient's fold
  /// @param label name of the class
  public record Example(String patient, String label, ExampleSlice slice) {
    public Example {
      if (!patient.matches("[0-9a-f]{16,64}")) {
        throw new IllegalArgumentException("no pseudonym");
      }
      if (!label.matches("[a-z]{1,20}")) {
        throw new IllegalArgumentException("a class by the name " + label);
      }
    }

    /// All slices of a patient are in one fold.
    int fold() {
      return ExampleSet.fold(patient);
    }
  }

  /// The fold of every set that such a patient is in.
  ///
  /// @param patient a random pseudonym of hexadecimal digits
  public static int fold(String patient) {
    return Integer.parseInt(patient.substring(0, 6), HEX) % FOLDS + 1;
  }

  /// Writes `index.csv`, `images` and `masks`.
  ///
  /// @param folder there, and without these
  /// @throws ImagingException `ENVIRONMENT` where the disk fails
  public void write(Path folder) throws ImagingException {
    StringBuilder index = new StringBuilder("id,pid,class,fold,set\n");
    try {
      Path images = Files.createDirectory(folder.resolve("images"));
      Path masks = Files.createDirectory(folder.resolve("masks"));
      for (int i = 0; i < examples.size(); i++) {
        Example one = examples.get(i);
        String id = "%s-%05d".formatted(set, i + 1);
        Files.write(images.resolve(id + ".png"), one.slice().image());
        Files.write(masks.resolve(id + ".png"), one.slice().mask());
        index.append("%s,%s,%s,%d,%s\n".formatted(id, one.patient(), one.label(), one.fold(), set));
      }
      Files.writeString(folder.resolve("index.csv"), index);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The examples cannot be written to " + folder + ": " + e.getMessage(),
          e);
    }
  }
}
