package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/// The contracts of a network with some founders, on a real EVM.
final class NetworkFixture implements AutoCloseable {
  static final byte[] ZERO = new byte[32];
  static final String NOBODY = "0x" + "00".repeat(20);
  static final int PUT = 0;
  static final int REMOVE = 1;
  static final int LIST = 2;
  static final int SUCCEED = 3;
  static final int ALL_ROLES = 15;

  final Evm evm = new Evm();
  final List<SenderKey> founders;
  final Address institutionsAt;
  final Address consentsAt;
  final Address accessesAt;
  final Address checkpointsAt;
  final InstitutionRegistry institutions;
  final ConsentRegistry consents;
  final AccessRegistry accesses;
  final CheckpointRegistry checkpoints;

  /// @param founders how many institutions there are at first
  NetworkFixture(int founders) throws Exception {
    this(Stream.generate(SenderKey::generate).limit(founders).toList());
  }

  NetworkFixture(List<SenderKey> keys) throws Exception {
    this.founders = keys;
    int founders = keys.size();
    institutionsAt =
        evm.deploy(
            this.founders.getFirst(),
            RegistryArtifact.INSTITUTION_REGISTRY,
            RegistryDeployer.founding(
                IntStream.range(0, founders).mapToObj(NetworkFixture::id).toList(),
                this.founders.stream().map(SenderKey::address).toList(),
                IntStream.range(0, founders).mapToObj(NetworkFixture::journalKey).toList()));
    String member = "00".repeat(12) + institutionsAt.hex().substring(2);
    SenderKey first = this.founders.getFirst();
    consentsAt = evm.deploy(first, RegistryArtifact.CONSENT_REGISTRY, member);
    accessesAt = evm.deploy(first, RegistryArtifact.ACCESS_REGISTRY, member);
    checkpointsAt = evm.deploy(first, RegistryArtifact.CHECKPOINT_REGISTRY, "");
    institutions =
        InstitutionRegistry.load(institutionsAt.hex(), evm.node.web3j(), evm.reading(), evm.gas);
    consents = ConsentRegistry.load(consentsAt.hex(), evm.node.web3j(), evm.reading(), evm.gas);
    accesses = AccessRegistry.load(accessesAt.hex(), evm.node.web3j(), evm.reading(), evm.gas);
    checkpoints =
        CheckpointRegistry.load(checkpointsAt.hex(), evm.node.web3j(), evm.reading(), evm.gas);
    list("ConsentRegistry", consentsAt);
    list("AccessRegistry", accessesAt);
  }

  static Hash id(int institution) {
    return Hash.sha256("institution " + institution);
  }

  static Hash journalKey(int institution) {
    return Hash.sha256("journal key " + institution);
  }

  /// As many founders as are needed vote.
  void list(String name, Address at) throws Exception {
    decide(LIST, RegistryDeployer.contractName(name).bytes(), at.hex(), 0, ZERO);
  }

  List<TransactionReceipt> decide(int kind, byte[] subject, String account, int roles, byte[] key)
      throws Exception {
    long epoch = epoch();
    var receipts = new ArrayList<TransactionReceipt>();
    for (int i = 0; epoch() == epoch; i++) {
      receipts.add(
          evm.send(
              founders.get(i), institutionsAt, vote(epoch, kind, subject, account, roles, key)));
    }
    return receipts;
  }

  RemoteFunctionCall<TransactionReceipt> vote(
      long epoch, int kind, byte[] subject, String account, int roles, byte[] key) {
    return institutions.vote(
        BigInteger.valueOf(epoch),
        BigInteger.valueOf(kind),
        subject,
        account,
        BigInteger.valueOf(roles),
        key);
  }

  long epoch() throws Exception {
    return institutions.epoch().send().longValueExact();
  }

  SignedDecision sign(Decision decision, SenderKey key) throws Exception {
    return new DecisionSigning(Anvil.CHAIN_ID, consentsAt).sign(decision, key);
  }

  /// The call that relays a decision.
  RemoteFunctionCall<TransactionReceipt> relay(SignedDecision signed) {
    byte[] signature = Numeric.hexStringToByteArray(signed.signature());
    BigInteger seq = BigInteger.valueOf(signed.decision().seq());
    return switch (signed.decision()) {
      case Decision.Grant grant ->
          consents.grant(
              grant.patient().hex(),
              grant.key().institution().bytes(),
              grant.key().terms().bytes(),
              seq,
              BigInteger.valueOf(grant.until().getEpochSecond()),
              signature);
      case Decision.Withdrawal w ->
          consents.withdraw(
              w.patient().hex(),
              w.key().institution().bytes(),
              w.key().terms().bytes(),
              seq,
              signature);
      case Decision.WithdrawalOfAll all ->
          consents.withdraw(all.patient().hex(), all.institution().bytes(), ZERO, seq, signature);
      case Decision.Delegation d ->
          consents.delegate(
              d.patient().hex(),
              d.delegate().hex(),
              BigInteger.valueOf(DecisionSigning.powers(d)),
              seq,
              BigInteger.valueOf(d.until().getEpochSecond()),
              signature);
    };
  }

  @Override
  public void close() {
    evm.close();
  }
}
