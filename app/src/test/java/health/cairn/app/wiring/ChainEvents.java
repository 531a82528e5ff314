package health.cairn.app.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.ledger.besu.Anvil;
import java.util.ArrayList;
import java.util.List;

/// What anybody can read of a chain, straight from a node.
final class ChainEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Anvil anvil;

  ChainEvents(Anvil anvil) {
    this.anvil = anvil;
  }

  /// @param root of the accesses, hexadecimal
  record Batch(long number, String root, long count) {}

  /// Batches in a registry of accesses, in the order of their blocks.
  List<Batch> batches(String registry) throws Exception {
    List<Batch> found = new ArrayList<>();
    for (JsonNode log : logs(registry)) {
      String data = log.path("data").asText().substring(2);
      if (data.length() == 128) { // root and count; a flag has its entry alone
        found.add(
            new Batch(
                Long.parseLong(log.path("topics").get(2).asText().substring(2), 16),
                data.substring(0, 64),
                Long.parseLong(data.substring(64), 16)));
      }
    }
    return found;
  }

  /// Entries that are flagged in it, hexadecimal.
  List<String> flags(String registry) throws Exception {
    List<String> found = new ArrayList<>();
    for (JsonNode log : logs(registry)) {
      String data = log.path("data").asText().substring(2);
      if (data.length() == 64) {
        found.add(data);
      }
    }
    return found;
  }

  /// How many events a contract has.
  int count(String contract) throws Exception {
    return logs(contract).size();
  }

  private JsonNode logs(String contract) throws Exception {
    return ask(
        "eth_getLogs",
        "{\"fromBlock\":\"0x0\",\"toBlock\":\"latest\",\"address\":\"" + contract + "\"}");
  }

  /// The data of every transaction, hexadecimal.
  List<String> calldata() throws Exception {
    List<String> found = new ArrayList<>();
    long head = Long.decode(ask("eth_blockNumber").asText());
    for (long number = 0; number <= head; number++) {
      JsonNode block =
          ask("eth_getBlockByNumber", "\"0x" + Long.toHexString(number) + "\"", "true");
      block.path("transactions").forEach(sent -> found.add(sent.path("input").asText()));
    }
    return found;
  }

  /// Transactions of an account that are in blocks.
  long transactions(String account) throws Exception {
    return Long.decode(
        ask("eth_getTransactionCount", "\"" + account + "\"", "\"latest\"").asText());
  }

  private JsonNode ask(String method, String... parameters) throws Exception {
    return JSON.readTree(anvil.ask(method, parameters)).required("result");
  }
}
