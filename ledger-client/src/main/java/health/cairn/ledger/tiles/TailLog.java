package health.cairn.ledger.tiles;

import health.cairn.ledger.merkle.Hash;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The write-ahead log of a tile store: what was appended since the level files were last forced to
/// disk. A record is the index of its first leaf (8 bytes), the number of leaves (4), the leaf hashes,
/// and the SHA-256 of all that. The first record that does not fit ends the log: it was being written
/// when the machine stopped.
final class TailLog implements AutoCloseable {
  /// Leaves in one record.
  static final int MAX_LEAVES = 1 << 16;

  private static final int HEAD = Long.BYTES + Integer.BYTES;

  private final FileChannel channel;
  private long end;

  TailLog(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// One record.
  ///
  /// @param from index of its first leaf
  record Batch(long from, List<Hash> leaves) {}

  /// The records, in order; what follows the last whole one is cut off.
  List<Batch> replay() throws IOException {
    var batches = new ArrayList<Batch>();
    long size = channel.size();
    long at = 0;
    while (size - at >= HEAD + 2L * Hash.BYTES) {
      ByteBuffer head = read(at, HEAD);
      long from = head.getLong();
      int count = head.getInt();
      long length = HEAD + (count + 1L) * Hash.BYTES;
      if (from < 0 || count < 1 || count > MAX_LEAVES || size - at < length) {
        break;
      }
      byte[] body = read(at, (int) length - Hash.BYTES).array();
      if (!Hash.of(read(at + body.length, Hash.BYTES).array()).equals(Hash.sha256(body))) {
        break;
      }
      var leaves = new ArrayList<Hash>(count);
      for (int i = 0; i < count; i++) {
        leaves.add(Hash.of(body, HEAD + i * Hash.BYTES));
      }
      batches.add(new Batch(from, leaves));
      at += length;
    }
    channel.truncate(at);
    end = at;
    return batches;
  }

  /// Appends a record; it is on disk when this returns. When it fails the log is as before.
  void append(Batch batch) throws IOException {
    int body = HEAD + batch.leaves.size() * Hash.BYTES;
    ByteBuffer record = ByteBuffer.allocate(body + Hash.BYTES);
    record.putLong(batch.from).putInt(batch.leaves.size());
    for (int i = 0; i < batch.leaves.size(); i++) {
      batch.leaves.get(i).copyTo(record.array(), HEAD + i * Hash.BYTES);
    }
    byte[] covered = Arrays.copyOf(record.array(), body);
    Hash.sha256(covered).copyTo(record.array(), body);
    record.clear();
    boolean done = false;
    try {
      long at = end;
      while (record.hasRemaining()) {
        at += channel.write(record, at);
      }
      channel.force(false);
      end = at;
      done = true;
    } finally {
      if (!done) {
        channel.truncate(end);
      }
    }
  }

  long bytes() {
    return end;
  }

  void clear() throws IOException {
    channel.truncate(0);
    channel.force(true);
    end = 0;
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    long position = at;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, position);
      if (n < 0) {
        throw new EOFException("the log shrinks while it is read");
      }
      position += n;
    }
    return buffer.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
