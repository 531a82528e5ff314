package health.cairn.app.store;

import health.cairn.app.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// Where everything of one installation lies: keys, database, objects, models, settings.
///
/// @param directory absolute
public record Home(Path directory) {

  public Home {
    directory = directory.toAbsolutePath().normalize();
  }

  /// The home a user gets who names none: `$CAIRN_HOME`, else the system's place for such data.
  public static Home standard(Map<String, String> environment) {
    String named = environment.getOrDefault("CAIRN_HOME", "");
    if (!named.isBlank()) {
      return new Home(Path.of(named));
    }
    String user = System.getProperty("user.home");
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    if (os.contains("win")) {
      String local = environment.getOrDefault("LOCALAPPDATA", user);
      return new Home(Path.of(local, "Cairn"));
    }
    if (os.contains("mac")) {
      return new Home(Path.of(user, "Library", "Application Support", "Cairn"));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    return new Home(
        data.isBlank() ? Path.of(user, ".local", "share", "cairn") : Path.of(data, "cairn"));
  }

  public Path keyFile() {
    return directory.resolve("keys.json");
  }

  /// As H2 wants it: without the `.mv.db` it adds.
  public Path database() {
    return directory.resolve("cairn");
  }

  public Path objects() {
    return directory.resolve("objects");
  }

  /// The tree over the journal, which can be made anew from the database.
  public Path journalTree() {
    return directory.resolve("journal-tree");
  }

  /// What this home cosigned of other institutions' journals.
  public Path witnessed() {
    return directory.resolve("witnessed");
  }

  /// Where a site puts checkpoints that other institutions hold, of this journal and of theirs.
  public Path elsewhere() {
    return directory.resolve("elsewhere");
  }

  /// Where a site puts models of its own.
  public Path models() {
    return directory.resolve("models");
  }

  /// Patients' decisions on their way to the chain: signed, pseudonymous.
  public Path decisions() {
    return directory.resolve("decisions.txt");
  }

  public Path settings() {
    return directory.resolve("settings.properties");
  }

  public boolean exists() {
    return Files.exists(keyFile());
  }

  /// Whether there is a database, whatever is in it.
  public boolean hasDatabase() {
    return Files.exists(databaseFile());
  }

  /// Makes the folder, readable by its owner only.
  ///
  /// @throws CairnException REFUSED where a home is there already, or the folder cannot be made
  public void prepare() throws CairnException {
    if (exists()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "There is a home in " + directory + " already; open it, or name another folder.");
    }
    if (hasDatabase()) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The home in "
              + directory
              + " has lost its keys.json; restore that file from a backup, or name another folder.");
    }
    try {
      Files.createDirectories(directory);
      OwnerOnly.createDirectory(directory);
      OwnerOnly.createDirectory(objects());
      OwnerOnly.createDirectory(models());
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "A home cannot be made in " + directory + ": " + reason(e) + ".",
          e);
    }
  }

  /// Makes the database file and the folder of objects readable by their owner only, whoever made them.
  void narrowDatabase() throws CairnException {
    try {
      OwnerOnly.narrowFile(databaseFile());
      OwnerOnly.createDirectory(objects());
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The permissions of the home in " + directory + " cannot be set: " + reason(e) + ".",
          e);
    }
  }

  private Path databaseFile() {
    return directory.resolve("cairn.mv.db");
  }

  /// What the system said, without repeating the path it said it of.
  public static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException denied -> "access denied";
      case java.nio.file.NoSuchFileException missing -> "no such file or folder";
      case java.nio.file.FileSystemException fs when fs.getReason() != null -> fs.getReason();
      default ->
          e.getCause() instanceof IOException cause
              ? reason(cause) // a writer of pictures says only that it failed
              : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }
}
