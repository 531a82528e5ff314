package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.nio.file.Path;
import java.util.List;

/// Examples of a site as a data set of the Cheng layout, for `cairn evaluate` and for training.
///
/// @param set whose folds the index names, so that nobody takes them for those of another set
public record ExampleSet(String set, List<Example> examples) {
  /// What the name of a site's set begins with.
  public static final String SITE = "site-";

  /// As many folds as the published set has.
  private static final int FOLDS = 5;

  private static final int HEX = 16;

  public ExampleSet {
    named(set);
    examples = List.copyOf(examples);
  }

  /// @param patient a random pseudonym of hexadecimal digits; it also draws the patient's fold
  /// @param label name of the class
  public record Example(String patient, String label, ExampleTraits traits, ExampleSlice slice) {
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
    try (ExampleWriter writer = new ExampleWriter(folder, set)) {
      for (Example one : examples) {
        writer.add(one);
      }
    }
  }

  /// @return the same, where it can be the name of a set
  static String named(String set) {
    if (!set.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("a set by the name " + set);
    }
    return set;
  }
}
