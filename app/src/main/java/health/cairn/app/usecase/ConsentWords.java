package health.cairn.app.usecase;

import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import java.util.List;
import java.util.Optional;

/// How the journal says what a patient decided, so that it can be read back from the journal alone.
public final class ConsentWords {
  private static final String AGREED = "agreed ";
  private static final String DECLINED = "declined ";
  private static final String TAKEN_BACK = "taken back";
  private static final String NARROWED = "narrowed to pictures";
  private static final String PICTURES_ONLY = ", pictures only";
  private static final String SEPARATOR = ": ";

  /// Where a decision was made that staff recorded.
  public static final String ON_PAPER = "on paper";

  /// That another institution may not do any more what it was granted; [#read] passes it over.
  static final String GRANT_TAKEN_BACK = "took back the grant of a second opinion";

  private ConsentWords() {}

  /// Whether staff recorded what these words say.
  ///
  /// @param words purpose of a CONSENT_DECIDED entry
  public static boolean onPaper(String words) {
    return words.startsWith(AGREED + ON_PAPER) || words.startsWith(DECLINED + ON_PAPER);
  }

  /// A patient's word on a purpose.
  ///
  /// @param yes false for a no, and for a yes that is taken back
  /// @param record whether a yes holds for the health record as well as for pictures
  public record Word(ConsentPurpose purpose, boolean yes, boolean record) {}

  /// @param where "at the kiosk", "on paper"
  static String decided(ConsentTerms terms, String where) {
    String scope =
        terms.permitted() && terms.scope() == ConsentScope.PICTURES_ONLY ? PICTURES_ONLY : "";
    return (terms.permitted() ? AGREED : DECLINED)
        + where
        + scope
        + SEPARATOR
        + terms.purpose().key();
  }

  /// A whole sitting ("decided at the kiosk; yes to care, research; no to teaching"). [#read] passes it over: each
  /// decision has an entry of its own.
  static String sitting(List<ConsentTerms> terms, String where) {
    return "decided " + where + named(terms, true, "; yes to ") + named(terms, false, "; no to ");
  }

  private static String named(List<ConsentTerms> terms, boolean permitted, String before) {
    List<String> names =
        terms.stream()
            .filter(t -> t.permitted() == permitted)
            .map(
                t ->
                    t.purpose().key()
                        + (t.scope() == ConsentScope.PICTURES_ONLY ? " (pictures only)" : ""))
            .toList();
    return names.isEmpty() ? "" : before + String.join(", ", names);
  }

  static String takenBack(ConsentPurpose purpose) {
    return TAKEN_BACK + SEPARATOR + purpose.key();
  }

  static String narrowed(ConsentPurpose purpose) {
    return NARROWED + SEPARATOR + purpose.key();
  }

  /// @param words purpose of a CONSENT_DECIDED entry
  /// @return empty where they are about something else
  public static Optional<Word> read(String words) {
    int end = words.lastIndexOf(SEPARATOR);
    if (end < 0) {
      return Optional.empty();
    }
    boolean yes = words.startsWith(AGREED) || words.startsWith(NARROWED);
    boolean no = words.startsWith(DECLINED) || words.startsWith(TAKEN_BACK);
    boolean pictures =
        words.startsWith(NARROWED) || words.substring(0, end).endsWith(PICTURES_ONLY);
    return yes == no
        ? Optional.empty()
        : ConsentPurpose.of(words.substring(end + SEPARATOR.length()))
            .map(purpose -> new Word(purpose, yes, yes && !pictures));
  }
}
