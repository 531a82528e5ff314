package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes examples one after another as a data set of the Cheng layout, so that a set of any length fits the heap.
/// Closing completes it.
public final class ExampleWriter implements AutoCloseable {
  private final String set;
  private final Path folder;
  private final Path images;
  private final Path masks;
  private final BufferedWriter index;
  private int written;

  /// @param folder there, and without `index.csv`, `images` and `masks`
  /// @param set whose folds the index names, so that nobody takes them for those of another set
  /// @throws ImagingException `ENVIRONMENT` where the disk fails
  public ExampleWriter(Path folder, String set) throws ImagingException {
    this.set = ExampleSet.named(set);
    this.folder = folder;
    try {
      images = Files.createDirectory(folder.resolve("images"));
      masks = Files.createDirectory(folder.resolve("masks"));
      index = Files.newBufferedWriter(folder.resolve("index.csv"));
      index.write("id,pid,class,fold,set," + String.join(",", ExampleTraits.COLUMNS) + "\n");
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  /// @throws ImagingException `ENVIRONMENT` where the disk fails
  public void add(Example one) throws ImagingException {
    String id = "%s-%05d".formatted(set, written + 1);
    try {
      Files.write(images.resolve(id + ".png"), one.slice().image());
      if (one.slice().outlined()) {
        Files.write(masks.resolve(id + ".png"), one.slice().mask());
      }
      index.write(
          "%s,%s,%s,%d,%s,%s\n"
              .formatted(
                  id,
                  one.patient(),
                  one.label(),
                  one.fold(),
                  set,
                  String.join(",", one.traits().cells())));
    } catch (IOException e) {
      throw unwritten(e);
    }
    written++;
  }

  @Override
  public void close() throws ImagingException {
    try {
      index.close();
    } catch (IOException e) {
      throw unwritten(e);
    }
  }

  private ImagingException unwritten(IOException e) {
    return new ImagingException(
        ImagingException.Kind.ENVIRONMENT,
        "The examples cannot be written to " + folder + ": " + e.getMessage(),
        e);
  }
}
