package health.cairn.ledger.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDecisionOutboxTest extends DecisionOutboxContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("decisions");
  }

  @Override
  protected DecisionOutbox emptyStore() throws Exception {
    return new FileDecisionOutbox(file());
  }

  @Override
  protected DecisionOutbox reopened(DecisionOutbox store) throws Exception {
    return new FileDecisionOutbox(file());
  }

  @Test
  void open_refusesEveryDamagedByte() throws Exception {
    DecisionOutbox store = emptyStore();
    for (DecisionTask each : eachKind()) {
      store.add(each);
    }
    byte[] good = Files.readAllBytes(file());
    for (int at = 0; at < good.length; at++) {
      byte[] damaged = good.clone();
      damaged[at] ^= 1;
      Files.write(file(), damaged);
      var e = assertThrows(LedgerException.class, this::emptyStore, "byte " + at);
      assertEquals(Kind.INTEGRITY, e.kind());
    }
    Files.write(file(), java.util.Arrays.copyOf(good, good.length - 1));
    assertThrows(LedgerException.class, this::emptyStore);
    Files.write(file(), good);
    assertEquals(eachKind(), emptyStore().all());
  }

  /// A kill while the new file is being written leaves the old one.
  @Test
  void open_ignoresAHalfWrittenSuccessor() throws Exception {
    emptyStore().add(eachKind().getFirst());
    Files.writeString(folder.resolve("decisions.new"), "half");
    DecisionOutbox store = emptyStore();
    assertEquals(1, store.all().size());
    store.add(eachKind().get(1));
    assertEquals(2, emptyStore().all().size());
  }
}
