package health.cairn.ledger.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FrontierTest {
  @Test
  void root_isThatOfTheWholeTreeAtEverySize() {
    var tree = new MerkleTree();
    var frontier = new Frontier();
    assertEquals(tree.root(), frontier.root());
    for (int i = 0; i < 700; i++) {
      Hash leaf = Hash.sha256("leaf " + i);
      tree.append(leaf);
      frontier.append(leaf);
      assertEquals(tree.size(), frontier.size());
      assertEquals(tree.root(), frontier.root(), "size " + tree.size());
    }
  }
}
