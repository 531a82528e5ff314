package health.cairn.app.access;

import health.cairn.ledger.consent.HandedGrant;
import java.time.Instant;

/// A grant that came with a patient's data from another institution, for a second opinion here.
///
/// @param grantId "ReceivedGrant/...": the subject of its journal entries
/// @param handed as it came; its signature was checked when it was taken in
public record ReceivedGrant(
    String grantId, String patientKey, HandedGrant handed, Instant receivedAt) {
  /// Name of the institution that the data came from.
  public String from() {
    return handed.said().from();
  }

  /// Whether it covers the health record, besides the pictures.
  public boolean coversTheRecord() {
    return handed.said().record();
  }
}
