package health.cairn.app.desk;

import health.cairn.ledger.AnchorState;
import java.time.Instant;

/// One thing that somebody did with a patient's data, as the journal has it.
///
/// @param entry its place in the journal
/// @param time when; [Instant#EPOCH] where the words were erased
/// @param actor who; empty where the words were erased
/// @param event "access", "access denied", "break glass", "record amended", ...; "erased"
/// @param purpose why and on what grounds, as it was recorded
/// @param recordId what it is about
/// @param state how far its proof has come; Rejected where entry and journal do not agree
public record AuditLine(
    long entry,
    Instant time,
    String actor,
    String event,
    String purpose,
    String recordId,
    AnchorState state) {}
