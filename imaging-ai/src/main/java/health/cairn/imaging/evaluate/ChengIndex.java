package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// `index.csv` of the Cheng layout: which image is of which patient, class and fold.
final class ChengIndex {
  /// The class of an image without tumour, and the words other sets have for it.
  static final String NONE = "none";

  private static final List<String> WORDS_FOR_NONE =
      List.of(NONE, "notumor", "no_tumor", "no tumor", "healthy");
  // The id becomes a file name.
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,80}");

  private ChengIndex() {}

  /// @param patient the same text for all images of one patient
  /// @param label class name; [#NONE] for an image without tumour
  /// @param fold as the data set says; 0 where it has none
  /// @param set whose folds these are; the layout's own name where the index has no column `set`
  /// @param traits what else the index says of the patient or image, by the names of [Traits]
  record Row(
      String id, String patient, String label, int fold, String set, Map<String, String> traits) {
    Row {
      traits = Map.copyOf(traits);
    }

    /// Where the index says that the image stands; empty where it has no folds.
    Optional<Answerer.Origin> stated() {
      return fold > 0 ? Optional.of(new Answerer.Origin(set, fold)) : Optional.empty();
    }

    boolean tumourFree() {
      return label.equals(NONE);
    }
  }

  /// @return rows in the order of the index, at least one
  static List<Row> read(Path dataset, OptionalInt fold) throws ImagingException {
    CsvTable table = CsvTable.read(dataset.resolve("index.csv"));
    int id = table.required("id");
    int patient = table.required("pid");
    int label = table.required("class");
    int foldColumn = table.column("fold");
    int set = table.column("set");
    if (fold.isPresent() && foldColumn < 0) {
      throw CsvTable.refused("index.csv has no column fold, so no fold can be chosen");
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      List<String> cells = table.rows().get(i);
      if (!ID.matcher(cells.get(id)).matches()) {
        throw CsvTable.refused("line " + (i + 2) + " of index.csv is not a row of it");
      }
      int inFold = foldColumn < 0 ? 0 : number(cells.get(foldColumn), i + 2);
      if (fold.isEmpty() || fold.getAsInt() == inFold) {
        String named = cells.get(label);
        rows.add(
            new Row(
                cells.get(id),
                cells.get(patient),
                WORDS_FOR_NONE.contains(named.toLowerCase(Locale.ROOT)) ? NONE : named,
                inFold,
                set < 0 ? Layout.CHENG_T1CE.word() : cells.get(set),
                traits(table, cells)));
      }
    }
    if (rows.isEmpty()) {
      throw CsvTable.refused(
          fold.isPresent()
              ? "index.csv has no row of fold " + fold.getAsInt()
              : "index.csv has no rows");
    }
    return rows;
  }

  private static Map<String, String> traits(CsvTable table, List<String> cells) {
    Map<String, String> traits = new LinkedHashMap<>();
    for (int column = 0; column < cells.size(); column++) {
      Traits.add(traits, table.header().get(column), cells.get(column));
    }
    return traits;
  }

  private static int number(String cell, int line) throws ImagingException {
    try {
      return Integer.parseInt(cell);
    } catch (NumberFormatException e) {
      throw CsvTable.refused("line " + line + " of index.csv has a fold that is not a number");
    }
  }
}
