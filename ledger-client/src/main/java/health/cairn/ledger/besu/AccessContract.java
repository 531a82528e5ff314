package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// The registry of accesses at one place on one chain, through one node. Failures as [EvmNode]'s.
@SuppressWarnings("rawtypes") // web3j's own types are raw
final class AccessContract {
  private static final Hash NOTHING = Hash.of(new byte[Hash.BYTES]);
  static final String ANOTHER_BATCH =
      "The chain holds another batch of accesses under this number; there are two histories.";
  static final String ANOTHER_ENTRY =
      "The chain holds another entry under this flag's tag; there are two histories.";

  /// The contract's role of members that record accesses.
  private static final Uint32 ACCESSES = new Uint32(4);

  private static final List<Refusal.Known> REFUSALS =
      List.of(
          new Refusal.Known(AccessRegistry.ALREADYRECORDED_ERROR, new Refusal.AlreadyAnchored()),
          new Refusal.Known(
              AccessRegistry.EQUIVOCATION_ERROR,
              new Refusal.Final("The chain holds something else in its place.")),
          new Refusal.Known(
              AccessRegistry.SENSELESS_ERROR,
              new Refusal.Final("It says nothing that the chain would take.")),
          new Refusal.Known(
              AccessRegistry.NOTNEXT_ERROR,
              new Refusal.NotNow(
                  "The chain lacks the batch of accesses before this one; it waits for that.")),
          new Refusal.Known(
              AccessRegistry.NOTALLOWED_ERROR,
              new Refusal.NotNow(
                  "This account may not record accesses; they wait until the network's members"
                      + " allow it.")),
          new Refusal.Known(
              AccessRegistry.NOTCURRENT_ERROR,
              new Refusal.NotNow(
                  "The network uses another registry of accesses, or none at present; configure"
                      + " that one, accesses wait.")));

  private final EvmNode node;
  private final ChainPlace place;

  AccessContract(EvmNode node, ChainPlace place) {
    this.node = node;
    this.place = place;
  }

  void requireOurs() throws LedgerException {
    node.requireChain(place.chainId());
    Registry.requireCode(node, place.contract(), RegistryArtifact.ACCESS_REGISTRY);
  }

  long latest(Hash institution) throws LedgerException {
    return node.read(
        node.values(
            place,
            new Function(
                AccessRegistry.FUNC_LATEST,
                List.of(typed(institution)),
                List.of(TypeReference.create(Uint64.class)))),
        values -> number(values.getFirst()));
  }

  Optional<AccessReader.Batch> batch(Hash institution, long number) throws LedgerException {
    return node.read(
        node.values(
            place,
            new Function(
                AccessRegistry.FUNC_BATCHAT,
                List.of(typed(institution), new Uint64(number)),
                List.of(
                    TypeReference.create(Bytes32.class),
                    TypeReference.create(Uint32.class),
                    TypeReference.create(Uint64.class),
                    TypeReference.create(Uint64.class)))),
        values ->
            there(hash(values.get(0)))
                .map(
                    root ->
                        new AccessReader.Batch(
                            root, number(values.get(1)), number(values.get(2)))));
  }

  Optional<AccessReader.Flag> flag(Hash institution, Hash tag) throws LedgerException {
    return node.read(
        node.values(
            place,
            new Function(
                AccessRegistry.FUNC_FLAGAT,
                List.of(typed(institution), typed(tag)),
                List.of(
                    TypeReference.create(Bytes32.class),
                    TypeReference.create(Uint64.class),
                    TypeReference.create(Uint64.class)))),
        values ->
            there(hash(values.get(0)))
                .map(
                    entry ->
                        new AccessReader.Flag(
                            entry,
                            number(values.get(1)),
                            Instant.ofEpochSecond(number(values.get(2))))));
  }

  /// The contract says zero where it has nothing.
  private static Optional<Hash> there(Hash hash) {
    return hash.equals(NOTHING) ? Optional.empty() : Optional.of(hash);
  }

  /// The call that records a note, encoded.
  static String call(AccessNote note) {
    return FunctionEncoder.encode(
        switch (note) {
          case AccessNote.Batch batch ->
              new Function(
                  AccessRegistry.FUNC_RECORD,
                  List.of(
                      new Uint64(batch.number()), typed(batch.root()), new Uint32(batch.count())),
                  List.of());
          case AccessNote.Flag flag ->
              new Function(
                  AccessRegistry.FUNC_FLAG,
                  List.of(
                      new DynamicArray<>(Bytes32.class, typed(flag.tag())),
                      new DynamicArray<>(Bytes32.class, typed(flag.entry()))),
                  List.of());
        });
  }

  /// What [#call] would do at this moment; empty when it would be taken as said by this institution.
  Optional<Refusal> tryOut(AccessNote note, Hash institution) throws LedgerException {
    EvmNode.CallAnswer answer = node.call(place.institution(), place.contract(), call(note));
    if (answer.reverted()) {
      return Optional.of(
          Refusal.among(answer.data(), REFUSALS)
              .orElseThrow(
                  () ->
                      node.distrusted("refuses accesses without a reason of the contract", null)));
    }
    return institution.equals(actingFor())
        ? Optional.empty()
        : Optional.of(
            new Refusal.NotNow(
                "The network knows this account as another institution than the settings; correct"
                    + " ledger.institution there, accesses wait."));
  }

  /// Whom the network takes the account for.
  private Hash actingFor() throws LedgerException {
    Address institutions =
        node.read(
            node.values(
                place,
                new Function(
                    AccessRegistry.FUNC_INSTITUTIONS,
                    List.of(),
                    List.of(TypeReference.create(org.web3j.abi.datatypes.Address.class)))),
            values -> Address.parse(values.getFirst().toString()));
    return node.read(
        node.values(
            new ChainPlace(place.chainId(), institutions, place.institution()),
            new Function(
                InstitutionRegistry.FUNC_ACTINGFOR,
                List.of(new org.web3j.abi.datatypes.Address(place.institution().hex()), ACCESSES),
                List.of(TypeReference.create(Bytes32.class)))),
        values -> hash(values.getFirst()));
  }

  /// Whether a receipt shows the one event that records this note, and nothing else.
  static boolean hasEvent(
      ChainPlace place, Hash institution, AccessNote note, TransactionReceipt receipt) {
    if (receipt.getLogs().size() != 1
        || !receipt.getLogs().getFirst().getAddress().equalsIgnoreCase(place.contract().hex())) {
      return false;
    }
    return switch (note) {
      case AccessNote.Batch batch ->
          AccessRegistry.getAccessesRecordedEvents(receipt).stream()
              .anyMatch(
                  event ->
                      Hash.of(event.institution).equals(institution)
                          && event.number.longValueExact() == batch.number()
                          && Hash.of(event.root).equals(batch.root())
                          && event.count.longValueExact() == batch.count());
      case AccessNote.Flag flag ->
          AccessRegistry.getBreakGlassEvents(receipt).stream()
              .anyMatch(
                  event ->
                      Hash.of(event.institution).equals(institution)
                          && Hash.of(event.tag).equals(flag.tag())
                          && Hash.of(event.entry).equals(flag.entry()));
    };
  }

  private static long number(Type value) {
    return EvmNode.exact((BigInteger) value.getValue());
  }

  private static Hash hash(Type value) {
    return Hash.of((byte[]) value.getValue());
  }

  private static Bytes32 typed(Hash hash) {
    return new Bytes32(hash.bytes());
  }
}
