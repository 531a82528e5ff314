package health.cairn.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  private static final Salt SALT = Salt.of(new byte[32]);
  private static final Entry ENTRY =
      new Entry(
          5,
          EventKind.RECORD_STORED,
          Instant.parse("2026-03-12T07:30:00.125Z"),
          "account-7",
          "import",
          new Subject("Observation/12", 2, SALT.digest(new byte[] {1, 2, 3})));

  /// The bytes an independent verifier must arrive at. Made from the definition with:
  /// `printf '%s' "$json" | (head -c 32 /dev/zero; cat) | sha256sum`.
  @Test
  void canonicalBytes_areFixed() {
    String json =
        "{\"actor\":\"account-7\",\"event\":\"RECORD_STORED\",\"index\":5,\"purpose\":\"import\","
            + "\"record\":{\"digest\":\"DIGEST\",\"id\":\"Observation/12\",\"version\":2},"
            + "\"time\":\"2026-03-12T07:30:00.125Z\"}";
    // printf '\1\2\3' | openssl dgst -sha256 -mac HMAC -macopt hexkey:$(printf '00%.0s' $(seq 32))
    json =
        json.replace("DIGEST", "c25cf64db0f3339e7e80fbd6e0be879956a6a3d7e4987a2a4d01fb90f27b5639");
    assertEquals(json, new String(ENTRY.canonicalBytes(), StandardCharsets.UTF_8));
    assertEquals(
        "3a666aca05b565674cdf206ddcca58f1af0f993e65cfc0c726312d35ede4fb2c",
        Opening.of(ENTRY, SALT).commitment().hex());
    assertEquals(
        "0f177cf112dfa11897083985b5c9a632731c209b38d5738ee0b9f9ca33d588ed",
        Opening.of(ENTRY, SALT).leafHash().hex());
  }

  @Test
  void parse_readsBackWhatWasWritten() throws JsonRefusedException {
    assertEquals(ENTRY, Entry.parse(ENTRY.canonicalBytes()));
    var access = new Entry(0, EventKind.ACCESS, Instant.EPOCH, "a", "", new Subject("x", 1, null));
    assertEquals(access, Entry.parse(access.canonicalBytes()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        // an event nobody knows, a time in another form, a member too many, a version of 0
        "{\"actor\":\"a\",\"event\":\"NONE\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T00:00:00Z\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T01:00:00+01:00\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T00:00:00.000Z\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":0,\"more\":1,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T00:00:00Z\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"more\":1,\"version\":1},\"time\":\"1970-01-01T00:00:00Z\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":0},\"time\":\"1970-01-01T00:00:00Z\"}",
        "{\"actor\":\"a\",\"event\":\"ACCESS\",\"index\":-1,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T00:00:00Z\"}",
        "{\"actor\":\"\",\"event\":\"ACCESS\",\"index\":0,\"purpose\":\"\",\"record\":{\"id\":\"x\",\"version\":1},\"time\":\"1970-01-01T00:00:00Z\"}"
      })
  void parse_refusesWhatIsNoEntry(String json) {
    assertThrows(
        JsonRefusedException.class, () -> Entry.parse(json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void commitment_differsWhenOnlyTheSaltDiffers() {
    assertNotEquals(
        Opening.of(ENTRY, Salt.random()).commitment(),
        Opening.of(ENTRY, Salt.random()).commitment());
  }

  @Test
  void digest_isTheSameForBytesAndStream() throws Exception {
    byte[] content = HexFormat.of().parseHex("00ff".repeat(100_000));
    Salt salt = Salt.random();
    assertEquals(salt.digest(content), salt.digest(new ByteArrayInputStream(content)));
    assertNotEquals(Hash.sha256(content), salt.digest(content));
  }

  @Test
  void secrets_areNotInToString() {
    Salt salt = Salt.random();
    Opening opening = Opening.of(ENTRY, salt);
    assertFalse((salt + " " + opening).contains(salt.hex()));
    assertFalse(opening.toString().contains("Observation"));
    assertTrue(new Leaf(5, opening.leafHash(), opening).toString().contains("hidden"));
  }
}
