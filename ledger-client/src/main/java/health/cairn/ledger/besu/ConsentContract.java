package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.utils.Numeric;

/// The registry of consent at one place on one chain, through one node. Failures as [EvmNode]'s.
@SuppressWarnings("rawtypes") // web3j's own types are raw
final class ConsentContract {
  private static final Hash NO_TERMS = Hash.of(new byte[Hash.BYTES]);

  private static final List<Refusal.Known> REFUSALS =
      List.of(
          new Refusal.Known(
              ConsentRegistry.NOTNEWER_ERROR,
              new Refusal.Final("The chain holds a later decision about the same.")),
          new Refusal.Known(
              ConsentRegistry.ENDSINTHEPAST_ERROR,
              new Refusal.Final("The grant came to its end before it reached the chain.")),
          new Refusal.Known(
              ConsentRegistry.BADSIGNATURE_ERROR,
              new Refusal.Final("The decision is signed by nobody who may decide this.")),
          new Refusal.Known(
              ConsentRegistry.SENSELESS_ERROR,
              new Refusal.Final("The decision says nothing that the chain would take.")),
          new Refusal.Known(
              ConsentRegistry.NOSUCHINSTITUTION_ERROR,
              new Refusal.NotNow(
                  "The institution is no member of the network; the decision waits until it is.")),
          new Refusal.Known(
              ConsentRegistry.NOTALLOWED_ERROR,
              new Refusal.NotNow(
                  "This account may not relay decisions; they wait until the network's members"
                      + " allow it.")),
          new Refusal.Known(
              ConsentRegistry.NOTCURRENT_ERROR,
              new Refusal.NotNow(
                  "The network uses another registry of consent, or none at present; configure"
                      + " that one, decisions wait.")));

  private final EvmNode node;
  private final ChainPlace place;

  ConsentContract(EvmNode node, ChainPlace place) {
    this.node = node;
    this.place = place;
  }

  void requireOurs() throws LedgerException {
    node.requireChain(place.chainId());
    Registry.requireCode(node, place.contract(), RegistryArtifact.CONSENT_REGISTRY);
  }

  GrantLookup.Found check(GrantKey key) throws LedgerException {
    return check(key.patient(), key.institution(), key.terms());
  }

  /// The head is read before the answer, so that it is never younger.
  private Instant head() throws LedgerException {
    return node.read(
        node.latestBlock(), block -> Instant.ofEpochSecond(EvmNode.exact(block.getTimestamp())));
  }

  /// The contract's `State`, by its numbers.
  private static GrantLookup.State state(long number) {
    return switch (Math.toIntExact(number)) {
      case 0 -> GrantLookup.State.UNKNOWN;
      case 1 -> GrantLookup.State.GRANTED;
      case 2 -> GrantLookup.State.WITHDRAWN;
      case 3 -> GrantLookup.State.EXPIRED;
      default -> throw new IllegalStateException("no such state");
    };
  }

  /// What is withdrawn of everything granted to an institution.
  GrantLookup.Found checkAll(Address patient, Hash institution) throws LedgerException {
    return check(patient, institution, NO_TERMS);
  }

  private GrantLookup.Found check(Address patient, Hash institution, Hash terms)
      throws LedgerException {
    var function =
        new Function(
            ConsentRegistry.FUNC_CHECK,
            List.of(typed(patient), typed(institution), typed(terms)),
            List.of(
                TypeReference.create(Uint8.class),
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint64.class)));
    Instant head = head();
    return node.read(
        node.values(place, function),
        values ->
            new GrantLookup.Found(
                state(number(values.get(0))),
                number(values.get(1)),
                Instant.ofEpochSecond(number(values.get(2))),
                number(values.get(4)),
                head));
  }

  /// @param seq zero if there was none
  record Delegated(long seq, long until, int powers) {}

  Delegated delegation(Address patient, Address delegate) throws LedgerException {
    var function =
        new Function(
            ConsentRegistry.FUNC_DELEGATIONOF,
            List.of(typed(patient), typed(delegate)),
            List.of(
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint64.class),
                TypeReference.create(Uint8.class)));
    return node.read(
        node.values(place, function),
        values ->
            new Delegated(
                number(values.get(0)), number(values.get(1)), (int) number(values.get(2))));
  }

  /// The call that relays a decision, encoded.
  static String call(SignedDecision signed) {
    var signature = new DynamicBytes(Numeric.hexStringToByteArray(signed.signature()));
    Uint64 seq = new Uint64(signed.decision().seq());
    Function function =
        switch (signed.decision()) {
          case Decision.Grant grant ->
              new Function(
                  ConsentRegistry.FUNC_GRANT,
                  List.of(
                      typed(grant.patient()),
                      typed(grant.key().institution()),
                      typed(grant.key().terms()),
                      seq,
                      new Uint64(grant.until().getEpochSecond()),
                      signature),
                  List.of());
          case Decision.Withdrawal withdrawal ->
              withdraw(
                  withdrawal.patient(),
                  withdrawal.key().institution(),
                  withdrawal.key().terms(),
                  seq,
                  signature);
          case Decision.WithdrawalOfAll all ->
              withdraw(all.patient(), all.institution(), NO_TERMS, seq, signature);
          case Decision.Delegation delegation ->
              new Function(
                  ConsentRegistry.FUNC_DELEGATE,
                  List.of(
                      typed(delegation.patient()),
                      typed(delegation.delegate()),
                      new Uint8(DecisionSigning.powers(delegation)),
                      seq,
                      new Uint64(delegation.until().getEpochSecond()),
                      signature),
                  List.of());
        };
    return FunctionEncoder.encode(function);
  }

  private static Function withdraw(
      Address patient, Hash institution, Hash terms, Uint64 seq, DynamicBytes signature) {
    return new Function(
        ConsentRegistry.FUNC_WITHDRAW,
        List.of(typed(patient), typed(institution), typed(terms), seq, signature),
        List.of());
  }

  /// What [#call] would do at this moment; empty when it would be taken.
  Optional<Refusal> tryOut(SignedDecision signed) throws LedgerException {
    EvmNode.CallAnswer answer = node.call(place.institution(), place.contract(), call(signed));
    if (!answer.reverted()) {
      return Optional.empty();
    }
    return Optional.of(
        Refusal.among(answer.data(), REFUSALS)
            .orElseThrow(
                () ->
                    node.distrusted("refuses a decision without a reason of the contract", null)));
  }

  private static long number(Type value) {
    return EvmNode.exact((BigInteger) value.getValue());
  }

  private static org.web3j.abi.datatypes.Address typed(Address address) {
    return new org.web3j.abi.datatypes.Address(address.hex());
  }

  private static Bytes32 typed(Hash hash) {
    return new Bytes32(hash.bytes());
  }
}
