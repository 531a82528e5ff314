package health.cairn.ledger.tiles;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.LeafTree;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.Rfc9162;
import health.cairn.ledger.merkle.TreeWalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tree in files: 32.2 bytes on disk per leaf, a few megabytes of memory whatever its size, and
/// nothing but its right edge read at start.
///
///     levels/0 .. 7   all tiles of a level, side by side (hash n of level l covers leaves n 256^l on)
///     log             what was appended since the level files were last forced
///     head            size and root up to which the level files were forced, replaced as a whole
///     lock            held while the store is open
///
/// [#append] forces the log once for each batch. On opening, the level files are cut back to the head,
/// whose root must follow from them, and the log is played again.
///
/// Not thread-safe: its owner guards it. Whatever cannot be read throws [UncheckedIOException] out of
/// [#node].
public final class TileStore implements LeafTree, AutoCloseable {
  private static final long LOG_BYTES = 8L << 20;
  private static final int CACHED_TILES = 256; // of 16 kB

  private final Path folder;
  private final FileChannel lock;
  private final List<LevelFile> levels = new ArrayList<>();
  private final TailLog log;
  private final Map<Long, ExpandedTile> cache =
      new LinkedHashMap<>(CACHED_TILES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ExpandedTile> eldest) {
          return size() > CACHED_TILES;
        }
      };
  private long size;
  private boolean failed;

  private TileStore(Path folder, FileChannel lock) throws IOException {
    this.folder = folder;
    this.lock = lock;
    Path levelFolder = Files.createDirectories(folder.resolve("levels"));
    for (int level = 0; level < Tile.LEVELS; level++) {
      levels.add(new LevelFile(levelFolder.resolve(Integer.toString(level))));
    }
    log = new TailLog(folder.resolve("log"));
  }

  /// Opens a store, making it where there is none, and mends what a stop in the midst of writing left.
  ///
  /// @param folder of its own
  /// @throws LedgerException kind INTEGRITY when the files are not what was written; CONFLICT when it
  ///     is open already; ENVIRONMENT when they cannot be read or written
  public static TileStore open(Path folder) throws LedgerException {
    FileChannel lock = null;
    TileStore store = null;
    boolean opened = false;
    try {
      Files.createDirectories(folder);
      lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        throw new LedgerException(
            Kind.CONFLICT, "The tree in " + folder + " is open in another program.");
      }
      store = new TileStore(folder, lock);
      store.recover();
      opened = true;
      return store;
    } catch (IOException | UncheckedIOException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The tree in " + folder + " cannot be read or written.", e);
    } finally {
      if (!opened) {
        closeQuietly(store, lock);
      }
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      @Nullable FileLock held = lock.tryLock();
      return held != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void closeQuietly(@Nullable TileStore store, @Nullable FileChannel lock)
      throws LedgerException {
    try {
      if (store != null) {
        store.closeFiles();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new LedgerException(Kind.ENVIRONMENT, "The tree's files cannot be closed.", e);
    }
  }

  private void recover() throws IOException, LedgerException {
    Head head = Head.read(folder.resolve("head"));
    for (int level = 0; level < Tile.LEVELS; level++) {
      long hashes = head.size >> (level * Tile.HEIGHT);
      if (levels.get(level).size() < hashes) {
        throw damaged("tiles are missing");
      }
      levels.get(level).cut(hashes);
    }
    size = head.size;
    if (!TreeWalk.root(this, size).equals(head.root)) {
      throw damaged("its tiles do not lead to its root");
    }
    for (TailLog.Batch batch : log.replay()) {
      long known = size - batch.from(); // a log that was not cleared any more after the head moved
      if (known < 0) {
        throw damaged("its log has a gap");
      }
      if (known < batch.leaves().size()) {
        write(batch.leaves().subList((int) known, batch.leaves().size()));
      }
    }
  }

  private LedgerException damaged(String how) {
    return new LedgerException(
        Kind.INTEGRITY,
        "The tree in "
            + folder
            + " is damaged: "
            + how
            + "; remove the folder, and it is made anew from the journal.");
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(List<Hash> leafHashes) throws LedgerException {
    if (failed) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The tree could not be written before; open it again.");
    }
    for (int from = 0; from < leafHashes.size(); from += TailLog.MAX_LEAVES) {
      int to = Math.min(leafHashes.size(), from + TailLog.MAX_LEAVES);
      try {
        log.append(new TailLog.Batch(size, leafHashes.subList(from, to)));
        failed = true; // what the log holds and the level files do not must not be passed over
        write(leafHashes.subList(from, to));
        if (log.bytes() >= LOG_BYTES) {
          settle();
        }
        failed = false;
      } catch (IOException | UncheckedIOException e) {
        throw new LedgerException(
            Kind.ENVIRONMENT, "The tree in " + folder + " cannot be written.", e);
      }
    }
  }

  /// Leaves behind the ones there are, with the hash of each tile that is full by them.
  private void write(List<Hash> leaves) throws IOException {
    ByteBuffer hashes = ByteBuffer.allocate(leaves.size() * Hash.BYTES);
    for (int i = 0; i < leaves.size(); i++) {
      leaves.get(i).copyTo(hashes.array(), i * Hash.BYTES);
    }
    long from = size;
    long to = size + leaves.size();
    levels.getFirst().write(from, hashes);
    for (int level = 1; level < Tile.LEVELS; level++) {
      long first = from >> Tile.HEIGHT;
      long last = to >> Tile.HEIGHT;
      if (first == last) {
        break;
      }
      ByteBuffer above = ByteBuffer.allocate((int) (last - first) * Hash.BYTES);
      for (long tile = first; tile < last; tile++) {
        byte[] full = levels.get(level - 1).read(tile * Tile.WIDTH, Tile.WIDTH);
        new ExpandedTile(full)
            .node(Tile.HEIGHT, 0)
            .copyTo(above.array(), (int) (tile - first) * Hash.BYTES);
      }
      levels.get(level).write(first, above);
      from = first;
      to = last;
    }
    size += leaves.size();
  }

  /// Forces the level files, moves the head, and begins a new log.
  private void settle() throws IOException {
    for (LevelFile level : levels) {
      level.force();
    }
    new Head(size, TreeWalk.root(this, size)).write(folder.resolve("head"));
    log.clear();
  }

  @Override
  public Hash node(int level, long index) {
    if (level < 0 || level >= Long.SIZE - 1 || index < 0 || index >= size >> level) {
      throw new IndexOutOfBoundsException("no complete subtree of level " + level);
    }
    int tileLevel = Math.min(level / Tile.HEIGHT, Tile.LEVELS - 1);
    int inside = level - tileLevel * Tile.HEIGHT;
    long first = index << inside; // the first of the tile level's hashes under this node
    int offset = (int) (first % Tile.WIDTH);
    return tile(tileLevel, first / Tile.WIDTH, offset + (1 << inside))
        .node(inside, offset >> inside);
  }

  /// The hashes of a tile, side by side (C2SP tlog-tiles), for whoever serves or copies them.
  ///
  /// @throws IndexOutOfBoundsException when the tree has not grown so far
  public byte[] hashes(Tile tile) {
    long there = (size >> (tile.level() * Tile.HEIGHT)) - tile.index() * Tile.WIDTH;
    if (tile.width() > there) {
      throw new IndexOutOfBoundsException("no such tile yet");
    }
    try {
      return levels.get(tile.level()).read(tile.index() * Tile.WIDTH, tile.width());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExpandedTile tile(int level, long index, int atLeast) {
    long key = index * Tile.LEVELS + level;
    ExpandedTile tile = cache.get(key);
    if (tile == null || tile.width() < atLeast) {
      long there = (size >> (level * Tile.HEIGHT)) - index * Tile.WIDTH;
      int width = (int) Math.min(Tile.WIDTH, there);
      tile = new ExpandedTile(hashes(new Tile(level, index, width)));
      cache.put(key, tile);
    }
    return tile;
  }

  /// Reads every tile and computes every hash above it again.
  ///
  /// @return whether all of them follow from the leaves
  public boolean holdsTogether() {
    for (int level = 1; level < Tile.LEVELS; level++) {
      long hashes = size >> (level * Tile.HEIGHT);
      for (long i = 0; i < hashes; i++) {
        byte[] below = hashes(new Tile(level - 1, i, Tile.WIDTH));
        byte[] here = hashes(new Tile(level, i / Tile.WIDTH, (int) (i % Tile.WIDTH) + 1));
        Hash kept = Hash.of(here, here.length - Hash.BYTES);
        if (!new ExpandedTile(below).node(Tile.HEIGHT, 0).equals(kept)) {
          return false;
        }
      }
    }
    return true;
  }

  /// Settles what the log still holds, and closes the files.
  ///
  /// @throws LedgerException kind ENVIRONMENT when they cannot be written; nothing is lost by it
  @Override
  public void close() throws LedgerException {
    try {
      if (!failed && log.bytes() > 0) {
        settle();
      }
    } catch (IOException | UncheckedIOException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The tree in " + folder + " cannot be written.", e);
    } finally {
      closeQuietly(this, lock);
    }
  }

  private void closeFiles() throws IOException {
    for (LevelFile level : levels) {
      level.close();
    }
    log.close();
  }

  /// How far the level files are known to be on disk.
  private record Head(long size, Hash root) {
    static Head read(Path file) throws IOException, LedgerException {
      String text;
      try {
        text = Files.readString(file, StandardCharsets.US_ASCII);
      } catch (NoSuchFileException e) {
        return new Head(0, Rfc9162.EMPTY_ROOT);
      }
      try {
        String[] lines = text.split("\n", -1);
        var head = new Head(Long.parseLong(lines[0]), Hash.fromHex(lines[1]));
        if (head.size >= 0 && head.text().equals(text)) {
          return head;
        }
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new LedgerException(Kind.INTEGRITY, "The head of a tree cannot be read.", e);
      }
      throw new LedgerException(Kind.INTEGRITY, "The head of a tree cannot be read.");
    }

    void write(Path file) throws IOException {
      Path fresh = file.resolveSibling("head.new");
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII)));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String text() {
      return size + "\n" + root.hex() + "\n";
    }
  }
}
