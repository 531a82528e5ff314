package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The cases of a set of volumes: NIfTI files of the same names in `images` and `labels` (or `imagesTr` and
/// `labelsTr`); of several sequences with their numbers behind the names of the images.
final class VolumeCases {
  private static final int MAX_CASES = 100_000;

  private VolumeCases() {}

  /// @param images one for each sequence
  /// @param label with a number per voxel
  record Case(String id, List<Path> images, Path label) {
    Case {
      images = List.copyOf(images);
    }
  }

  @FunctionalInterface
  private interface Images {
    List<Path> of(Path folder, String id);
  }

  /// One case of one sequence for each file of labels, in the order of their names.
  static List<Case> list(Path dataset) throws ImagingException {
    return list(dataset, (folder, id) -> List.of(image(folder, id)));
  }

  /// The same with several sequences, as nnU-Net numbers them ("glioma_007_0002.nii.gz").
  static List<Case> list(Path dataset, int sequences, String ending) throws ImagingException {
    return list(
        dataset,
        (folder, id) ->
            IntStream.range(0, sequences)
                .mapToObj(n -> folder.resolve("%s_%04d%s".formatted(id, n, ending)))
                .toList());
  }

  private static List<Case> list(Path dataset, Images of) throws ImagingException {
    boolean plain = Files.isDirectory(dataset.resolve("labels"));
    Path labels = dataset.resolve(plain ? "labels" : "labelsTr");
    Path images = dataset.resolve(plain ? "images" : "imagesTr");
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(labels)) {
      for (Path label : files.sorted().limit(MAX_CASES).toList()) {
        String name = String.valueOf(label.getFileName());
        String id = name.replaceFirst("\\.nii(\\.gz)?$", "");
        if (!id.equals(name) && !id.startsWith(".")) {
          cases.add(new Case(id, of.of(images, id), label));
        }
      }
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, labels + " cannot be read: " + e.getMessage(), e);
    }
    if (cases.isEmpty()) {
      throw CsvTable.refused(labels + " holds no .nii or .nii.gz files");
    }
    return cases;
  }

  /// The MSD names its single channel in some sets ("_0000").
  private static Path image(Path images, String id) {
    for (String name : List.of(id + ".nii.gz", id + ".nii", id + "_0000.nii.gz")) {
      if (Files.isRegularFile(images.resolve(name))) {
        return images.resolve(name);
      }
    }
    return images.resolve(id + ".nii.gz");
  }
}
