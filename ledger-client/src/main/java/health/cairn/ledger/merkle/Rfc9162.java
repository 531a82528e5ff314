package health.cairn.ledger.merkle;

/// The hash functions of RFC 9162 2.1.1: leaves and nodes are told apart by their first byte, so
/// that no leaf can be passed off as a node.
public final class Rfc9162 {
  /// Root of the tree without leaves: the hash of nothing.
  public static final Hash EMPTY_ROOT = Hash.sha256(new byte[0]);

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private Rfc9162() {}

  /// `SHA-256(0x00 || data)`.
  public static Hash leafHash(byte[] data) {
    return Hash.sha256(new byte[] {LEAF}, data);
  }

  /// `SHA-256(0x01 || left || right)`.
  public static Hash nodeHash(Hash left, Hash right) {
    byte[] input = new byte[1 + 2 * Hash.BYTES];
    input[0] = NODE;
    left.copyTo(input, 1);
    right.copyTo(input, 1 + Hash.BYTES);
    return Hash.ofInput(input);
  }
}
