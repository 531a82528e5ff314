package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The file of out-of-fold predictions: a header, then one row per image and member.
///
/// id, patient and member are made of letters, digits and `._-`; an unknown number is an empty field.
/// Every row of an image has the same patient, fold, label and evidence, and every image has the same
/// members; a patient stands in one fold.
public final class OutOfFoldCsv {
  /// Rows that are read; the shared data make a tenth of it.
  public static final int MAX_ROWS = 200_000;

  private static final int MAX_LINE = 2_000;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int FIXED = 5;
  private static final int CLASSES = TumourClass.values().length;

  /// The number columns after the probabilities, with where they stand in the record.
  private record Column(String name, ToDoubleFunction<OutOfFold> value) {}

  private static final List<Column> NUMBERS =
      List.of(
          new Column("novelty", OutOfFold::novelty),
          new Column("headPercent", r -> r.evidence().headPercent()),
          new Column("meanProbability", r -> r.evidence().meanProbability()),
          new Column("midlineOffset", r -> r.evidence().midlineOffset()),
          new Column("centreOffset", r -> r.evidence().centreOffset()),
          new Column("heightOffset", r -> r.evidence().heightOffset()),
          new Column("rimContact", r -> r.evidence().rimContact()),
          new Column("contrast", r -> r.evidence().contrast()),
          new Column("noise", r -> r.evidence().noise()),
          new Column("sharpness", r -> r.evidence().sharpness()),
          new Column("headFound", r -> r.evidence().headFound()));

  private OutOfFoldCsv() {}

  /// The first line.
  public static String header() {
    return "id,patient,fold,label,member,pGlioma,pMeningioma,pPituitary,pNone,"
        + String.join(",", NUMBERS.stream().map(Column::name).toList());
  }

  /// The whole file; numbers with all their digits.
  public static String write(List<OutOfFold> rows) {
    StringBuilder csv = new StringBuilder(header()).append('\n');
    for (OutOfFold row : rows) {
      csv.append(row.id()).append(',').append(row.patient()).append(',').append(row.fold());
      csv.append(',').append(row.label().word()).append(',').append(row.member());
      row.probabilities().forEach(p -> csv.append(',').append(number(p)));
      NUMBERS.forEach(column -> csv.append(',').append(number(column.value().applyAsDouble(row))));
      csv.append('\n');
    }
    return csv.toString();
  }

  private static String number(double value) {
    // Float's shortest form: seven digits, more than any of these numbers is worth.
    return Double.isNaN(value) ? "" : Float.toString((float) value);
  }

  /// Reads and checks the whole file.
  ///
  /// @throws ImagingException `REFUSED`, naming the line and the column
  public static List<OutOfFold> read(Reader source) throws ImagingException, IOException {
    BufferedReader lines = new BufferedReader(source);
    if (!header().equals(line(lines, 1))) {
      throw refused(1, "the header is not: " + header());
    }
    List<OutOfFold> rows = new ArrayList<>();
    String line = line(lines, 2);
    for (int number = 2; line != null; line = line(lines, ++number)) {
      if (rows.size() == MAX_ROWS) {
        throw refused(number, "more than " + MAX_ROWS + " rows");
      }
      rows.add(row(number, line.split(",", -1)));
    }
    checkImages(rows);
    return List.copyOf(rows);
  }

  private static @Nullable String line(BufferedReader lines, int number)
      throws IOException, ImagingException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = lines.read();
      if (next < 0) {
        return line.isEmpty() ? null : line.toString();
      }
      if (next == '\n') {
        return line.toString();
      }
      if (next != '\r') {
        line.append((char) next);
      }
      if (line.length() > MAX_LINE) {
        throw refused(number, "the line is longer than " + MAX_LINE + " characters");
      }
    }
  }

  private static OutOfFold row(int line, String[] fields) throws ImagingException {
    if (fields.length != FIXED + CLASSES + NUMBERS.size()) {
      throw refused(line, fields.length + " fields");
    }
    double[] numbers = new double[fields.length];
    for (int i = FIXED; i < fields.length; i++) {
      String name = header().split(",", -1)[i];
      boolean optional = i >= FIXED + CLASSES;
      if (fields[i].isEmpty() && optional) {
        numbers[i] = Double.NaN;
        continue;
      }
      try {
        numbers[i] = Double.parseDouble(fields[i]);
      } catch (NumberFormatException e) {
        throw refused(line, "\"" + name + "\" is not a number");
      }
      if (!Double.isFinite(numbers[i])) {
        throw refused(line, "\"" + name + "\" is not a number");
      }
    }
    int fold;
    try {
      fold = Integer.parseInt(fields[2]);
    } catch (NumberFormatException e) {
      throw refused(line, "\"fold\" is not a whole number");
    }
    TumourClass label =
        TumourClass.of(fields[3]).orElseThrow(() -> refused(line, "\"label\" is no class"));
    int at = FIXED + CLASSES;
    SliceEvidence evidence =
        new SliceEvidence(
            numbers[at + 1],
            numbers[at + 2],
            numbers[at + 3],
            numbers[at + 4],
            numbers[at + 5],
            numbers[at + 6],
            numbers[at + 7],
            numbers[at + 8],
            numbers[at + 9],
            numbers[at + 10]);
    List<Double> probabilities = new ArrayList<>();
    for (int k = 0; k < CLASSES; k++) {
      probabilities.add(numbers[FIXED + k]);
    }
    try {
      return new OutOfFold(
          word(line, "id", fields[0]),
          word(line, "patient", fields[1]),
          fold,
          label,
          word(line, "member", fields[4]),
          probabilities,
          numbers[at],
          evidence);
    } catch (IllegalArgumentException e) {
      throw refused(line, String.valueOf(e.getMessage()));
    }
  }

  private static String word(int line, String name, String value) throws ImagingException {
    if (!WORD.matcher(value).matches()) {
      throw refused(line, "\"" + name + "\" is not a short word");
    }
    return value;
  }

  private static void checkImages(List<OutOfFold> rows) throws ImagingException {
    Map<String, OutOfFold> first = new HashMap<>();
    Map<String, Set<String>> members = new HashMap<>();
    Map<String, Integer> folds = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      OutOfFold row = rows.get(i);
      OutOfFold known = first.putIfAbsent(row.id(), row);
      if (known != null
          && !(known.patient().equals(row.patient())
              && known.label() == row.label()
              && known.evidence().equals(row.evidence()))) {
        throw refused(i + 2, "another row of this image has another patient, label or evidence");
      }
      if (!members.computeIfAbsent(row.id(), k -> new HashSet<>()).add(row.member())) {
        throw refused(i + 2, "this member answered for this image before");
      }
      Integer fold = folds.putIfAbsent(row.patient(), row.fold());
      if (fold != null && fold != row.fold()) {
        throw refused(i + 2, "this patient stands in another fold too");
      }
    }
    if (Set.copyOf(members.values()).size() > 1) {
      throw refused(1, "not every image has an answer of every member");
    }
  }

  private static ImagingException refused(int line, String what) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "Predictions, line " + line + ": " + what + ".");
  }
}
