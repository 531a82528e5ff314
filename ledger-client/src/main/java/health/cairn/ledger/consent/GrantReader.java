package health.cairn.ledger.consent;

/// Reads grants from a chain. Needs no key. Blocks for a bounded time.
public interface GrantReader {
  GrantLookup lookup(GrantKey key);
}
