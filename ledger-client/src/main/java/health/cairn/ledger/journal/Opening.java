package health.cairn.ledger.journal;

import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.Rfc9162;
import java.nio.charset.StandardCharsets;

/// What turns a leaf back into words: the salt and the entry's canonical JSON. Holds patient data;
/// it stays in the encrypted store, or goes into a proof file when its owner reveals it.
///
/// @param salt see [Salt]
/// @param canonicalJson see [Entry#canonicalBytes]
public record Opening(Salt salt, String canonicalJson) {
  /// The opening of an entry.
  public static Opening of(Entry entry, Salt salt) {
    return new Opening(salt, new String(entry.canonicalBytes(), StandardCharsets.UTF_8));
  }

  /// The commitment that is the leaf's data.
  public Hash commitment() {
    return salt.commit(canonicalJson.getBytes(StandardCharsets.UTF_8));
  }

  /// The leaf's hash in the tree: [Rfc9162#leafHash] of the commitment.
  public Hash leafHash() {
    return Rfc9162.leafHash(commitment().bytes());
  }

  /// @throws JsonRefusedException when the text is not an entry's canonical form
  public Entry entry() throws JsonRefusedException {
    return Entry.parse(canonicalJson.getBytes(StandardCharsets.UTF_8));
  }

  /// Without the content: openings must not end up in a log by accident.
  @Override
  public String toString() {
    return "Opening[hidden]";
  }
}
