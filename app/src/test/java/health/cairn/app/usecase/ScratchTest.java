package health.cairn.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir Path parent;

  @Test
  void close_leavesNothing() throws Exception {
    Scratch scratch = Scratch.create(parent);
    Files.createDirectories(scratch.directory().resolve("zip1/deep"));
    Files.writeString(scratch.directory().resolve("zip1/deep/image"), "x");
    scratch.close();
    assertFalse(Files.exists(scratch.directory()));
  }

  @Test
  void create_removesWhatADeadProcessLeft() throws Exception {
    Path left = Files.createDirectories(parent.resolve("cairn-scratch-1/zip1"));
    Files.writeString(left.resolve("image"), "in the clear");
    Files.write(parent.resolve("cairn-scratch-1/in-use"), new byte[] {1});
    Scratch.create(parent).close();
    assertFalse(Files.exists(parent.resolve("cairn-scratch-1")));
  }

  @Test
  void create_leavesAloneWhatIsInUseOrNotOurs() throws Exception {
    Path elsewhere = Files.createDirectories(parent.resolve("elsewhere"));
    Files.createFile(elsewhere.resolve("in-use"));
    Files.createSymbolicLink(parent.resolve("cairn-scratch-2"), elsewhere);
    Path other = Files.createDirectory(parent.resolve("cairn-scratch-3"));
    Path beingMade = Files.createDirectory(parent.resolve("cairn-scratch-4"));
    Files.createFile(beingMade.resolve("in-use"));
    try (Scratch first = Scratch.create(parent);
        Scratch second = Scratch.create(parent)) {
      assertTrue(Files.exists(first.directory()));
      assertTrue(Files.exists(second.directory()));
      assertTrue(Files.exists(other), "without a lock file it may be new");
      assertTrue(Files.exists(beingMade), "not locked yet");
      assertTrue(Files.exists(elsewhere.resolve("in-use")), "a link is not followed");
    }
  }

  /// Another program may not take the first folder for abandoned because this one made a second.
  @Test
  void create_keepsTheLocksOfThisProcess() throws Exception {
    try (Scratch first = Scratch.create(parent);
        Scratch second = Scratch.create(parent)) {
      assertEquals(0, otherProcess());
      assertTrue(Files.exists(first.directory()));
      assertTrue(Files.exists(second.directory()));
    }
  }

  private int otherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                parent.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(other.waitFor(120, TimeUnit.SECONDS));
    return other.exitValue();
  }

  /// What another Cairn does when it starts.
  static final class Other {
    private Other() {}

    public static void main(String[] parent) throws Exception {
      Scratch.create(Path.of(parent[0])).close();
    }
  }
}
