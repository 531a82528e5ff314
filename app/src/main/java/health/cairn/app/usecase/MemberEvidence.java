package health.cairn.app.usecase;

import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.OutOfFold;
import health.cairn.imaging.fuse.TumourClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the models answered in an analysis, and which networks they were, in the form that calibration and fusion
/// are fitted on.
final class MemberEvidence {
  private static final String NOBODY = "undecided";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private MemberEvidence() {}

  /// Every member's answers; empty where there were none, or of a member whose name the form cannot hold.
  static Optional<String> of(Analysis analysis) {
    List<OutOfFold> rows = new ArrayList<>();
    for (int i = 0; i < analysis.members().size(); i++) {
      MemberSlice slice = analysis.members().get(i);
      for (MemberAnswer answer : slice.answers()) {
        rows.add(
            new OutOfFold(
                "slice" + i,
                NOBODY,
                0,
                TumourClass.NONE,
                answer.member(),
                answer.probabilities(),
                answer.novelty(),
                slice.evidence()));
      }
    }
    boolean named = rows.stream().allMatch(row -> NAME.matcher(row.member()).matches());
    return rows.isEmpty() || !named
        ? Optional.empty()
        : Optional.of(new KeptAnswers(analysis.members().getFirst().networks(), rows).text());
  }

  /// The class that was proposed, or empty.
  static String proposed(Analysis analysis) {
    return analysis.classification().flatMap(Classification::decision).orElse("");
  }

  /// The same answers of a patient known by a pseudonym, with what was true.
  static String labelled(String answers, String pseudonym, String label) {
    try {
      KeptAnswers kept = KeptAnswers.read(answers);
      return new KeptAnswers(
              kept.networks(),
              kept.rows().stream()
                  .map(
                      row ->
                          new OutOfFold(
                              row.id(),
                              pseudonym,
                              row.fold(),
                              TumourClass.of(label).orElseThrow(),
                              row.member(),
                              row.probabilities(),
                              row.novelty(),
                              row.evidence()))
                  .toList())
          .text();
    } catch (ImagingException | IOException e) {
      throw new IllegalStateException("answers that were written here cannot be read", e);
    }
  }
}
