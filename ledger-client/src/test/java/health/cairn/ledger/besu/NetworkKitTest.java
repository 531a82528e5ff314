package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.rlp.RlpDecoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;

/// The scripts of `network/`, run for real as far as they go without a Besu.
class NetworkKitTest {
  private static final Path KIT = NetworkKit.SCRIPTS;
  private static final List<String> HOSTS = NetworkKit.HOSTS;
  private static final String ACCOUNT = NetworkKit.ACCOUNT;

  @TempDir Path folder;
  private NetworkKit kit;

  @BeforeEach
  void useFolder() {
    kit = new NetworkKit(folder);
  }

  @Test
  void genesis_namesTheValidatorsOfTheKeys() throws Exception {
    Path network = kit.network();
    JsonNode genesis =
        new ObjectMapper().readTree(Files.readString(network.resolve("validator-1/genesis.json")));
    assertEquals(20260, genesis.required("config").required("chainId").asLong());
    assertTrue(genesis.required("config").required("zeroBaseFee").asBoolean());
    assertEquals(
        1, genesis.required("config").required("qbft").required("blockperiodseconds").asInt());
    assertTrue(genesis.required("alloc").isEmpty());

    var expected = new ArrayList<String>();
    for (int i = 1; i <= HOSTS.size(); i++) {
      Path node = network.resolve("validator-" + i);
      String secret = Files.readString(node.resolve("key")).strip();
      Address address = SenderKey.of(HexFormat.of().parseHex(secret)).address();
      assertEquals(address.hex(), Files.readString(node.resolve("address")).strip());
      expected.add(address.hex());
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(node.resolve("key"))));
      assertEquals(
          genesis.toString(),
          new ObjectMapper().readTree(Files.readString(node.resolve("genesis.json"))).toString());
    }
    expected.sort(null);

    byte[] extra = HexFormat.of().parseHex(genesis.required("extraData").asText().substring(2));
    var parts = ((RlpList) RlpDecoder.decode(extra).getValues().getFirst()).getValues();
    assertEquals(5, parts.size(), "vanity, validators, vote, round, seals");
    assertArrayEquals(new byte[32], ((RlpString) parts.get(0)).getBytes());
    assertEquals(
        expected,
        ((RlpList) parts.get(1))
            .getValues().stream().map(each -> ((RlpString) each).asString()).toList());
    assertEquals(List.of(), ((RlpList) parts.get(2)).getValues());
    assertEquals(0, ((RlpString) parts.get(3)).getBytes().length);
    assertEquals(List.of(), ((RlpList) parts.get(4)).getValues());
  }

  @Test
  void allowList_isTheSameOnEveryNodeAndNamesEachOther() throws Exception {
    Path network = kit.network();
    String first = Files.readString(network.resolve("validator-1/permissions.toml"));
    for (int i = 1; i <= HOSTS.size(); i++) {
      Path node = network.resolve("validator-" + i);
      assertEquals(first, Files.readString(node.resolve("permissions.toml")));
      String enode =
          "enode://"
              + Files.readString(node.resolve("key.pub")).strip()
              + "@"
              + HOSTS.get(i - 1)
              + ":30303";
      assertTrue(first.contains(enode), first);
      assertTrue(Files.readString(node.resolve("static-nodes.json")).contains(enode));
    }
    assertTrue(first.contains("accounts-allowlist=[\"" + ACCOUNT + "\"]"));
  }

  @Test
  void make_refusesWhatWouldNotWorkAndOverwritesNothing() throws Exception {
    Path network = kit.network();
    byte[] key = Files.readAllBytes(network.resolve("validator-1/key"));
    assertTrue(kit.make(2, network, "1", HOSTS).contains("there already"));
    assertArrayEquals(key, Files.readAllBytes(network.resolve("validator-1/key")));
    Path other = folder.resolve("other");
    assertTrue(kit.make(2, other, "0", HOSTS).contains("chain"));
    assertTrue(kit.make(2, other, "1", HOSTS.subList(0, 3)).contains("at least 4"));
    assertTrue(kit.make(2, other, "1", List.of("a", "b", "c", "d")).contains("IPv4"));
    assertTrue(
        kit.make(2, other, "1", List.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.1"))
            .contains("twice"));
    assertTrue(Files.notExists(other));
  }

  /// A server that proves itself with what was made, a token that was made: both are taken.
  @Test
  void tlsAndToken_letAWorkstationIn() throws Exception {
    Path network = kit.network();
    kit.makeTls(0, network);
    assertTrue(kit.makeTls(2, network).contains("never overwritten"));
    assertTrue(Files.notExists(network.resolve("validator-1/tls/key.pem")));
    Path tokenFile = kit.makeToken(network);
    String token = Files.readString(tokenFile);
    String[] parts = token.strip().split("\\.");
    // Everything that a program that reads and sends asks for, and no vote for validators.
    for (String method :
        List.of(
            "eth_call",
            "eth_sendRawTransaction",
            "eth_getLogs",
            "net_listening",
            "web3_clientVersion",
            "qbft_getValidatorsByBlockNumber",
            "qbft_getSignerMetrics")) {
      assertTrue(GuardedNode.permits(parts[1], method), method);
    }
    assertFalse(GuardedNode.permits(parts[1], "qbft_proposeValidatorVote"));
    assertFalse(GuardedNode.permits(parts[1], "admin_addPeer"));
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(NetworkKit.tokenKey(network.resolve("validator-1")));
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(check.verify(Base64.getUrlDecoder().decode(parts[2])));
    JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertEquals(
        Duration.ofDays(30).toSeconds(),
        claims.required("exp").asLong() - claims.required("iat").asLong());

    var shown = new AtomicReference<>("");
    try (var node =
        new NodeProxy(
            asked -> {
              shown.set(asked.exchange().getRequestHeaders().getFirst("Authorization"));
              asked.answer(200, asked.result("\"0x1\""));
            },
            NetworkKit.tls(network.resolve("validator-1")))) {
      var outbox = new InMemoryOutboxStore();
      outbox.add(Tasks.prepared(1));
      var config =
          new ChainConfig(node.rpc(), 20260, new Address(ACCOUNT), Anvil.TIMING)
              .through(
                  List.of(node.rpc()), new NodeAccess(network.resolve("authority.pem"), tokenFile));
      try (var sender = new CheckpointSender(config, SenderKey::generate, outbox)) {
        var result = assertInstanceOf(SendResult.Distrusted.class, sender.drain());
        assertTrue(result.reason().contains("is on chain 1, not 20260"), result.reason());
      }
      assertEquals("Bearer " + token.strip(), shown.get());
      vote(node, network, tokenFile);
    }
  }

  private void vote(NodeProxy node, Path network, Path tokenFile) throws Exception {
    List<String> vote =
        List.of(
            KIT + "/validator-vote.sh",
            "remove",
            ACCOUNT,
            node.rpc().toString(),
            network.resolve("authority.pem").toString(),
            tokenFile.toString());
    assumeTrue(NetworkKit.exists("curl"), "no curl");
    assertTrue(kit.run(0, vote).contains("\"result\""));
    var wrong = new ArrayList<>(vote);
    wrong.set(2, "0x12");
    assertTrue(kit.run(2, wrong).contains("is no address"));
  }

  @Test
  void backup_givesBackWhatTheOthersCannot() throws Exception {
    Path node = kit.network().resolve("validator-2");
    Path data = node.resolve("data");
    Files.writeString(data.resolve("DATABASE_METADATA.json"), "{}");
    Path saved = folder.resolve("saved.tar");
    List<String> backup =
        List.of(KIT + "/backup.sh", node.toString(), data.toString(), saved.toString());
    kit.run(0, backup);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)));
    Path restored = Files.createDirectory(folder.resolve("restored"));
    kit.run(0, List.of("tar", "-C", restored.toString(), "-xf", saved.toString()));
    for (String name : List.of("key", "genesis.json", "config.toml", "permissions.toml")) {
      assertArrayEquals(
          Files.readAllBytes(node.resolve(name)), Files.readAllBytes(restored.resolve(name)));
    }
    assertTrue(kit.run(2, backup).contains("never overwritten"));
    Files.delete(node.resolve("key"));
    Files.delete(saved);
    assertTrue(kit.run(3, backup).contains("key is missing"));
    assertTrue(Files.notExists(saved));
  }

  /// Besu unpacks native libraries into its temporary folder and maps them executable.
  @Test
  void nodes_haveATemporaryFolderThatIsExecutable() throws Exception {
    String compose = Files.readString(KIT.resolve("compose.yaml"));
    assertTrue(compose.contains("\n  tmpfs: [\"/tmp:exec,size=512m\"]"), compose);
    String unit = Files.readString(KIT.resolve("besu.service"));
    Matcher given = Pattern.compile("-Djava\\.io\\.tmpdir=/var/lib/([\\w/]+)").matcher(unit);
    assertTrue(given.find(), unit);
    assertTrue(unit.contains("\nStateDirectory=besu " + given.group(1) + "\n"), unit);
    assertFalse(unit.contains("\nMemoryDenyWriteExecute="), unit);
    assertFalse(unit.contains("\nNoExecPaths="), unit);
  }

  @Test
  void scripts_passShellcheck() throws Exception {
    assumeTrue(NetworkKit.exists("shellcheck"), "no shellcheck");
    kit.run(
        0,
        List.of(
            "shellcheck",
            KIT + "/make-tls.sh",
            KIT + "/validator-vote.sh",
            KIT + "/backup.sh",
            KIT + "/../contracts/regenerate.sh"));
  }
}
