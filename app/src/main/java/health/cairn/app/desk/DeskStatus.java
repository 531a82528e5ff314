package health.cairn.app.desk;

/// What the bottom line of the window shows.
///
/// @param user account that is signed in
/// @param journalEntries leaves in the local journal
/// @param chainConfigured whether a network to anchor on is configured
/// @param waitingForChain checkpoints in the outbox that no chain has confirmed
public record DeskStatus(
    String user, long journalEntries, boolean chainConfigured, long waitingForChain) {}
