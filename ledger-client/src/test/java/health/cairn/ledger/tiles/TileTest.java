package health.cairn.ledger.tiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileTest {
  @Test
  void path_isThatOfTlogTiles() {
    assertEquals("tile/0/000", new Tile(0, 0, 256).path());
    assertEquals("tile/0/x001/x234/067", new Tile(0, 1234067, 256).path());
    assertEquals("tile/1/x005/029.p/7", new Tile(1, 5029, 7).path());
    for (Tile tile : List.of(new Tile(0, 0, 1), new Tile(7, 999, 255), new Tile(3, 1000, 256))) {
      assertEquals(tile, Tile.parse(tile.path()));
    }
  }

  @Test
  void parse_refusesEverySecondForm() {
    for (String odd :
        List.of(
            "",
            "tile/0/0",
            "tile/8/000",
            "tile/00/000",
            "tile/0/001/002",
            "tile/0/x000/067",
            "tile/0/067.p/0",
            "tile/0/067.p/256",
            "tile/0/067.p/01",
            "/tile/0/067",
            "tile/0/../067")) {
      assertThrows(IllegalArgumentException.class, () -> Tile.parse(odd), odd);
    }
  }
}
