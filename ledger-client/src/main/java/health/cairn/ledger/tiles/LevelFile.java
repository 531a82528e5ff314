package health.cairn.ledger.tiles;

import health.cairn.ledger.merkle.Hash;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// All tiles of one level in one file, one after the other: hash n at byte 32 n.
final class LevelFile implements AutoCloseable {
  private final FileChannel channel;

  LevelFile(Path file) throws IOException {
    channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /// Whole hashes in the file; what a torn write left behind them does not count.
  long size() throws IOException {
    return channel.size() / Hash.BYTES;
  }

  /// Drops everything from hash `size` on.
  void cut(long size) throws IOException {
    if (channel.size() > size * Hash.BYTES) {
      channel.truncate(size * Hash.BYTES);
    }
  }

  void write(long at, ByteBuffer hashes) throws IOException {
    long position = at * Hash.BYTES;
    while (hashes.hasRemaining()) {
      position += channel.write(hashes, position);
    }
  }

  /// @throws EOFException when the file is shorter
  byte[] read(long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count * Hash.BYTES);
    long position = at * Hash.BYTES;
    while (buffer.hasRemaining()) {
      int n = channel.read(buffer, position);
      if (n < 0) {
        throw new EOFException("a tile that is cut off");
      }
      position += n;
    }
    return buffer.array();
  }

  void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
