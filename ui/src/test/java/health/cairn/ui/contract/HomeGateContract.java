package health.cairn.ui.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import org.junit.jupiter.api.Test;

/// What the locked door of a home keeps to.
abstract class HomeGateContract {
  private static final String RIGHT = "three stones on a hill";

  /// A door to a place where no home is yet; asked twice, two doors to the same place.
  abstract HomeGate door() throws Exception;

  @Test
  void create_makesAHomeThatIsThereAndBelongsToItsUser() throws Exception {
    HomeGate door = door();
    assertFalse(door.exists());
    try (Workstation made = door.create(RIGHT.toCharArray(), "Dr Lee")) {
      assertEquals("Dr Lee", made.status().user());
      assertTrue(made.worklist().isEmpty());
    }
    assertTrue(door.exists());
  }

  @Test
  void unlock_opensWithTheRightPassphraseOnly() throws Exception {
    door().create(RIGHT.toCharArray(), "Dr Lee").close();
    HomeGate door = door();
    CairnException refused =
        assertThrows(
            CairnException.class, () -> door.unlock("three stones on a hill?".toCharArray()));
    assertEquals(CairnException.Kind.NOT_ALLOWED, refused.kind());
    assertFalse(
        String.valueOf(refused.getMessage()).contains("stones"), "never repeats a passphrase");
    try (Workstation opened = door.unlock(RIGHT.toCharArray())) {
      assertTrue(opened.worklist().isEmpty());
    }
  }

  @Test
  void unlock_leavesThePassphraseToItsCallerToWipe() throws Exception {
    door().create(RIGHT.toCharArray(), "Dr Lee").close();
    char[] given = RIGHT.toCharArray();
    door().unlock(given).close();
    assertArrayEquals(RIGHT.toCharArray(), given);
  }

  @Test
  void unlock_isRefusedWhereThereIsNoHome() throws Exception {
    HomeGate door = door();
    assertThrows(CairnException.class, () -> door.unlock(RIGHT.toCharArray()));
    assertFalse(door.exists());
  }
}
