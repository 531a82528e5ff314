package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import health.cairn.app.command.Terminal.Ran;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proofs, QR codes, cosignatures and changes of keys, as scripts ask for them.
class ProofCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Terminal ours;
  private Path proof;

  @BeforeEach
  void fill() throws Exception {
    ours = home("ours");
    proof = directory.resolve("proof.json");
  }

  private Terminal home(String name) throws Exception {
    Terminal terminal = new Terminal(directory.resolve(name));
    ok(terminal.run("init"));
    Path record = directory.resolve("record.json");
    Files.writeString(
        record,
        """
        {"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}]}
        """);
    ok(terminal.run("import", record));
    return terminal;
  }

  @Test
  void proof_canBeReadFromThePictureOfItsCode() throws Exception {
    Path picture = directory.resolve("proof.png");
    ok(ours.run("proof", "Patient/jane", "--out", proof, "--qr", picture));
    String text = decoded(picture);
    assertTrue(text.startsWith("CAIRN2:"), text);
    Path file = Files.writeString(directory.resolve("proof.txt"), text + "\n");
    JsonNode fromCode = verified(file);
    assertEquals(verified(proof), fromCode);
    assertEquals("Patient/jane", fromCode.get("record").asText());
    for (int at : new int[] {20, text.length() / 2, text.length() - 2}) {
      char other = text.charAt(at) == 'A' ? 'B' : 'A';
      Files.writeString(file, text.substring(0, at) + other + text.substring(at + 1));
      assertEquals(5, ours.run("verify", file).exit(), "character " + at);
    }
  }

  @Test
  void proof_carriesCosignaturesOfOtherHomes() throws Exception {
    Terminal theirs = home("theirs");
    JsonNode us = report(ours.run("ledger", "witness", "--json"));
    String witness = report(theirs.run("ledger", "witness", "--json")).get("witnessKey").asText();
    Path request = directory.resolve("request");
    Path answer = directory.resolve("answer");
    ok(ours.run("ledger", "request-cosignature", "--out", request));
    assertEquals(3, theirs.run("ledger", "cosign", request, "--out", answer).exit(), "a stranger");
    assertFalse(Files.exists(answer));
    String key = us.get("journalKey").asText();
    ok(theirs.run("ledger", "cosign", request, "--out", answer, "--introduce", key));
    ok(ours.run("ledger", "cosigned", answer, "--witness", witness));
    ok(ours.run("proof", "Patient/jane", "--out", proof));
    Ran enough = ours.run("verify", proof, "--json", "--witness", witness, "--key", key);
    assertEquals(0, enough.exit(), enough.out());
    assertEquals(1, JSON.readTree(enough.out()).get("witnesses").size());
    assertTrue(JSON.readTree(enough.out()).get("keyTrusted").asBoolean());
    String other = report(ours.run("ledger", "witness", "--json")).get("witnessKey").asText();
    assertEquals(5, ours.run("verify", proof, "--witness", other).exit(), "another witness");
    assertEquals(5, ours.run("verify", proof, "--key", "0a".repeat(32)).exit(), "another key");
    assertEquals(2, ours.run("verify", proof, "--key", "0a").exit(), "no key");
    Ran again = theirs.run("ledger", "cosign", request, "--out", answer);
    assertEquals(0, again.exit(), "the very same is cosigned again");
  }

  @Test
  void proof_holdsAcrossAChangeOfTheKey() throws Exception {
    String key = report(ours.run("ledger", "witness", "--json")).get("journalKey").asText();
    JsonNode change = report(ours.run("ledger", "rotate-key", "--compromised", "--json"));
    assertEquals(key, change.get("oldKey").asText());
    assertEquals("CheckpointKey/1", change.get("record").asText());
    ok(ours.run("proof", "CheckpointKey/1", "--out", proof));
    Ran ran = ours.run("verify", proof, "--json", "--key", key);
    assertEquals(0, ran.exit(), ran.out());
    JsonNode report = JSON.readTree(ran.out());
    assertEquals("KEY_CHANGED", report.get("event").asText());
    ok(ours.run("proof", "Patient/jane", "--out", proof));
    ok(ours.run("verify", proof, "--key", change.get("newKey").asText()));
    assertEquals("true", report(ours.run("ledger", "check", "--json")).get("intact").asText());
  }

  /// As it is before the first anchor, and after somebody took the receipt out.
  @Test
  void verify_exits5WhenAChainIsToBeAskedAndTheProofHasNoReceipt() throws Exception {
    ok(ours.run("proof", "Patient/jane", "--out", proof));
    assertEquals("not yet anchored", verified(proof).get("anchor").asText());
    Ran ran = ours.run("verify", proof, "--json", "--rpc", "http://127.0.0.1:1");
    assertEquals(5, ran.exit(), ran.out() + ran.err());
    JsonNode report = JSON.readTree(ran.out());
    assertFalse(report.get("verified").asBoolean());
    assertTrue(report.get("reason").asText().contains("receipt was taken out"), ran.out());
  }

  @Test
  void proof_refusedWhereNothingCanBeWritten() throws Exception {
    assertEquals(3, ours.run("proof", "Patient/jane", "--out", directory).exit());
    assertEquals(3, ours.run("proof", "Patient/jane", "--out", proof, "--qr", directory).exit());
    assertFalse(Files.exists(proof));
    assertFalse(Files.exists(directory.resolve("proof.json.new")));
  }

  private JsonNode verified(Path file) throws Exception {
    Ran ran = ours.run("verify", file, "--json");
    assertEquals(0, ran.exit(), ran.out() + ran.err());
    return JSON.readTree(ran.out());
  }

  private static JsonNode report(Ran ran) throws Exception {
    assertEquals(0, ran.exit(), ran.out() + ran.err());
    return JSON.readTree(ran.out());
  }

  private static void ok(Ran ran) {
    assertEquals(0, ran.exit(), ran.out() + ran.err());
  }

  private static String decoded(Path png) throws Exception {
    BufferedImage picture = ImageIO.read(png.toFile());
    int[] pixels =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
    // The picture is no photograph: a search for the code's corners finds false ones in one of
    // twenty.
    String text =
        new QRCodeReader()
            .decode(
                new BinaryBitmap(new HybridBinarizer(source)),
                Map.of(DecodeHintType.PURE_BARCODE, true))
            .getText();
    assertEquals(
        text, new String(text.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII));
    return text;
  }
}
