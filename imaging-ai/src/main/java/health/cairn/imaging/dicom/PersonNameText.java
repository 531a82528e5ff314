package health.cairn.imaging.dicom;

import java.util.ArrayList;
import java.util.List;

/// Person names (VR PN, DICOM PS3.5 6.2.1) as people read them.
final class PersonNameText {
  private static final int FAMILY = 0;
  private static final int GIVEN = 1;
  private static final int MIDDLE = 2;
  private static final int PREFIX = 3;
  private static final int SUFFIX = 4;

  private PersonNameText() {}

  /// `Doe^Jane^^Dr.` reads "Dr. Jane Doe". Of the alphabetic, ideographic and phonetic groups the
  /// first that is not empty is used; the latter two read family name first.
  static String inReadingOrder(String personName) {
    String[] groups = personName.split("=", -1);
    for (int group = 0; group < groups.length; group++) {
      String[] parts = groups[group].split("\\^", -1);
      String read =
          group == 0
              ? join(parts, PREFIX, GIVEN, MIDDLE, FAMILY, SUFFIX)
              : join(parts, FAMILY, GIVEN, MIDDLE, SUFFIX);
      if (!read.isEmpty()) return read;
    }
    return "";
  }

  private static String join(String[] parts, int... order) {
    List<String> words = new ArrayList<>();
    for (int component : order) {
      if (component < parts.length && !parts[component].isBlank()) {
        words.add(parts[component].strip());
      }
    }
    return String.join(" ", words);
  }
}
