package health.cairn.app.analysis;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.OutOfFoldCsv;
import health.cairn.imaging.fuse.TumourClass;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/// What members said of one case, with who they were: the text that examples to learn from are kept as.
public record KeptAnswers(Networks networks, List<OutOfFold> rows) {
  private static final String NOBODY = "undecided";

  public KeptAnswers {
    rows = List.copyOf(rows);
  }

  /// What was heard of a case that nobody has decided on.
  ///
  /// @param heard of at least one slice
  public static KeptAnswers of(List<MemberSlice> heard) {
    List<OutOfFold> rows = new ArrayList<>();
    for (int i = 0; i < heard.size(); i++) {
      for (MemberAnswer answer : heard.get(i).answers()) {
        rows.add(
            new OutOfFold(
                "slice" + i,
                NOBODY,
                0,
                TumourClass.NONE,
                answer.member(),
                answer.probabilities(),
                answer.novelty(),
                heard.get(i).evidence()));
      }
    }
    return new KeptAnswers(heard.getFirst().networks(), rows);
  }

  /// The same answers of a patient known by a pseudonym, with what was true.
  public KeptAnswers labelled(String pseudonym, TumourClass label) {
    return new KeptAnswers(
        networks,
        rows.stream()
            .map(
                row ->
                    new OutOfFold(
                        row.id(),
                        pseudonym,
                        row.fold(),
                        label,
                        row.member(),
                        row.probabilities(),
                        row.novelty(),
                        row.evidence()))
            .toList());
  }

  /// The networks, then a table as calibration and fusion take it.
  public String text() {
    return networks.above(OutOfFoldCsv.write(rows));
  }

  /// @throws ImagingException REFUSED for a text that [#text] did not make
  public static KeptAnswers read(String text) throws ImagingException, IOException {
    return new KeptAnswers(
        Networks.of(text), OutOfFoldCsv.read(new StringReader(Networks.below(text))));
  }
}
