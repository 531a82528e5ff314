package health.cairn.app.store;

import health.cairn.app.CairnException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// How long the database was when it was closed, in a file beside it. A file that only grows and is cut off is still
/// a database, of an earlier day: it would open, and what came later would be missing without a word.
final class DatabaseLength {
  private static final int MOST_DIGITS = 19;

  private final Path database;
  private final Path mark;

  DatabaseLength(Home home) {
    this.database = home.database().resolveSibling(home.database().getFileName() + ".mv.db");
    this.mark = home.database().resolveSibling(home.database().getFileName() + ".length");
  }

  /// @throws CairnException INTEGRITY for a database that is shorter than it was
  void check() throws CairnException {
    if (!Files.exists(mark)) {
      return; // the last to have it open was killed, and what it had written is found
    }
    try {
      String text = Files.size(mark) > MOST_DIGITS ? "" : Files.readString(mark);
      if (!text.matches("[0-9]{1,18}") || Files.size(database) < Long.parseLong(text)) {
        throw new CairnException(
            CairnException.Kind.INTEGRITY,
            "The database is damaged: it is shorter than it was when it was closed; restore the home from a"
                + " backup.");
      }
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The database cannot be read: " + Home.reason(e) + ".", e);
    }
  }

  /// While it is open its length may be anything.
  void forget() throws CairnException {
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The home cannot be written to: " + Home.reason(e) + ".", e);
    }
  }

  /// After it was closed.
  void remember() throws IOException {
    Path fresh = mark.resolveSibling(mark.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out = OwnerOnly.newFile(fresh)) {
      out.write(StandardCharsets.US_ASCII.encode(Long.toString(Files.size(database))));
    }
    Files.move(fresh, mark, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
