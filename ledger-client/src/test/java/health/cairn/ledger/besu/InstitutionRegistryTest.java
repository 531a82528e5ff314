package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.ALL_ROLES;
import static health.cairn.ledger.besu.NetworkFixture.LIST;
import static health.cairn.ledger.besu.NetworkFixture.NOBODY;
import static health.cairn.ledger.besu.NetworkFixture.PUT;
import static health.cairn.ledger.besu.NetworkFixture.REMOVE;
import static health.cairn.ledger.besu.NetworkFixture.SUCCEED;
import static health.cairn.ledger.besu.NetworkFixture.ZERO;
import static health.cairn.ledger.besu.NetworkFixture.id;
import static health.cairn.ledger.besu.NetworkFixture.journalKey;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.Seeded;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.RemoteFunctionCall;

/// Who governs, on a real EVM.
class InstitutionRegistryTest {
  private NetworkFixture network;

  private NetworkFixture founded(int founders) throws Exception {
    network = new NetworkFixture(founders);
    return network;
  }

  @AfterEach
  void stop() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void vote_appliesWithMoreThanHalf() throws Exception {
    founded(4);
    SenderKey fifth = SenderKey.generate();
    byte[] subject = id(4).bytes();
    long epoch = network.epoch();
    var call = network.vote(epoch, PUT, subject, fifth.address().hex(), 1, journalKey(4).bytes());
    send(0, call);
    refuses(InstitutionRegistry.VOTEDALREADY_ERROR, network.founders.get(0), call);
    send(1, call);
    assertArrayEquals(ZERO, actingFor(fifth, 1), "half is not enough");
    send(2, call);
    assertArrayEquals(subject, actingFor(fifth, 1));
    assertArrayEquals(ZERO, actingFor(fifth, 2), "not this role");
    assertEquals(epoch + 1, network.epoch());
    refuses(InstitutionRegistry.ANOTHEREPOCH_ERROR, network.founders.get(3), call);
    refuses(InstitutionRegistry.NOTGOVERNING_ERROR, fifth, call);
    assertEquals(4, network.institutions.governing().send().intValueExact());
  }

  @Test
  void vote_changesAnAccountAndFreesTheOldOne() throws Exception {
    founded(1);
    SenderKey fresh = SenderKey.generate();
    SenderKey old = network.founders.getFirst();
    network.decide(PUT, id(0).bytes(), fresh.address().hex(), ALL_ROLES, journalKey(9).bytes());
    assertArrayEquals(ZERO, actingFor(old, 1));
    assertArrayEquals(id(0).bytes(), actingFor(fresh, ALL_ROLES));
    refuses(
        InstitutionRegistry.NOTGOVERNING_ERROR,
        old,
        network.vote(network.epoch(), REMOVE, id(0).bytes(), NOBODY, 0, ZERO));
  }

  @Test
  void vote_refusesWhatMakesNoSense() throws Exception {
    founded(2);
    SenderKey first = network.founders.getFirst();
    String other = network.founders.get(1).address().hex();
    String some = SenderKey.generate().address().hex();
    byte[] key = journalKey(1).bytes();
    long epoch = network.epoch();
    List<RemoteFunctionCall<?>> senseless =
        List.of(
            network.vote(epoch, PUT, ZERO, some, 1, key),
            network.vote(epoch, PUT, id(7).bytes(), NOBODY, 1, key),
            network.vote(epoch, PUT, id(7).bytes(), some, 0, key),
            network.vote(epoch, PUT, id(7).bytes(), some, 16, key),
            network.vote(epoch, PUT, id(7).bytes(), some, 1, ZERO),
            network.vote(epoch, REMOVE, id(1).bytes(), some, 0, ZERO),
            network.vote(epoch, LIST, ZERO, some, 0, ZERO),
            network.vote(epoch, LIST, id(7).bytes(), NOBODY, 0, ZERO),
            network.vote(epoch, SUCCEED, id(7).bytes(), some, 0, ZERO),
            network.vote(epoch, SUCCEED, ZERO, NOBODY, 0, ZERO),
            network.vote(epoch, SUCCEED, ZERO, network.institutionsAt.hex(), 0, ZERO));
    for (RemoteFunctionCall<?> call : senseless) {
      refuses(InstitutionRegistry.SENSELESS_ERROR, first, call);
    }
    refuses(
        InstitutionRegistry.ACCOUNTTAKEN_ERROR,
        first,
        network.vote(epoch, PUT, id(7).bytes(), other, 1, key));
    refuses(
        InstitutionRegistry.NOSUCHMEMBER_ERROR,
        first,
        network.vote(epoch, REMOVE, id(7).bytes(), NOBODY, 0, ZERO));
  }

  @Test
  void vote_neverLeavesNobody() throws Exception {
    founded(1);
    SenderKey only = network.founders.getFirst();
    refuses(
        InstitutionRegistry.NOBODYLEFT_ERROR,
        only,
        network.vote(network.epoch(), REMOVE, id(0).bytes(), NOBODY, 0, ZERO));
    refuses(
        InstitutionRegistry.NOBODYLEFT_ERROR,
        only,
        network.vote(
            network.epoch(), PUT, id(0).bytes(), only.address().hex(), 1, journalKey(0).bytes()));
  }

  @Test
  void successor_closesTheRegistry() throws Exception {
    founded(2);
    SenderKey first = network.founders.getFirst();
    String next = SenderKey.generate().address().hex();
    network.decide(SUCCEED, ZERO, next, 0, ZERO);
    assertEquals(next, network.institutions.successor().send());
    assertArrayEquals(ZERO, actingFor(first, 1));
    assertEquals(
        NOBODY,
        network
            .institutions
            .contractAt(RegistryDeployer.contractName("ConsentRegistry").bytes())
            .send());
    refuses(
        InstitutionRegistry.CLOSED_ERROR,
        first,
        network.vote(network.epoch(), REMOVE, id(1).bytes(), NOBODY, 0, ZERO));
  }

  /// Random votes of members and strangers, against a model of the rules.
  @Test
  void vote_agreesWithTheModel() throws Exception {
    var random = Seeded.random("InstitutionRegistryTest");
    founded(3);
    var keys = new ArrayList<>(network.founders);
    while (keys.size() < 6) {
      keys.add(SenderKey.generate());
    }
    Map<Integer, Integer> roles = new HashMap<>(Map.of(0, ALL_ROLES, 1, ALL_ROLES, 2, ALL_ROLES));
    Map<String, Set<Integer>> votes = new HashMap<>();
    long epoch = network.epoch();
    for (int step = 0; step < 120; step++) {
      int voter = random.nextInt(keys.size());
      int subject = random.nextInt(keys.size());
      boolean remove = random.nextInt(3) == 0;
      int wanted = remove ? 0 : 1 + random.nextInt(ALL_ROLES);
      boolean stale = random.nextInt(8) == 0;
      SenderKey key = keys.get(subject);
      var call =
          network.vote(
              stale ? epoch - 1 : epoch,
              remove ? REMOVE : PUT,
              id(subject).bytes(),
              remove ? NOBODY : key.address().hex(),
              wanted,
              remove ? ZERO : journalKey(subject).bytes());
      SenderKey by = keys.get(voter);
      String change = epoch + (remove ? " remove " : " put " + wanted + " ") + subject;
      Set<Integer> voters = votes.computeIfAbsent(change, c -> new HashSet<>());
      long governing = roles.values().stream().filter(r -> (r & 8) != 0).count();
      boolean last = voters.size() + 1 > governing / 2;
      Map<Integer, Integer> after = new HashMap<>(roles);
      if (remove) {
        after.remove(subject);
      } else {
        after.put(subject, wanted);
      }
      if ((roles.getOrDefault(voter, 0) & 8) == 0) {
        refuses(InstitutionRegistry.NOTGOVERNING_ERROR, by, call);
      } else if (stale) {
        refuses(InstitutionRegistry.ANOTHEREPOCH_ERROR, by, call);
      } else if (remove && !roles.containsKey(subject)) {
        refuses(InstitutionRegistry.NOSUCHMEMBER_ERROR, by, call);
      } else if (voters.contains(voter)) {
        refuses(InstitutionRegistry.VOTEDALREADY_ERROR, by, call);
      } else if (last && after.values().stream().noneMatch(r -> (r & 8) != 0)) {
        refuses(InstitutionRegistry.NOBODYLEFT_ERROR, by, call);
      } else {
        network.evm.send(by, network.institutionsAt, call);
        voters.add(voter);
        if (last) {
          roles = after;
          epoch++;
        }
      }
      assertEquals(epoch, network.epoch());
      assertEquals(
          roles.getOrDefault(subject, 0),
          network.institutions.member(id(subject).bytes()).send().component2().intValueExact());
    }
  }

  private void send(int founder, RemoteFunctionCall<?> call) throws Exception {
    network.evm.send(network.founders.get(founder), network.institutionsAt, call);
  }

  private void refuses(CustomError error, SenderKey by, RemoteFunctionCall<?> call) {
    network.evm.refuses(error, by, network.institutionsAt, call);
  }

  private byte[] actingFor(SenderKey key, int roles) throws Exception {
    return Hash.of(
            network.institutions.actingFor(key.address().hex(), BigInteger.valueOf(roles)).send())
        .bytes();
  }
}
