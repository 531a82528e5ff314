package health.cairn.fhir.codec;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Who a patient is, as their FHIR Patient resource says.
///
/// @param reference `Patient/id`
/// @param identifiers as listed in the resource, those that are no longer valid (`use` old) left out
/// @param name in reading order ("Jane M. Doe"), of the name that is official, else usual, else first;
///     empty where there is none
/// @param birthDate where it is known to the day
/// @param birthDateText as recorded ("1972-03", "1972"), or empty
/// @param sex "F", "M", "O", or empty where unknown
/// @param deceased whether the record says that the patient has died
/// @param deceasedText when, as recorded, or empty
public record PatientRecord(
    String reference,
    List<Identifier> identifiers,
    String name,
    Optional<LocalDate> birthDate,
    String birthDateText,
    String sex,
    boolean deceased,
    String deceasedText) {

  public PatientRecord {
    identifiers = List.copyOf(identifiers);
  }

  /// @param system URI of who gives the value out, or empty
  /// @param value as printed on the wristband
  /// @param type code of v2-0203 ("MR" medical record, "SS", "DL"), or empty
  public record Identifier(String system, String value, String type) {}

  /// The medical record number: the first identifier of type MR, else the first without a type, else
  /// the first; empty where there is none.
  public String medicalRecordNumber() {
    return identifiers.stream()
        .filter(i -> i.type().equals("MR"))
        .findFirst()
        .or(() -> identifiers.stream().filter(i -> i.type().isEmpty()).findFirst())
        .or(() -> identifiers.stream().findFirst())
        .map(Identifier::value)
        .orElse("");
  }

  /// Whether two records of the same reference cannot be the same person: they share no identifier and
  /// differ in birth date or in sex. Ids such as `Patient/1` are given out by every hospital anew, so
  /// an import asks this before it writes a new version of a patient.
  public boolean contradicts(PatientRecord other) {
    boolean shareIdentifier =
        identifiers.stream()
            .anyMatch(
                mine ->
                    other.identifiers.stream()
                        .anyMatch(
                            its ->
                                mine.system().equals(its.system())
                                    && mine.value().equals(its.value())));
    return !shareIdentifier
        && (differ(birthDateText, other.birthDateText) || differ(sex, other.sex));
  }

  private static boolean differ(String one, String other) {
    return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
  }
}
