package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandedGrantsTest {
  private static final SenderKey PATIENT = SenderKey.of(Hash.sha256("patient").bytes());

  /// r = 5 is the x of no point, s = 1.
  private static final String NO_POINT = "0x" + "0".repeat(63) + "5" + "0".repeat(63) + "1" + "1b";

  private static HandedGrant.Said said(String to, boolean record) {
    return new HandedGrant.Said(
        1337,
        new Address("0x" + "ab".repeat(20)),
        new GrantKey(PATIENT.address(), Hash.sha256("Institute B"), Hash.sha256("terms")),
        42,
        "Hospital Ä \"North\"",
        to,
        "second-opinion",
        record,
        Optional.of(LocalDate.of(2027, 11, 30)),
        "MRN-7",
        Optional.of(LocalDate.of(1970, 1, 2)));
  }

  @Test
  void sign_isRecognisedAfterTheJourney() throws Exception {
    HandedGrant grant = HandedGrants.sign(said("Institute B", false), PATIENT);

    HandedGrant arrived = HandedGrant.parse(grant.toBytes());

    assertEquals(grant, arrived);
    assertTrue(HandedGrants.isSigned(arrived));
    assertFalse(arrived.toString().contains("MRN-7"), "nothing of the patient in a log");
    assertFalse(arrived.said().toString().contains("MRN-7"), "nor by itself");
  }

  @Test
  void sign_refusesAKeyThatDidNotGrant() {
    SenderKey other = SenderKey.of(Hash.sha256("other").bytes());

    assertThrows(
        IllegalArgumentException.class, () -> HandedGrants.sign(said("Institute B", true), other));
  }

  /// One change at a time, each of which would say more or something else than the patient did.
  @Test
  void isSigned_refusesOtherWords() throws Exception {
    HandedGrant grant = HandedGrants.sign(said("Institute B", false), PATIENT);
    String text = new String(grant.toBytes(), StandardCharsets.UTF_8);
    Map<String, String> changes =
        Map.ofEntries(
            Map.entry("\"pictures\"", "\"everything\""),
            Map.entry("Institute B", "Institute C"),
            Map.entry("MRN-7", "MRN-8"),
            Map.entry("1970-01-02", "1971-01-02"),
            Map.entry("2027-11-30", "2037-11-30"),
            Map.entry("second-opinion", "research"),
            Map.entry("\"statement\":42", "\"statement\":43"),
            Map.entry("\"chainId\":1337", "\"chainId\":1338"),
            Map.entry("0x" + "ab".repeat(20), "0x" + "ac".repeat(20)),
            Map.entry(Hash.sha256("Institute B").hex(), Hash.sha256("Institute C").hex()),
            Map.entry(PATIENT.address().hex(), "0x" + "11".repeat(20)));
    for (Map.Entry<String, String> change : changes.entrySet()) {
      assertTrue(text.contains(change.getKey()), change.getKey());
      byte[] changed =
          text.replace(change.getKey(), change.getValue()).getBytes(StandardCharsets.UTF_8);
      assertFalse(HandedGrants.isSigned(HandedGrant.parse(changed)), change.getKey());
    }
    for (String signature :
        List.of(
            "0x" + "00".repeat(65),
            "0x" + "ff".repeat(64) + "1b",
            "0x" + "01".repeat(65),
            NO_POINT)) {
      assertFalse(HandedGrants.isSigned(new HandedGrant(grant.said(), signature)), signature);
    }
  }

  @Test
  void parse_refusesWhatIsNoGrant() throws Exception {
    String text =
        new String(
            HandedGrants.sign(said("Institute B", true), PATIENT).toBytes(),
            StandardCharsets.UTF_8);
    for (String broken :
        List.of(
            "",
            "[]",
            text + " ",
            text.replace("cairn-grant/1", "cairn-grant/2"),
            text.replace("\"everything\"", "\"all\""),
            text.replace("2027-11-30", "2027-11-31"),
            text.replace("\"MRN-7\"", "\"\""),
            text.replace("\"MRN-7\"", "\"" + "7".repeat(201) + "\""),
            text.replace("\"chainId\":1337", "\"chainId\":0"),
            text.replace("{", "{\"a\":1,"),
            text.replace("\"MRN-7\"", "\"" + "7".repeat(HandedGrant.MAX_BYTES) + "\""))) {
      assertThrows(
          JsonRefusedException.class,
          () -> HandedGrant.parse(broken.getBytes(StandardCharsets.UTF_8)),
          broken);
    }
  }
}
