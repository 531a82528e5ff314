package health.cairn.app.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {

  @Test
  void of_readsBackWhatIsShown() throws Exception {
    AccessPolicy standard = AccessPolicy.standard();

    assertEquals(standard, AccessPolicy.of(standard.toJson()));
  }

  @Test
  void of_namesWhatIsWrong() {
    for (String bad :
        new String[] {
          "",
          "{",
          "[]",
          "{\"roles\":{}}",
          new String(AccessPolicy.standard().toJson(), StandardCharsets.UTF_8)
              .replace("\"OWNER\"", "\"EMPEROR\""),
          new String(AccessPolicy.standard().toJson(), StandardCharsets.UTF_8).replace("72", "0")
        }) {
      CairnException refused =
          assertThrows(
              CairnException.class,
              () -> AccessPolicy.of(bad.getBytes(StandardCharsets.UTF_8)),
              bad);
      assertEquals(CairnException.Kind.REFUSED, refused.kind());
      assertEquals(1, refused.getMessage().lines().count(), refused.getMessage());
    }
  }

  @Test
  void allows_nothingThatIsNotNamed() {
    AccessPolicy empty = new AccessPolicy(Map.of(), Map.of(), Set.of(), 1);

    for (Action action : Action.values()) {
      assertFalse(empty.allows(Role.OWNER, action));
      action
          .purpose()
          .ifPresent(p -> assertEquals(AccessPolicy.Rule.ONLY_WITH_CONSENT, empty.rule(p)));
    }
    assertTrue(AccessPolicy.standard().allows(Role.OWNER, Action.ANALYSE));
  }
}
