package health.cairn.app.desk.consent;

import java.time.Instant;

/// Lets one patient in at the kiosk, once.
///
/// @param code 8 digits, shown once and kept nowhere
public record KioskCode(String code, Instant validUntil) {
  @Override
  public String toString() {
    return "KioskCode[hidden]";
  }
}
