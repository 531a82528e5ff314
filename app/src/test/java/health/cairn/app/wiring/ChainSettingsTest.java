package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.NetworkContracts;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChainSettingsTest {
  @TempDir Path directory;

  private static Address address(int number) {
    return Address.parse("0x%040x".formatted(number));
  }

  @Test
  void write_ofAnotherNetworkForgetsTheRegistriesOfTheOneBefore() throws Exception {
    Path file = directory.resolve("settings");
    Files.writeString(file, "ledger.consents.before=" + address(7).hex() + "\n");
    ChainSettings settings = new ChainSettings(file);
    assertEquals(List.of(address(7)), settings.consentsBefore());

    settings.write(
        ChainConfig.of(URI.create("http://localhost:8545"), 2, address(1)),
        new NetworkContracts(address(1), address(2), address(3), address(4)));

    assertEquals(List.of(), settings.consentsBefore());
    assertEquals(address(3), settings.consents().orElseThrow().contract());
  }
}
