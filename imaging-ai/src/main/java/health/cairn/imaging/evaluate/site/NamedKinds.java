package health.cairn.imaging.evaluate.site;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.evaluate.BoundedLines;
import health.cairn.imaging.fuse.TumourClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `kinds.csv`: what kind of tumour each patient has, as a person knows it. A line that says nothing usable is
/// refused by its number, as a patient's number is not for error messages; the others count.
final class NamedKinds {
  static final String FILE = "kinds.csv";
  private static final String PATIENT = "patient";
  private static final String KIND = "kind";
  private static final int MAX_LINE = 1_000;
  private static final int MAX_LINES = 100_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Map<String, TumourClass> kinds = new HashMap<>();
  private final Set<String> contradicted = new HashSet<>();
  private final List<Refusal> refused = new ArrayList<>();

  private NamedKinds() {}

  /// @return empty where the folder holds no such file
  /// @throws ImagingException `REFUSED` for a file without these columns
  static Optional<NamedKinds> in(Path folder) throws ImagingException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    NamedKinds named = new NamedKinds();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      named.read(new BoundedLines(reader, MAX_LINE));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, FILE + " cannot be read as UTF-8 text.", e);
    }
    return Optional.of(named);
  }

  private void read(BoundedLines lines) throws IOException, ImagingException {
    String first = lines.next();
    List<String> header =
        first == null
            ? List.of()
            : cells(first.replace(BYTE_ORDER_MARK, "").toLowerCase(Locale.ROOT));
    int patient = header.indexOf(PATIENT);
    int kind = header.indexOf(KIND);
    if (patient < 0 || kind < 0) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          FILE + " has no columns patient and kind, with commas between.");
    }
    String line;
    for (int number = 2; (line = lines.next()) != null; number++) {
      if (number > MAX_LINES) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED, FILE + " has more than " + MAX_LINES + " lines.");
      }
      List<String> cells = cells(line);
      if (line.isBlank()) {
        continue;
      }
      if (line.length() > MAX_LINE || cells.size() != header.size()) {
        refuse("does not have the columns of the first line", number);
      } else {
        add(cells.get(patient), cells.get(kind), number);
      }
    }
  }

  private void add(String patient, String word, int line) {
    Optional<TumourClass> kind = TumourClass.of(word.toLowerCase(Locale.ROOT));
    if (patient.isEmpty()) {
      refuse("names no patient", line);
    } else if (kind.isEmpty()) {
      refuse("names no kind (" + String.join(", ", TumourClass.words()) + ")", line);
    } else {
      TumourClass before = kinds.putIfAbsent(patient, kind.get());
      if (before != null && before != kind.get()) {
        contradicted.add(patient);
        refuse("names another kind of the same patient than an earlier line", line);
      }
    }
  }

  private void refuse(String reason, int line) {
    refused.add(new Refusal(FILE, "line " + line + " " + reason));
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  /// Empty for a patient who is not named, or of whom two kinds are.
  Optional<TumourClass> of(String patientId) {
    return contradicted.contains(patientId)
        ? Optional.empty()
        : Optional.ofNullable(kinds.get(patientId));
  }

  List<Refusal> refused() {
    return List.copyOf(refused);
  }
}
