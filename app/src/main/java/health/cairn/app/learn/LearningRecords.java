package health.cairn.app.learn;

import health.cairn.app.models.SignedRecords.Kind;
import health.cairn.ledger.journal.EventKind;

/// The kinds of documents that learning on leaves.
final class LearningRecords {
  static final Kind<LockedSet> LOCKED =
      new Kind<>("LearningLockedSet", LockedSet.class, EventKind.MODEL_DECIDED);
  static final Kind<Challenger> CHALLENGERS =
      new Kind<>("LearningChallenger", Challenger.class, EventKind.RESULT_PRODUCED);
  static final Kind<LockedTest> TESTS =
      new Kind<>("LearningTest", LockedTest.class, EventKind.MODEL_TESTED);
  static final Kind<OutlineTest> OUTLINE_TESTS =
      new Kind<>("LearningOutlineTest", OutlineTest.class, EventKind.MODEL_TESTED);
  static final Kind<AdoptedPlan> PLANS =
      new Kind<>("LearningPlan", AdoptedPlan.class, EventKind.MODEL_DECIDED);

  private LearningRecords() {}

  /// A site's own change plan, word for word.
  record AdoptedPlan(String id, String text, String by, String at) {}
}
