package health.cairn.app.usecase;

import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import java.util.Optional;

/// How the journal says what a patient decided, so that it can be read back from the journal alone.
public final class ConsentWords {
  private static final String AGREED = "agreed ";
  private static final String DECLINED = "declined ";
  private static final String TAKEN_BACK = "taken back";
  private static final String NARROWED = "narrowed to pictures";
  private static final String PICTURES_ONLY = ", pictures only";
  private static final String SEPARATOR = ": ";

  private ConsentWords() {}

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
