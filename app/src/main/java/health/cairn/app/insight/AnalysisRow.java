package health.cairn.app.insight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.app.CairnException;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.store.AnalysisRows;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.Scanner;
import health.cairn.imaging.evaluate.SliceView;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What one analysis looked like from outside: numbers and words of what went in and came out. Nothing in it
/// says whose it was; the monitor compares whatever names it finds.
///
/// @param models which models answered
/// @param numbers by name and unit ("slice distance mm")
/// @param words by name ("manufacturer")
public record AnalysisRow(
    String models,
    SortedMap<String, Double> numbers,
    SortedMap<String, String> words,
    int accepted,
    int amended,
    int rejected) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_WORD = 40;

  public AnalysisRow {
    numbers = new TreeMap<>(numbers);
    words = new TreeMap<>(words);
  }

  /// @param scanner of the series that was read
  public static AnalysisRow of(Analysis analysis, Scanner scanner) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    SortedMap<String, String> words = new TreeMap<>();
    List<ModelRef> models = new ArrayList<>();
    words.put(
        "sequences",
        analysis.sequences().keySet().stream()
            .map(Enum::name)
            .sorted()
            .collect(Collectors.joining(" ")));
    words.put("manufacturer", word(scanner.manufacturer()));
    words.put(
        "field strength",
        scanner.fieldStrengthT().map(t -> String.format(Locale.ROOT, "%.1f T", t)).orElse(""));
    analysis
        .tumour()
        .ifPresent(
            tumour -> {
              models.addAll(tumour.models());
              input(tumour.reading(), numbers);
              words.put("outlined", tumour.regions().isEmpty() ? "nothing" : "something");
              views(slices(tumour), numbers);
              for (Outlined outlined : tumour.outlined()) {
                String label = outlined.found().segment().label();
                numbers.put(label + " mL", outlined.found().segment().mask().volumeMl());
                numbers.put(label + " uncertainty", outlined.found().uncertainty());
              }
            });
    analysis
        .classification()
        .ifPresent(
            classification -> {
              models.add(classification.model());
              output(classification, numbers, words);
            });
    return new AnalysisRow(
        models.stream()
            .map(m -> answering(m.name(), m.version(), m.sha256()))
            .distinct()
            .collect(Collectors.joining(", ")),
        numbers,
        words,
        0,
        0,
        0);
  }

  private static void input(Reading reading, SortedMap<String, Double> numbers) {
    Affine affine = reading.stack().volume().grid().affine();
    numbers.put("pixel spacing mm", (affine.rowSpacingMm() + affine.columnSpacingMm()) / 2);
    numbers.put("slice distance mm", affine.sliceSpacingMm());
    numbers.put("slices", (double) reading.stack().volume().grid().slices());
    IntensityStatistics.of(reading.stack().volume()).addTo(numbers, reading.series().role().name());
  }

  /// What the models saw of the slices that show the tumour, in the numbers that cases of a data set have as
  /// well.
  ///
  /// @param views of these slices; none adds nothing
  public static void views(List<IntensityStatistics> views, SortedMap<String, Double> numbers) {
    if (!views.isEmpty()) {
      IntensityStatistics.median(views).addTo(numbers, "tumour slice");
    }
  }

  /// How a model that answered is named.
  public static String answering(String name, String version, String sha256) {
    return name + " " + version + " " + sha256.substring(0, 12);
  }

  /// By which name the probability of a kind is kept.
  public static String probability(String kind) {
    return "p(" + kind + ")";
  }

  private static List<IntensityStatistics> slices(Analysis.Tumour tumour) {
    Volume volume = tumour.reading().stack().volume();
    List<IntensityStatistics> views = new ArrayList<>();
    for (int slice = 0; slice < volume.grid().slices(); slice++) {
      int from = slice * volume.grid().voxelsPerSlice();
      int end = from + volume.grid().voxelsPerSlice();
      boolean shows =
          tumour.regions().stream()
              .map(o -> o.found().segment().mask())
              .filter(mask -> mask.grid().equals(volume.grid()))
              .mapToInt(mask -> mask.next(from))
              .anyMatch(at -> at >= 0 && at < end);
      if (shows) {
        views.add(IntensityStatistics.of(SliceView.of(volume, slice)));
      }
    }
    return views;
  }

  private static void output(
      Classification classification,
      SortedMap<String, Double> numbers,
      SortedMap<String, String> words) {
    words.put("kind", classification.decision().orElse("no decision"));
    if (!classification.probabilities().isEmpty()) {
      classification.probabilities().forEach((kind, p) -> numbers.put(probability(kind), p));
      numbers.put("class uncertainty", classification.uncertainty());
      if (!Double.isNaN(classification.novelty())) {
        numbers.put("novelty", classification.novelty());
      }
    }
  }

  /// Manufacturers write their name in many ways; a long one may hold more than a name.
  private static String word(String text) {
    String plain = text.strip().toUpperCase(Locale.ROOT);
    return plain.substring(0, Math.min(MAX_WORD, plain.length()));
  }

  private record Content(SortedMap<String, Double> numbers, SortedMap<String, String> words) {}

  /// The part that is kept as text.
  public String json() {
    try {
      return JSON.writeValueAsString(new Content(numbers, words));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row that is no JSON", e);
    }
  }

  static AnalysisRow of(AnalysisRows.Row row) throws CairnException {
    try {
      Content content = JSON.readValue(row.json(), Content.class);
      return new AnalysisRow(
          row.models(),
          content.numbers(),
          content.words(),
          row.accepted(),
          row.amended(),
          row.rejected());
    } catch (JsonProcessingException e) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The home's rows about analyses are damaged; restore the home from a backup.",
          e);
    }
  }
}
