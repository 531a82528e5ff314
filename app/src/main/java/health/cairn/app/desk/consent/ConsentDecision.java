package health.cairn.app.desk.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// A decision as it is kept.
///
/// @param consentId "Consent/...": its record, and the subject of its journal entries
/// @param textVersion which text was shown ([KioskTexts#VERSION])
/// @param signature "DRAWN", "TYPED", "PAPER", "NONE" or [#FROM_RECORD]
/// @param endedAt when it was taken back or replaced
public record ConsentDecision(
    String consentId,
    String patientKey,
    ConsentTerms terms,
    Instant decidedAt,
    KioskLanguage language,
    int textVersion,
    String signature,
    Optional<String> witness,
    State state,
    Optional<Instant> endedAt) {

  /// Nobody signed it here: a FHIR Consent from elsewhere says so.
  public static final String FROM_RECORD = "FHIR";

  /// Whether it stands in a record from elsewhere, which is not ours to change.
  public boolean fromRecord() {
    return signature.equals(FROM_RECORD);
  }

  /// What has become of a decision.
  public enum State {
    /// It holds, unless its last day is over.
    STANDING,
    /// The patient took it back.
    WITHDRAWN,
    /// A later decision on the same purpose took its place.
    REPLACED
  }

  /// Whether it holds now, a yes or a no.
  public boolean inForce(Instant now) {
    return state == State.STANDING
        && terms
            .until()
            .map(day -> !now.atZone(ZoneId.systemDefault()).toLocalDate().isAfter(day))
            .orElse(true);
  }
}
