package health.cairn.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Every proof that was changed anywhere is refused.
class ProofTamperTest {
  private final SplittableRandom random = Seeded.random("ProofTamperTest");

  @Test
  void inclusion_refusedWhenAnyByteOfLeafRootOrPathDiffers() {
    for (int round = 0; round < 20; round++) {
      MerkleTree tree = tree(1 + random.nextInt(300));
      long index = random.nextLong(tree.size());
      InclusionProof proof = tree.inclusion(index, tree.size());
      Hash leaf = tree.node(0, index);
      Hash root = tree.root();
      assertTrue(proof.proves(leaf, root));
      everyFlip(leaf, flipped -> proof.proves(flipped, root));
      everyFlip(root, flipped -> proof.proves(leaf, flipped));
      for (int i = 0; i < proof.path().size(); i++) {
        int at = i;
        everyFlip(
            proof.path().get(i),
            flipped -> with(proof, replaced(proof.path(), at, flipped)).proves(leaf, root));
      }
    }
  }

  @Test
  void inclusion_refusedWhenIndexOrSizeDiffers() {
    for (int size = 1; size <= 40; size++) {
      MerkleTree tree = tree(size);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree.inclusion(index, size);
        for (int otherIndex = -1; otherIndex <= size + 1; otherIndex++) {
          var moved = new InclusionProof(otherIndex, size, proof.path());
          boolean same = otherIndex == index;
          assertTrue(same == moved.proves(tree.node(0, index), tree.root()), "index");
        }
      }
    }
    // A path alone does not fix the size (sizes that give the leaf the same path fold to the same
    // root), so the size that counts is the checkpoint's, which is signed with its root.
    MerkleTree tree = tree(8);
    assertFalse(
        new InclusionProof(3, 4, tree.inclusion(3, 8).path()).proves(tree.node(0, 3), tree.root()));
    assertFalse(
        new InclusionProof(3, 9, tree.inclusion(3, 8).path()).proves(tree.node(0, 3), tree.root()));
    assertFalse(
        new InclusionProof(3, 0, tree.inclusion(3, 8).path()).proves(tree.node(0, 3), tree.root()));
    assertFalse(
        new InclusionProof(Long.MAX_VALUE, Long.MAX_VALUE, List.of())
            .proves(tree.node(0, 3), tree.root()));
  }

  @Test
  void inclusion_refusedWhenThePathIsTooShortOrTooLong() {
    MerkleTree tree = tree(100);
    for (int index = 0; index < 100; index++) {
      InclusionProof proof = tree.inclusion(index, 100);
      Hash leaf = tree.node(0, index);
      var longer = new ArrayList<>(proof.path());
      longer.add(tree.root());
      assertFalse(with(proof, longer).proves(leaf, tree.root()));
      for (int drop = 0; drop < proof.path().size(); drop++) {
        var shorter = new ArrayList<>(proof.path());
        shorter.remove(drop);
        assertFalse(with(proof, shorter).proves(leaf, tree.root()));
      }
    }
    var alone = new InclusionProof(0, 1, List.of());
    assertTrue(alone.proves(tree.node(0, 0), tree.node(0, 0)));
    assertFalse(with(alone, List.of(tree.root())).proves(tree.node(0, 0), tree.root()));
  }

  /// An inner node must not pass for a leaf, nor the other way round.
  @Test
  void inclusion_refusedWhenANodeIsPassedOffAsALeaf() {
    MerkleTree tree = tree(2);
    byte[] asData = new byte[64];
    tree.node(0, 0).copyTo(asData, 0);
    tree.node(0, 1).copyTo(asData, 32);
    assertFalse(new InclusionProof(0, 1, List.of()).proves(Rfc9162.leafHash(asData), tree.root()));
  }

  @Test
  void consistency_refusedWhenAnythingDiffers() {
    for (int round = 0; round < 20; round++) {
      MerkleTree tree = tree(2 + random.nextInt(200));
      long to = tree.size();
      long from = 1 + random.nextLong(to - 1);
      ConsistencyProof proof = tree.consistency(from, to);
      Hash older = tree.root(from);
      Hash newer = tree.root(to);
      assertTrue(proof.proves(older, newer));
      everyFlip(older, flipped -> proof.proves(flipped, newer));
      everyFlip(newer, flipped -> proof.proves(older, flipped));
      for (int i = 0; i < proof.path().size(); i++) {
        int at = i;
        everyFlip(
            proof.path().get(i),
            flipped ->
                new ConsistencyProof(from, to, replaced(proof.path(), at, flipped))
                    .proves(older, newer));
      }
      var longer = new ArrayList<>(proof.path());
      longer.add(newer);
      assertFalse(new ConsistencyProof(from, to, longer).proves(older, newer));
      assertFalse(
          new ConsistencyProof(from, to, proof.path().subList(1, proof.path().size()))
              .proves(older, newer));
      assertFalse(new ConsistencyProof(to, from, proof.path()).proves(older, newer));
      assertFalse(new ConsistencyProof(from, from, proof.path()).proves(older, newer));
      assertFalse(new ConsistencyProof(0, to, proof.path()).proves(older, newer));
      assertFalse(new ConsistencyProof(-from, to, proof.path()).proves(older, newer));
    }
  }

  private MerkleTree tree(int size) {
    var tree = new MerkleTree();
    for (int i = 0; i < size; i++) {
      tree.append(Rfc9162.leafHash(Seeded.bytes(random, 16)));
    }
    return tree;
  }

  private static InclusionProof with(InclusionProof proof, List<Hash> path) {
    return new InclusionProof(proof.index(), proof.size(), path);
  }

  private static List<Hash> replaced(List<Hash> path, int at, Hash hash) {
    var copy = new ArrayList<>(path);
    copy.set(at, hash);
    return copy;
  }

  private void everyFlip(Hash hash, Predicate<Hash> accepted) {
    for (int i = 0; i < Hash.BYTES; i++) {
      byte[] bytes = hash.bytes();
      bytes[i] ^= (byte) (1 << random.nextInt(8));
      assertFalse(accepted.test(Hash.of(bytes)), "byte " + i);
    }
  }
}
