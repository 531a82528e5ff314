package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plain comma-separated table with a header line, bounded in rows and in the length of a line.
/// Quoted cells are refused: the known layouts have none.
///
/// @param rows each with as many cells as the header
record CsvTable(String name, List<String> header, List<List<String>> rows) {
  private static final int MAX_ROWS = 1_000_000;
  private static final int MAX_LINE = 10_000;

  CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /// @throws ImagingException `REFUSED` with the line that is no row
  static CsvTable read(Path file) throws ImagingException {
    try (BufferedReader in = Files.newBufferedReader(file)) {
      return read(in, String.valueOf(file.getFileName()));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static CsvTable read(Reader reader, String name) throws IOException, ImagingException {
    BoundedLines in = new BoundedLines(reader, MAX_LINE);
    List<String> header = cells(in.next(), name);
    List<List<String>> rows = new ArrayList<>();
    String line;
    for (int number = 2; (line = in.next()) != null; number++) {
      if (line.isBlank()) {
        continue;
      }
      if (line.length() > MAX_LINE || rows.size() == MAX_ROWS) {
        throw refused(name + " is too large");
      }
      List<String> cells = cells(line, name);
      if (cells.size() != header.size()) {
        throw refused("line " + number + " of " + name + " is not a row of it");
      }
      rows.add(cells);
    }
    return new CsvTable(name, header, rows);
  }

  /// @return -1 when there is no such column
  int column(String title) {
    return header.indexOf(title);
  }

  int required(String title) throws ImagingException {
    int column = column(title);
    if (column < 0) {
      throw refused(name + " has no column " + title);
    }
    return column;
  }

  private static List<String> cells(@Nullable String line, String name) throws ImagingException {
    if (line == null) {
      throw refused(name + " is empty");
    }
    if (line.length() > MAX_LINE) {
      throw refused(name + " is too large");
    }
    if (line.indexOf('"') >= 0) {
      throw refused(name + " has quoted cells, which this layout does not have");
    }
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  static ImagingException refused(String reason) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The data set cannot be evaluated: " + reason + ".");
  }
}
