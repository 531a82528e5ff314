package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.evaluate.GroupDifference.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupDifferenceTest {
  /// Two groups of four that do not overlap: 2 of the 70 ways to part eight patients lie as far apart.
  @Test
  void of_equalsTheExactTestForAFewPatients() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      cases.add(new Case("p" + i, i < 4 ? "a" : "b", i));
    }

    GroupDifference difference = GroupDifference.of(cases);

    assertEquals(2 / 70.0, difference.p(), 0.005);
    assertEquals(8, difference.patients());
    assertEquals(List.of("a", "b"), difference.groups());
  }

  @Test
  void of_findsNothingMoreOftenThanChanceWhereGroupsAreAlike() {
    int small = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        cases.add(new Case("p" + i, "group " + i % 3, random.nextGaussian()));
      }
      small += GroupDifference.of(cases).p() < 0.1 ? 1 : 0;
    }
    assertTrue(small <= 13, "seeds 0 to 59: " + small);
  }

  @Test
  void of_countsAPatientOnceInTheGroupOfMostOfTheirCases() {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String group = i < 4 ? "a" : "b";
      cases.add(new Case("p" + i, group, i));
      cases.add(new Case("p" + i, group, i));
      cases.add(new Case("p" + i, i < 4 ? "b" : "a", i));
      cases.add(new Case("p" + i, group, Double.NaN));
    }

    GroupDifference difference = GroupDifference.of(cases);

    assertEquals(8, difference.patients());
    assertEquals(2 / 70.0, difference.p(), 0.005);
  }

  @Test
  void of_saysNothingOfGroupsThatAreTooSmall() {
    List<Case> cases =
        List.of(
            new Case("p1", "a", 1),
            new Case("p2", "a", 2),
            new Case("p3", "a", 3),
            new Case("p4", "b", 1),
            new Case("p5", "b", 2));

    assertEquals(Double.NaN, GroupDifference.of(cases).p());
  }
}
