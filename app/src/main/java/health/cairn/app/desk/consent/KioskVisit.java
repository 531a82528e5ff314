package health.cairn.app.desk.consent;

import java.time.LocalDate;
import java.util.Optional;

/// A patient at the kiosk, let in by a code. What it holds of a person is dropped when they go.
///
/// @param token names the visit; worth nothing once it has ended
/// @param name as the patient is greeted, or empty
/// @param birthDate to tell people of one name apart
/// @param recipient institution to be asked for a second opinion, or empty where none is planned
/// @param witnessNeeded a member of staff signs too
public record KioskVisit(
    String token,
    String name,
    Optional<LocalDate> birthDate,
    String recipient,
    boolean witnessNeeded) {

  /// Neither name nor token: this may end up in a log.
  @Override
  public String toString() {
    return "KioskVisit[hidden]";
  }
}
