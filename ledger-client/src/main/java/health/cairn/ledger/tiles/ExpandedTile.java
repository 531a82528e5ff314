package health.cairn.ledger.tiles;

import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.Rfc9162;

/// A tile with the hashes of the complete subtrees inside it: 32 bytes each, level upon level.
final class ExpandedTile {
  private final byte[][] levels = new byte[Tile.HEIGHT + 1][];
  private final int width;

  /// @param hashes the tile's own, side by side
  ExpandedTile(byte[] hashes) {
    width = hashes.length / Hash.BYTES;
    levels[0] = hashes;
    for (int level = 1; level <= Tile.HEIGHT; level++) {
      int count = width >> level;
      levels[level] = new byte[count * Hash.BYTES];
      for (int i = 0; i < count; i++) {
        Rfc9162.nodeHash(node(level - 1, 2 * i), node(level - 1, 2 * i + 1))
            .copyTo(levels[level], i * Hash.BYTES);
      }
    }
  }

  int width() {
    return width;
  }

  /// @param level above the tile's own hashes, 0 to 8
  Hash node(int level, int index) {
    if (index < 0 || index >= width >> level) {
      throw new IndexOutOfBoundsException("the subtree is not complete");
    }
    return Hash.of(levels[level], index * Hash.BYTES);
  }
}
