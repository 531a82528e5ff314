package health.cairn.ledger.journal;

import health.cairn.ledger.json.Json;

/// What fits into an entry.
final class Limits {
  /// Canonical bytes of one entry; larger openings are refused.
  static final int ENTRY_BYTES = 8 << 10;

  private Limits() {}

  static void text(String what, String value, int min, int max) {
    if (value.length() < min || value.length() > max) {
      throw new IllegalArgumentException(
          "a " + what + " of " + value.length() + " characters, not " + min + " to " + max);
    }
    new Json.Text(value); // refuses lone surrogates
  }
}
