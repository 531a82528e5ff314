package health.cairn.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTimeCodesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;

  @Test
  void redeem_refusesACodeWhoseTimeIsOver() throws Exception {
    Home home = new Home(directory.resolve("home"));
    home.prepare();
    try (Passphrase passphrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.create(home.keyFile(), passphrase);
        Database database = Database.open(home, keys)) {
      String patient =
          database.write(c -> new PatientIndex(c).findOrAdd("1", "Jane", Optional.empty(), "F"));
      String code =
          database.write(
              c -> new OneTimeCodes(c).issue(patient, "Charité", true, NOON.plusSeconds(900)));
      assertEquals(
          Optional.empty(),
          database.write(c -> new OneTimeCodes(c).redeem(code, NOON.plusSeconds(901))));
      String fresh =
          database.write(
              c -> new OneTimeCodes(c).issue(patient, "Charité", true, NOON.plusSeconds(900)));
      OneTimeCodes.Admitted admitted =
          database
              .write(c -> new OneTimeCodes(c).redeem(fresh, NOON.plusSeconds(900)))
              .orElseThrow();
      assertEquals(new OneTimeCodes.Admitted(patient, "Charité", true), admitted);
      String stored =
          database.read(
              c -> {
                try (var rows =
                    c.createStatement().executeQuery("select count(*) from one_time_code")) {
                  rows.next();
                  return rows.getString(1);
                }
              });
      assertTrue(stored.equals("0"), "a code that was used is gone");
    }
  }
}
