package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A second model that dissents where the first errs, on the same pictures.
class SecondOpinionsTest {
  @TempDir Path folder;

  private final ObjectNode part = JsonMapper.builder().build().createObjectNode();

  @Test
  void write_fitsOnOneFoldAndMeasuresOnTheNext() throws Exception {
    predictions("unseen");

    SecondOpinions.write(part, folder.resolve("a.csv"), "second", folder.resolve("b.csv"));

    assertEquals("[3]", part.path("fittedOn").path("folds").toString());
    assertEquals(60, part.path("measuredOn").path("patients").intValue());
    assertTrue(
        part.path("bySecondOpinion").doubleValue() > part.path("byConfidence").doubleValue() + 0.1,
        part.toString());
    assertEquals(120, part.path("acrossFoldsOn").path("patients").intValue());
    assertTrue(
        part.path("acrossFolds").doubleValue() > part.path("byConfidence").doubleValue() + 0.1,
        part.toString());
    assertTrue(part.path("errorScore").path("dissent").doubleValue() > 0, part.toString());
    String table = SecondOpinionTable.of(Map.of("first", part));
    assertTrue(table.contains("| first | second | 60 of fold 3 | 60 of fold 4 |"), table);
  }

  @Test
  void write_saysNothingOfPeopleWhomAModelSaw() throws Exception {
    predictions("seen");

    SecondOpinions.write(part, folder.resolve("a.csv"), "second", folder.resolve("b.csv"));

    assertTrue(part.isEmpty());
    assertEquals("", SecondOpinionTable.of(Map.of()));
  }

  private void predictions(String exposure) throws Exception {
    Random random = new Random(5);
    StringBuilder first = new StringBuilder("id,pid,fold,class,predicted_class,p_x,p_y,exposure\n");
    StringBuilder second = new StringBuilder("id,p_x,p_y,p_none,exposure\n");
    for (int i = 0; i < 120; i++) {
      boolean wrong = i % 5 == 0;
      double p = 0.6 + 0.4 * random.nextDouble();
      double q = wrong ? 0.5 * random.nextDouble() : 0.2 + 0.8 * random.nextDouble();
      first.append(
          String.format(
              Locale.ROOT,
              "%d,p%d,%d,%s,x,%.4f,%.4f,%s%n",
              i,
              i,
              i < 60 ? 3 : 4,
              wrong ? "y" : "x",
              p,
              1 - p,
              exposure));
      second.append(String.format(Locale.ROOT, "%d,%.4f,%.4f,0,%s%n", i, q, 1 - q, exposure));
    }
    Files.writeString(folder.resolve("a.csv"), first);
    Files.writeString(folder.resolve("b.csv"), second);
  }
}
