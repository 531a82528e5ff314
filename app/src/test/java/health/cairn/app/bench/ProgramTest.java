package health.cairn.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private static final String JAVA = System.getProperty("java.home") + "/bin/java";

  @Test
  void run_readsTheKernelsHighWaterMark() throws Exception {
    Program.Ended ended = new Program(List.of(JAVA)).run(List.of("--version"));

    assertTrue(ended.millis() > 0);
    assertEquals(Files.exists(Path.of("/proc/self/status")), ended.peakBytes().isPresent());
  }

  @Test
  void run_failsWhenTheProgramDoes() {
    Program program = new Program(List.of(JAVA));

    assertThrows(IllegalStateException.class, () -> program.run(List.of("-NoSuchOption")));
  }
}
