package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {
  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void init() {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
  }

  @Test
  void add_needsARoleThatIsOneAndAPassphrase() {
    assertEquals(3, terminal.run("account", "add", "lee", "--role", "emperor").exit());
    Ran without = terminal.run("account", "add", "lee", "--role", "radiologist");
    assertEquals(4, without.exit());
    assertTrue(without.err().contains("CAIRN_NEW_PASSPHRASE"), without.err());
    assertEquals(2, terminal.run("account", "add", "lee").exit());
    assertTrue(terminal.run("account", "list").out().startsWith("Nobody but the owner"));
  }

  @Test
  void policy_isShownChangedAndAdopted() throws Exception {
    Path file = directory.resolve("policy.json");
    Files.writeString(file, terminal.run("account", "policy").out().replace("72", "24"));

    Ran adopted = terminal.run("account", "policy", "--adopt", file);

    assertEquals(0, adopted.exit(), adopted.err());
    assertTrue(adopted.out().contains("AccessPolicy/1"), adopted.out());
    assertTrue(terminal.run("account", "policy").out().contains("24"));
    Files.writeString(file, "{}");
    Ran refused = terminal.run("account", "policy", "--adopt", file);
    assertEquals(3, refused.exit());
    assertEquals(1, refused.err().lines().count(), refused.err());
  }
}
