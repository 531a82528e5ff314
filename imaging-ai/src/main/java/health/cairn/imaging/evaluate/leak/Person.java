package health.cairn.imaging.evaluate.leak;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who stands behind a set's patient number.
public final class Person {
  // Cheng's numbers of the second hospital: MR024780B, D and E are examinations of one person
  // (their
  // slices look alike), which the set's own folds do not keep together.
  private static final Pattern EXAMINATION = Pattern.compile("(MR\\d{6})[A-Z]?");
  // TCGA cases of the FLAIR set end in the day of the examination.
  private static final Pattern TCGA = Pattern.compile("(TCGA_[A-Z0-9]+_[A-Z0-9]+)_\\d{8}");

  private Person() {}

  /// The same text for all examinations of one person, as far as the numbers of the known sets tell.
  public static String of(String patient) {
    for (Pattern pattern : new Pattern[] {EXAMINATION, TCGA}) {
      Matcher matcher = pattern.matcher(patient);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    return patient;
  }
}
