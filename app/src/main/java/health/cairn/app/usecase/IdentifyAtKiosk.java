package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskCode;
import health.cairn.app.store.OneTimeCodes;
import health.cairn.app.store.PatientIndex;
import health.cairn.ledger.journal.EventKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Staff give a patient a code; with it the patient is let in at the kiosk, once.
public final class IdentifyAtKiosk {
  private static final String CODE_GIVEN = "code for the kiosk given";
  private static final String LET_IN = "let in at the kiosk by code";

  /// Time to walk over and sit down.
  public static final Duration VALID = Duration.ofMinutes(15);

  private final DeskJournal journal;
  private final Clock clock;

  public IdentifyAtKiosk(DeskJournal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /// @param patient whom it let in
  /// @param recipient institution to be asked for a second opinion, or empty
  public record Identified(PatientHeader patient, String recipient, boolean witnessNeeded) {}

  /// @param recipient institution to be asked for a second opinion, or empty
  /// @throws CairnException REFUSED for a name that is too long
  public KioskCode issue(String patientKey, String recipient, boolean witnessNeeded)
      throws CairnException {
    if (recipient.length() > ConsentTerms.RECIPIENT_LENGTH) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The institution's name is too long; use at most 200 characters.");
    }
    Instant until = clock.instant().plus(VALID);
    return journal.append(
        (connection, entries) -> {
          String code =
              new OneTimeCodes(connection)
                  .issue(patientKey, recipient.strip(), witnessNeeded, until);
          entries.event(EventKind.ACCESS, CODE_GIVEN, id(patientKey), patientKey);
          return new KioskCode(code, until);
        });
  }

  /// @return empty where no code that holds is this one; that is counted
  public Optional<Identified> identify(String typed) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          Optional<OneTimeCodes.Admitted> admitted =
              new OneTimeCodes(connection).redeem(typed, clock.instant());
          if (admitted.isEmpty()) {
            return Optional.empty();
          }
          String key = admitted.get().patientKey();
          entries.event(EventKind.ACCESS, LET_IN, id(key), key);
          return Optional.of(
              new Identified(
                  new PatientIndex(connection).byKey(key).orElseThrow(),
                  admitted.get().recipient(),
                  admitted.get().witnessNeeded()));
        });
  }

  private static String id(String patientKey) {
    return "ConsentVisit/" + patientKey;
  }
}
