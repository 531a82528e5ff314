package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A folder of pictures without tumour, in itself or in a folder `notumor` in it.
final class TumourFree {
  static final String SET = "notumor";
  private static final int MAX_FILES = 100_000;

  private TumourFree() {}

  /// The pictures in the order of their names.
  static List<Path> list(Path folder) throws ImagingException {
    Path inner = folder.resolve(SET);
    Path pictures = Files.isDirectory(inner) ? inner : folder;
    try (Stream<Path> files = Files.list(pictures)) {
      List<Path> found =
          files.filter(GreyPicture::isPicture).sorted().limit(MAX_FILES + 1L).toList();
      if (found.isEmpty() || found.size() > MAX_FILES) {
        throw CsvTable.refused(
            found.isEmpty() ? folder + " holds no pictures" : folder + " holds too many pictures");
      }
      return found;
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, folder + " cannot be read: " + e.getMessage(), e);
    }
  }

  /// The same, each as a patient of its own.
  static List<PictureOf> pictures(Path folder) throws ImagingException {
    return list(folder).stream().map(TumourFree::picture).toList();
  }

  private static PictureOf picture(Path file) {
    String name = String.valueOf(file.getFileName());
    return new PictureOf(
        new ChengIndex.Row(
            name, name, ChengIndex.NONE, fold(name), Layout.CHENG_T1CE.word(), Map.of()),
        () -> GreyPicture.read(file));
  }

  /// The fold that training puts a tumour-free picture in: by its file name, 1 to 4.
  static int fold(String name) {
    int sum = 0;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      sum += b & 0xff;
    }
    return sum % 4 + 1;
  }
}
