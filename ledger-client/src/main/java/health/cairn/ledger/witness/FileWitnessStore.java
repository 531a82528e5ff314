package health.cairn.ledger.witness;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One small file for each journal, replaced as a whole.
public final class FileWitnessStore implements WitnessStore {
  private final Path folder;

  public FileWitnessStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<WitnessedHead> head(String origin) throws LedgerException {
    try {
      var head = WitnessedHead.parse(Files.readString(file(origin), StandardCharsets.UTF_8));
      if (head.keys().first().name().equals(origin)) {
        return Optional.of(head);
      }
      throw new LedgerException(
          Kind.INTEGRITY, "What was cosigned for " + origin + " is mixed up.");
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new LedgerException(Kind.ENVIRONMENT, "What was cosigned cannot be read.", e);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          Kind.INTEGRITY, "What was cosigned for " + origin + " is damaged.", e);
    }
  }

  /// What is known of every journal, in no order.
  ///
  /// @throws LedgerException kind INTEGRITY when one cannot be read as what was saved
  public List<WitnessedHead> heads() throws LedgerException {
    var heads = new ArrayList<WitnessedHead>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "[0-9a-f]*")) {
      for (Path file : files) {
        if (file.getFileName().toString().length() == 2 * Hash.BYTES) {
          heads.add(WitnessedHead.parse(Files.readString(file, StandardCharsets.UTF_8)));
        }
      }
      return heads;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new LedgerException(Kind.ENVIRONMENT, "What was cosigned cannot be read.", e);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "Something of what was cosigned is damaged.", e);
    }
  }

  @Override
  public void save(String origin, WitnessedHead head) throws LedgerException {
    Path file = file(origin);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer text = ByteBuffer.wrap(head.text().getBytes(StandardCharsets.UTF_8));
        while (text.hasRemaining()) {
          channel.write(text);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LedgerException(Kind.ENVIRONMENT, "What is to be cosigned cannot be kept.", e);
    }
  }

  private Path file(String origin) {
    return folder.resolve(Hash.sha256(origin).hex());
  }
}
