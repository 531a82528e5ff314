package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.app.CairnException;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.ModelFolder;
import health.cairn.imaging.inference.ModelRef;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A network of two parts that learnt from this site's exports, each without one fold, beside those that are shipped.
class NetworksHereTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "cheng-t1c-vgg16";
  private static final String SET = "site-0123abcd";

  @TempDir Path directory;
  private SecondReader reader;
  private NetworksHere here;

  @BeforeEach
  void addNetworks() throws Exception {
    Path models = directory.resolve("models");
    ModelFolder.add(card("both", Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 4))), models);
    ModelFolder.add(card("second", Map.of(1, List.of(2, 3, 4))), models);
    ModelFolder.add(card("silent", Map.of(0, List.of())), models);
    reader = new SecondReader(List.of(models), List::of);
    here = new NetworksHere(() -> reader, SET);
  }

  @AfterEach
  void close() {
    reader.close();
  }

  @Test
  void asking_letsOnlyThosePartsAnswerThatDidNotLearnFromThePatientsFold() throws Exception {
    Networks both = here.with(NAME + "@both");
    Networks second = here.with(NAME + "@second");

    assertTrue(here.learntHere(both));
    assertFalse(here.learntHere(here.now()));
    assertEquals(said(second, Optional.empty()), said(both, Optional.of(1)));
    assertNotEquals(said(both, Optional.empty()), said(both, Optional.of(1)));
    assertNotEquals(said(both, Optional.of(4)), said(both, Optional.of(1)));
    assertTrue(
        here.asking(both).ask(Optional.of(2), List.of(head())).isEmpty(),
        "both parts learnt from it");
    assertEquals(said(both, Optional.empty()), said(both, Optional.of(5)), "nobody saw it");
  }

  @Test
  void with_refusesACardThatDoesNotSayWhatItsNetworksLearntFrom() {
    CairnException refused = assertThrows(CairnException.class, () -> here.with(NAME + "@silent"));
    assertEquals(CairnException.Kind.REFUSED, refused.kind());
    assertTrue(refused.getMessage().contains("trainedOn"), refused.getMessage());
  }

  /// What the network of this name says, among all of them.
  private List<Double> said(Networks networks, Optional<Integer> fold) throws Exception {
    List<MemberSlice> heard = here.asking(networks).ask(fold, List.of(head()));
    return heard.getFirst().answers().stream()
        .filter(answer -> answer.member().equals(NAME))
        .findFirst()
        .orElseThrow()
        .probabilities();
  }

  /// @param folds that each part learnt from of the site's set, by its place on the shipped card; none for a card
  ///   that says nothing
  private Path card(String version, Map<Integer, List<Integer>> folds) throws Exception {
    Path pack = Files.createDirectory(directory.resolve(version));
    ObjectNode card = (ObjectNode) JSON.readTree(resource(NAME + ".json"));
    card.put("version", version);
    JsonNode shipped = card.path("files");
    ArrayNode files = card.putArray("files");
    for (int part = 0; part < shipped.size(); part++) {
      List<Integer> learnt = folds.get(part);
      if (learnt != null) {
        ObjectNode file = (ObjectNode) shipped.path(part);
        file.remove("explain");
        if (learnt.isEmpty()) {
          file.remove("trainedOn");
        } else {
          ObjectNode on = ((ArrayNode) file.path("trainedOn")).addObject();
          on.put("dataset", SET);
          learnt.forEach(on.putArray("folds")::add);
        }
        files.add(file);
        Files.write(pack.resolve(file.path("file").asText()), resource(file.path("file").asText()));
      }
    }
    Path written = pack.resolve(NAME + ".json");
    Files.writeString(written, card.toString());
    return written;
  }

  private static byte[] resource(String file) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            ModelRef.class.getResourceAsStream("/health/cairn/imaging/models/" + file), file)) {
      return in.readAllBytes();
    }
  }

  private static SliceSample head() {
    int side = 128;
    double[] values = new double[side * side];
    BitSet disc = new BitSet();
    for (int at = 0; at < values.length; at++) {
      double x = at % side - 64;
      double y = at / side - 64;
      boolean inside = Math.hypot(x - 20, y + 10) < 14;
      values[at] = inside ? 250 : Math.hypot(x / 50, y / 58) < 1 ? 90 : 0;
      disc.set(at, inside);
    }
    return new SliceSample(
        side, side, values, Optional.of(new SliceSample.PixelSpacing(1.9, 1.9)), disc);
  }
}
