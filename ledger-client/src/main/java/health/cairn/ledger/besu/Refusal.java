package health.cairn.ledger.besu;

import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Type;

/// Why a contract would not take what is sent: its custom errors.
@SuppressWarnings("rawtypes") // web3j's own types are raw
sealed interface Refusal {
  /// Exactly this is there already.
  record AlreadyAnchored() implements Refusal {}

  /// The contract will never take it.
  ///
  /// @param reason in one sentence
  record Final(String reason) implements Refusal {}

  /// It would be refused at this moment, for a reason that may pass: it waits.
  ///
  /// @param reason in one sentence
  record NotNow(String reason) implements Refusal {}

  /// @param data what the call reverted with; empty result when it is none of the registry's errors
  static Optional<Refusal> decode(String data) {
    if (is(data, CheckpointRegistry.ALREADYANCHORED_ERROR)) {
      return Optional.of(new AlreadyAnchored());
    }
    if (is(data, CheckpointRegistry.EQUIVOCATION_ERROR)) {
      List<Type> values = values(data, CheckpointRegistry.EQUIVOCATION_ERROR);
      return Optional.of(
          new Final(
              "The chain holds another root for "
                  + number(values.get(0))
                  + " entries: "
                  + hash(values.get(1))
                  + ", not "
                  + hash(values.get(2))
                  + "; the journal has two histories."));
    }
    if (is(data, CheckpointRegistry.SIZENOTGROWING_ERROR)) {
      List<Type> values = values(data, CheckpointRegistry.SIZENOTGROWING_ERROR);
      return Optional.of(
          new Final(
              "The chain already holds a checkpoint of "
                  + number(values.get(0))
                  + " entries, which is more than "
                  + number(values.get(1))
                  + "."));
    }
    if (is(data, CheckpointRegistry.EMPTYCHECKPOINT_ERROR)) {
      return Optional.of(new Final("The chain takes no empty checkpoint."));
    }
    return Optional.empty();
  }

  /// A contract's error, and what it means.
  record Known(CustomError error, Refusal refusal) {}

  /// @param data what the call reverted with
  /// @return empty when it is none of those
  static Optional<Refusal> among(String data, List<Known> known) {
    return known.stream().filter(each -> is(data, each.error())).map(Known::refusal).findFirst();
  }

  static boolean is(String data, CustomError error) {
    return data.length() >= 10
        && CustomErrorEncoder.encode(error).startsWith(data.substring(0, 10));
  }

  @SuppressWarnings("unchecked")
  private static List<Type> values(String data, CustomError error) {
    List parameters = error.getParameters();
    return FunctionReturnDecoder.decode(data.substring(10), parameters);
  }

  private static BigInteger number(Type value) {
    return (BigInteger) value.getValue();
  }

  private static Hash hash(Type value) {
    return Hash.of((byte[]) value.getValue());
  }
}
