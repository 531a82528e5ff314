package health.cairn.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /// Leaves as Certificate Transparency's own tests use them; the roots follow from the RFC's
  /// definition (`sha256sum` over prefix and children).
  @Test
  void root_isThatOfTheDefinitionForSmallTrees() {
    List<byte[]> leaves =
        List.of(
            hex(""),
            hex("00"),
            hex("10"),
            hex("2021"),
            hex("3031"),
            hex("40414243"),
            hex("5051525354555657"),
            hex("606162636465666768696a6b6c6d6e6f"));
    List<String> roots =
        List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    var tree = new MerkleTree();
    assertEquals(roots.getFirst(), tree.root().hex());
    for (int n = 1; n <= leaves.size(); n++) {
      tree.append(Rfc9162.leafHash(leaves.get(n - 1)));
      assertEquals(roots.get(n), tree.root().hex(), "root over " + n + " leaves");
    }
  }

  @Test
  void everything_isThatOfTheDefinitionForEveryTreeUpTo70Leaves() {
    var random = Seeded.random("MerkleTreeTest.everything");
    var data = new ArrayList<byte[]>();
    var tree = new MerkleTree();
    for (int size = 1; size <= 70; size++) {
      data.add(Seeded.bytes(random, random.nextInt(40)));
      tree.append(Rfc9162.leafHash(data.getLast()));
      Hash root = NaiveTree.mth(data);
      assertEquals(root, tree.root());
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree.inclusion(index, size);
        assertEquals(NaiveTree.path(index, data), proof.path());
        assertTrue(proof.proves(Rfc9162.leafHash(data.get(index)), root));
      }
      for (int from = 0; from <= size; from++) {
        ConsistencyProof proof = tree.consistency(from, size);
        if (from > 0) {
          assertEquals(NaiveTree.proof(from, data), proof.path());
        }
        assertTrue(proof.proves(NaiveTree.mth(data.subList(0, from)), root), from + " of " + size);
      }
    }
  }

  @Test
  void earlierRootsAndProofs_stayTheSameWhenTheTreeGrows() {
    var random = Seeded.random("MerkleTreeTest.earlier");
    var tree = new MerkleTree();
    var roots = new ArrayList<Hash>();
    roots.add(tree.root());
    for (int i = 0; i < 3000; i++) {
      tree.append(Rfc9162.leafHash(Seeded.bytes(random, 8)));
      roots.add(tree.root());
    }
    for (int i = 0; i < 2000; i++) {
      int to = 1 + random.nextInt(3000);
      int from = random.nextInt(to);
      assertEquals(roots.get(to), tree.root(to));
      assertTrue(tree.inclusion(from, to).proves(tree.node(0, from), roots.get(to)));
      assertTrue(tree.consistency(from, to).proves(roots.get(from), roots.get(to)));
      Hash other = roots.get(1 + random.nextInt(3000));
      if (!other.equals(roots.get(to))) {
        assertFalse(tree.inclusion(from, to).proves(tree.node(0, from), other));
        assertEquals(from == 0, tree.consistency(from, to).proves(roots.get(from), other));
      }
    }
  }

  @Test
  void inclusion_refusedWhenIndexOrSizeLieOutside() {
    var tree = new MerkleTree();
    tree.append(Rfc9162.leafHash(new byte[1]));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.inclusion(1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.inclusion(0, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.inclusion(-1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.consistency(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.root(2));
    assertThrows(IndexOutOfBoundsException.class, () -> tree.node(1, 0));
  }

  private static byte[] hex(String text) {
    return java.util.HexFormat.of().parseHex(text);
  }
}
