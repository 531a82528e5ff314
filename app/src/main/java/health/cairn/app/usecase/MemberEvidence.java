package health.cairn.app.usecase;

import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.KeptAnswers;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.PackedSlice;
import health.cairn.imaging.fuse.TumourClass;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the models answered in an analysis, which networks they were, and the slices they were asked about: what
/// calibration and fusion are fitted on, and what networks that come later can be asked about.
final class MemberEvidence {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private MemberEvidence() {}

  /// Every member's answers; empty where there were none, or of a member whose name the form cannot hold.
  static Optional<String> of(Analysis analysis) {
    List<MemberSlice> heard = analysis.members();
    boolean named =
        heard.stream()
            .flatMap(slice -> slice.answers().stream())
            .allMatch(answer -> NAME.matcher(answer.member()).matches());
    return heard.isEmpty() || !named ? Optional.empty() : Optional.of(KeptAnswers.of(heard).text());
  }

  /// The slices, in the order of the answers.
  static List<byte[]> slices(Analysis analysis) {
    return analysis.members().stream().map(heard -> PackedSlice.of(heard.slice())).toList();
  }

  /// The class that was proposed, or empty.
  static String proposed(Analysis analysis) {
    return analysis.classification().flatMap(Classification::decision).orElse("");
  }

  /// The same answers of a patient known by a pseudonym, with what was true.
  static String labelled(String answers, String pseudonym, String label) {
    try {
      return KeptAnswers.read(answers)
          .labelled(pseudonym, TumourClass.of(label).orElseThrow())
          .text();
    } catch (ImagingException | IOException e) {
      throw new IllegalStateException("answers that were written here cannot be read", e);
    }
  }
}
