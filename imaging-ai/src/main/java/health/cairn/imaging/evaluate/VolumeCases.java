package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The cases of the `hippocampus` layout: NIfTI files of the same names in `images` and `labels` (or
/// `imagesTr` and `labelsTr`).
final class VolumeCases {
  private static final int MAX_CASES = 100_000;

  private VolumeCases() {}

  /// @param label with a number per voxel
  record Case(String id, Path image, Path label) {}

  /// One case for each file of labels, in the order of their names.
  static List<Case> list(Path dataset) throws ImagingException {
    boolean plain = Files.isDirectory(dataset.resolve("labels"));
    Path labels = dataset.resolve(plain ? "labels" : "labelsTr");
    Path images = dataset.resolve(plain ? "images" : "imagesTr");
    List<Case> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(labels)) {
      for (Path label : files.sorted().limit(MAX_CASES).toList()) {
        String name = String.valueOf(label.getFileName());
        String id = name.replaceFirst("\\.nii(\\.gz)?$", "");
        if (!id.equals(name) && !id.startsWith(".")) {
          cases.add(new Case(id, image(images, id), label));
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
