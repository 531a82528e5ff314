package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.metric.RocArea;
import health.cairn.imaging.uncertainty.ErrorScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/// Whether a second, different model helps a classifier to find its own errors: fitted on the people of
/// the first folds, measured on those of the last, all unseen by both; and on each fold by a score fitted on the others,
/// all answers together. Reads what both said from their `predictions.csv`.
final class SecondOpinions {
  private static final int LEAST_ERRORS = 5;

  private SecondOpinions() {}

  private record Row(int fold, ErrorScore.Seen seen) {}

  /// Writes nothing where there are no two such folds, or too few errors to learn from.
  ///
  /// @param part takes the figures
  /// @param predictions of the classifier
  /// @param second of the other model
  static void write(ObjectNode part, Path predictions, String name, Path second)
      throws ImagingException {
    List<Row> rows = rows(CsvTable.read(predictions), CsvTable.read(second));
    TreeSet<Integer> folds = new TreeSet<>(rows.stream().map(Row::fold).toList());
    if (folds.size() < 2) {
      return;
    }
    int last = folds.last();
    List<ErrorScore.Seen> fit = seen(rows.stream().filter(r -> r.fold() != last).toList());
    List<ErrorScore.Seen> other = seen(rows.stream().filter(r -> r.fold() == last).toList());
    long errors = fit.stream().filter(ErrorScore.Seen::wrong).count();
    if (errors < LEAST_ERRORS || errors == fit.size()) {
      return;
    }
    ErrorScore score = ErrorScore.fit(fit);
    part.put("with", name);
    HeldApart.write(part.putObject("fittedOn"), folds.headSet(last), patients(fit));
    HeldApart.write(part.putObject("measuredOn"), folds.tailSet(last), patients(other));
    auroc(part, "byConfidence", other, i -> 1 - other.get(i).largest());
    auroc(
        part,
        "bySecondOpinion",
        other,
        i -> score.of(other.get(i).largest(), other.get(i).seconded()));
    acrossFolds(part, rows, folds);
    ObjectNode card = part.putObject("errorScore").put("with", name);
    card.put("constant", score.constant());
    card.put("doubt", score.doubt());
    card.put("dissent", score.dissent());
  }

  /// Left out where a fold's others have no error to learn from.
  private static void acrossFolds(ObjectNode part, List<Row> rows, SortedSet<Integer> folds) {
    List<ErrorScore.Seen> answers = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int fold : folds) {
      List<ErrorScore.Seen> others = seen(rows.stream().filter(r -> r.fold() != fold).toList());
      long errors = others.stream().filter(ErrorScore.Seen::wrong).count();
      if (errors < LEAST_ERRORS || errors == others.size()) {
        return;
      }
      ErrorScore score = ErrorScore.fit(others);
      for (ErrorScore.Seen one : seen(rows.stream().filter(r -> r.fold() == fold).toList())) {
        answers.add(one);
        scores.add(score.of(one.largest(), one.seconded()));
      }
    }
    HeldApart.write(part.putObject("acrossFoldsOn"), folds, patients(answers));
    auroc(part, "acrossFolds", answers, scores::get);
  }

  private static void auroc(
      ObjectNode part, String name, List<ErrorScore.Seen> answers, IntToDoubleFunction score) {
    int[] all = java.util.stream.IntStream.range(0, answers.size()).toArray();
    JsonNumbers.number(part, name, RocArea.of(all, score, i -> answers.get(i).wrong()));
    JsonNumbers.interval(
        part,
        name + "Ci95",
        Bootstrap.ci95(
            answers.stream().map(ErrorScore.Seen::patient).toList(),
            drawn -> RocArea.of(drawn, score, i -> answers.get(i).wrong())));
  }

  private static List<ErrorScore.Seen> seen(List<Row> rows) {
    return rows.stream().map(Row::seen).toList();
  }

  private static int patients(List<ErrorScore.Seen> answers) {
    return (int) answers.stream().map(ErrorScore.Seen::patient).distinct().count();
  }

  private static List<Row> rows(CsvTable first, CsvTable second) throws ImagingException {
    Map<String, List<String>> others = new HashMap<>();
    int otherId = second.required("id");
    second.rows().forEach(r -> others.put(r.get(otherId), r));
    int id = first.required("id");
    int said = first.required("predicted_class");
    int exposure = first.required("exposure");
    int otherExposure = second.required("exposure");
    List<Row> rows = new ArrayList<>();
    for (List<String> row : first.rows()) {
      List<String> other = others.get(row.get(id));
      int column = second.column("p_" + row.get(said));
      if (other != null
          && column >= 0
          && !other.get(column).isEmpty()
          && row.get(exposure).equals(Exposure.UNSEEN.word())
          && other.get(otherExposure).equals(Exposure.UNSEEN.word())) {
        rows.add(
            new Row(
                Integer.parseInt(row.get(first.required("fold"))),
                new ErrorScore.Seen(
                    row.get(first.required("pid")),
                    Double.parseDouble(row.get(first.required("p_" + row.get(said)))),
                    Double.parseDouble(other.get(column)),
                    !row.get(said).equals(row.get(first.required("class"))))));
      }
    }
    return rows.stream().filter(r -> r.fold() > 0).toList();
  }
}
