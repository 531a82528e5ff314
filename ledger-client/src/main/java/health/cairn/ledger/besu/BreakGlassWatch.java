package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;

/// What a patient's watcher sees: the flags of accesses without a grant, found by their tags. Needs no
/// account. Thread-safe; close it when done.
public final class BreakGlassWatch implements AutoCloseable {
  private static final Address ANYBODY = new Address("0x" + "00".repeat(20));
  private static final int MAX_FLAGS = 1000;
  private static final Hash NOTHING = Hash.of(new byte[Hash.BYTES]);

  private final ChainPlace place;
  private final EvmNode node;

  /// @param number of the flag, from 1
  /// @param entry commitment to the journal's entry, which the institution can be asked to open
  /// @param block in which it was flagged
  /// @param time of that block
  public record Flag(long number, Hash entry, long block, Instant time) {}

  /// @param config its contract is the registry of accesses; its first endpoint is asked
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BreakGlassWatch(ChainConfig config) throws LedgerException {
    this.place = config.place(ANYBODY);
    this.node = EvmNode.open(config.rpc(), config.timing(), config.access());
  }

  /// The flags from a number on, until the first that is not there; at most 1,000.
  ///
  /// @param institution salted digest of its name
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED; that nothing was flagged is an empty list, and
  ///     never what a failure looks like
  public List<Flag> since(Hash institution, WatchKey key, long number) throws LedgerException {
    node.requireChain(place.chainId());
    Registry.requireCode(node, place.contract(), RegistryArtifact.ACCESS_REGISTRY);
    var flags = new ArrayList<Flag>();
    while (flags.size() < MAX_FLAGS) {
      Flag next = at(institution, key.tag(number + flags.size()), number + flags.size());
      if (next.entry().equals(NOTHING)) {
        break;
      }
      flags.add(next);
    }
    return List.copyOf(flags);
  }

  private Flag at(Hash institution, Hash tag, long number) throws LedgerException {
    var function =
        new Function(
            AccessRegistry.FUNC_FLAGAT,
            List.of(new Bytes32(institution.bytes()), new Bytes32(tag.bytes())),
            List.of(
                TypeReference.create(Bytes32.class),
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint64.class)));
    EvmNode.CallAnswer answer =
        node.call(ANYBODY, place.contract(), FunctionEncoder.encode(function));
    if (answer.reverted()) {
      throw node.distrusted("reverts a read that cannot revert", null);
    }
    return node.read(
        answer.data(),
        data -> {
          @SuppressWarnings("rawtypes") // web3j's own types are raw
          List<Type> values = FunctionReturnDecoder.decode(data, function.getOutputParameters());
          return new Flag(
              number,
              Hash.of((byte[]) values.get(0).getValue()),
              EvmNode.exact((BigInteger) values.get(1).getValue()),
              Instant.ofEpochSecond(EvmNode.exact((BigInteger) values.get(2).getValue())));
        });
  }

  @Override
  public void close() {
    node.close();
  }
}
