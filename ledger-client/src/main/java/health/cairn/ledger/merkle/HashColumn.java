package health.cairn.ledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A growing list of hashes in blocks of plain bytes: no object per hash, no copying on growth.
final class HashColumn {
  private static final int PER_BLOCK = 1 << 10;

  private final List<byte[]> blocks = new ArrayList<>();
  private long size;

  void add(Hash hash) {
    int offset = (int) (size % PER_BLOCK);
    if (offset == 0) {
      blocks.add(new byte[PER_BLOCK * Hash.BYTES]);
    }
    hash.copyTo(blocks.getLast(), offset * Hash.BYTES);
    size++;
  }

  Hash get(long index) {
    Objects.checkIndex(index, size);
    return Hash.of(blocks.get((int) (index / PER_BLOCK)), (int) (index % PER_BLOCK) * Hash.BYTES);
  }
}
