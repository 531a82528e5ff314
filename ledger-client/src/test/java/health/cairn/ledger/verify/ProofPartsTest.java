package health.cairn.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProofPartsTest {
  private static final String TEXT = "CAIRN2:" + "0123456789ABCDEFGHIJ +%".repeat(40);
  private static final List<String> PARTS = ProofParts.of(TEXT, 300);

  @Test
  void join_takesPartsInAnyOrderAndTwice() {
    assertTrue(PARTS.size() > 2);
    assertTrue(PARTS.stream().allMatch(p -> p.length() <= 300));
    List<String> read = new ArrayList<>(PARTS);
    read.addAll(PARTS);
    read.add("https://example.org");
    Collections.shuffle(read, new Random(7));
    assertEquals(new ProofParts.Whole(TEXT), ProofParts.join(read));
  }

  @Test
  void of_leavesAShortTextAsItIs() {
    assertEquals(List.of(TEXT), ProofParts.of(TEXT, TEXT.length()));
    assertEquals(new ProofParts.Whole(TEXT), ProofParts.join(List.of(TEXT)));
    assertThrows(IllegalArgumentException.class, () -> ProofParts.of("A".repeat(70_000), 1000));
  }

  @Test
  void join_namesWhatIsMissing() {
    List<String> read = new ArrayList<>(PARTS);
    read.remove(1);
    assertEquals(new ProofParts.Lacking(List.of(2), PARTS.size()), ProofParts.join(read));
  }

  @Test
  void join_refusesWhatDoesNotBelongTogether() {
    List<String> other = ProofParts.of(TEXT + "A", 300);
    assertDamaged(List.of(PARTS.getFirst(), other.get(1)));
    assertDamaged(List.of(TEXT, PARTS.getFirst()));
    List<String> changed = new ArrayList<>(PARTS);
    changed.set(1, changed.get(1).substring(0, changed.get(1).length() - 1) + "Z");
    assertDamaged(changed);
    changed.add(PARTS.get(1));
    assertDamaged(changed);
    assertDamaged(List.of(PARTS.getFirst().replace("CAIRN2-1/", "CAIRN2-9/")));
    assertDamaged(List.of("CAIRN2-1/2-0:A"));
    assertEquals(new ProofParts.Nothing(), ProofParts.join(List.of("https://example.org")));
  }

  private static void assertDamaged(List<String> read) {
    assertInstanceOf(ProofParts.Damaged.class, ProofParts.join(read));
  }
}
