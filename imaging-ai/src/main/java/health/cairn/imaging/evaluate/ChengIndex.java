package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `index.csv` of the Cheng layout: which image is of which patient, class and fold.
final class ChengIndex {
  private static final int MAX_ROWS = 1_000_000;
  private static final int MAX_LINE = 10_000;
  // The id becomes a file name.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

  private ChengIndex() {}

  /// @param patient the same text for all images of one patient
  /// @param label class name
  /// @param fold as the data set says; 0 where it has none
  record Row(String id, String patient, String label, int fold) {}

  /// @return rows in the order of the index, at least one
  static List<Row> read(Path dataset, OptionalInt fold) throws ImagingException {
    Path index = dataset.resolve("index.csv");
    List<Row> rows = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(index)) {
      List<String> header = cells(in.readLine());
      int id = column(header, "id");
      int patient = column(header, "pid");
      int label = column(header, "class");
      int foldColumn = header.indexOf("fold");
      if (fold.isPresent() && foldColumn < 0) {
        throw refused("index.csv has no column fold, so no fold can be chosen");
      }
      String line;
      for (int number = 2; (line = in.readLine()) != null; number++) {
        if (line.isBlank()) {
          continue;
        }
        if (line.length() > MAX_LINE || number > MAX_ROWS) {
          throw refused("index.csv is too large");
        }
        List<String> cells = cells(line);
        if (cells.size() != header.size() || !ID.matcher(cells.get(id)).matches()) {
          throw refused("line " + number + " of index.csv is not a row of it");
        }
        int inFold = foldColumn < 0 ? 0 : number(cells.get(foldColumn), number);
        if (fold.isEmpty() || fold.getAsInt() == inFold) {
          rows.add(new Row(cells.get(id), cells.get(patient), cells.get(label), inFold));
        }
      }
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, index + " cannot be read: " + e.getMessage(), e);
    }
    if (rows.isEmpty()) {
      throw refused(
          fold.isPresent()
              ? "index.csv has no row of fold " + fold.getAsInt()
              : "index.csv has no rows");
    }
    return rows;
  }

  private static List<String> cells(@Nullable String line) throws ImagingException {
    if (line == null) {
      throw refused("index.csv is empty");
    }
    if (line.indexOf('"') >= 0) {
      throw refused("index.csv has quoted cells, which this layout does not have");
    }
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static int column(List<String> header, String name) throws ImagingException {
    int column = header.indexOf(name);
    if (column < 0) {
      throw refused("index.csv has no column " + name);
    }
    return column;
  }

  private static int number(String cell, int line) throws ImagingException {
    try {
      return Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw refused("line " + line + " of index.csv has a fold that is not a number");
    }
  }

  private static ImagingException refused(String reason) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The data set cannot be evaluated: " + reason + ".");
  }
}
