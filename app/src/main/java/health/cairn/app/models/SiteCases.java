package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.insight.AnalysisRow;
import health.cairn.app.insight.IntensityStatistics;
import health.cairn.app.store.Home;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.SliceView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the cases of an acceptance test looked like, and what was said of them, patient by patient in the same
/// numbers as analyses leave. Later analyses are compared with them.
final class SiteCases {
  private SiteCases() {}

  /// @param dataset single slices
  /// @param predictions `predictions.csv` of its evaluation
  /// @return one for each patient that was judged, without a word about whose it is
  static List<Acceptance.Looks> of(Path dataset, Path predictions, Progress progress)
      throws CairnException {
    Map<String, List<IntensityStatistics>> views = new HashMap<>();
    Map<String, List<double[]>> said = new LinkedHashMap<>();
    try {
      List<String> lines = Files.readAllLines(predictions);
      List<String> header = cells(lines.getFirst());
      List<String> kinds =
          header.stream().filter(c -> c.startsWith("p_")).map(c -> c.substring(2)).toList();
      Map<String, String> patients = new HashMap<>();
      for (String line : lines.subList(1, lines.size())) {
        List<String> cells = cells(line);
        String patient = cells.get(header.indexOf("pid"));
        patients.put(cells.get(header.indexOf("id")), patient);
        double[] p = new double[kinds.size()];
        Arrays.setAll(p, k -> number(cells.get(header.indexOf("p_" + kinds.get(k)))));
        said.computeIfAbsent(patient, key -> new ArrayList<>()).add(p);
      }
      SliceView.each(
          dataset,
          (id, view) -> {
            String patient = patients.get(id);
            if (patient != null) {
              views
                  .computeIfAbsent(patient, key -> new ArrayList<>())
                  .add(IntensityStatistics.of(view));
            }
          },
          progress);
      List<Acceptance.Looks> looks = new ArrayList<>();
      said.forEach(
          (patient, answers) ->
              looks.add(looks(views.getOrDefault(patient, List.of()), kinds, answers)));
      return looks;
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The predictions cannot be read back: " + Home.reason(e) + ".",
          e);
    }
  }

  private static Acceptance.Looks looks(
      List<IntensityStatistics> views, List<String> kinds, List<double[]> answers) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    AnalysisRow.views(views, numbers);
    for (int k = 0; k < kinds.size(); k++) {
      int kind = k;
      double mean = answers.stream().mapToDouble(p -> p[kind]).average().orElse(Double.NaN);
      if (Double.isFinite(mean)) {
        numbers.put(AnalysisRow.probability(kinds.get(k)), mean);
      }
    }
    return new Acceptance.Looks(numbers);
  }

  private static double number(String cell) {
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private static List<String> cells(String line) {
    return Arrays.asList(line.split(",", -1));
  }
}
