package health.cairn.app.desk;

import java.util.Optional;

/// What the bottom line of the window shows.
///
/// @param user account that is signed in
/// @param journalEntries leaves in the local journal
/// @param chainConfigured whether a network to anchor on is configured
/// @param waitingForChain checkpoints in the outbox that no chain has confirmed
/// @param drift what the latest analyses have that the first had not, in a few words; empty where nothing
///     changed or it is too early to say
/// @param amiss what the monitor found that does not agree, in a few words; empty where it found nothing
public record DeskStatus(
    String user,
    long journalEntries,
    boolean chainConfigured,
    long waitingForChain,
    Optional<String> drift,
    Optional<String> amiss) {}
