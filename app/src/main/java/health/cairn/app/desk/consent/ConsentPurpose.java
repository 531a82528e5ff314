package health.cairn.app.desk.consent;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a patient is asked about, one at a time and in this order.
public enum ConsentPurpose {
  /// Those who treat the patient here may use the pictures and the record.
  CARE(0),
  /// Another institution, named on the screen, may look too.
  SECOND_OPINION(1),
  /// A program may analyse the pictures; a person decides on what it says.
  AI_ANALYSIS(1),
  /// Research without the patient's name.
  RESEARCH(5),
  /// Teaching without the patient's name.
  TEACHING(5);

  private final int years;

  ConsentPurpose(int years) {
    this.years = years;
  }

  /// The last day of a consent that begins on `from`; empty where it holds until it is taken back.
  public Optional<LocalDate> standardEnd(LocalDate from) {
    return years == 0 ? Optional.empty() : Optional.of(from.plusYears(years));
  }

  /// As on the command line and in the names of texts ("second-opinion").
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ConsentPurpose> of(String key) {
    return List.of(values()).stream().filter(p -> p.key().equals(key)).findFirst();
  }
}
