package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.learn.LearningRecords.AdoptedPlan;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SignedRecords.Kept;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Which change plan holds at this site: the last one that was adopted, else the shipped one.
final class PlanInForce {
  private final SignedRecords records;
  private final Clock clock;
  private final String user;

  PlanInForce(SignedRecords records, Clock clock, String user) {
    this.records = records;
    this.clock = clock;
    this.user = user;
  }

  ChangePlan.Text text() throws CairnException {
    List<Kept<AdoptedPlan>> adopted = records.all(LearningRecords.PLANS);
    if (adopted.isEmpty()) {
      return ChangePlan.shipped();
    }
    try {
      return ChangePlan.read(adopted.getLast().document().text());
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY, "The change plan that was adopted cannot be read.", e);
    }
  }

  /// @throws CairnException REFUSED once a test was made under the plan in force
  void adopt(ChangePlan.Text plan) throws CairnException {
    if (!records.all(LearningRecords.TESTS).isEmpty()
        || !records.all(LearningRecords.OUTLINE_TESTS).isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The locked cases were looked at under the plan in force; it stays.");
    }
    records.add(
        LearningRecords.PLANS,
        "change plan %s %s adopted".formatted(plan.plan().name(), plan.plan().version()),
        (id, connection) -> new AdoptedPlan(id, plan.text(), user, clock.instant().toString()));
  }

  /// What it asks of a network that was trained anew.
  ///
  /// @throws CairnException REFUSED where it lets none answer
  ChangePlan.Retraining retraining() throws CairnException {
    Optional<ChangePlan.Retraining> allowed = text().retraining();
    return allowed.orElseThrow(
        () ->
            new CairnException(
                CairnException.Kind.REFUSED,
                "The change plan in force lets no network that was trained anew answer: it has no"
                    + " part \"retraining\" (`cairn model learn plan`)."));
  }

  /// @param drifting what the drift monitor says now, where it says something
  /// @throws CairnException REFUSED where the plan promotes nothing then
  void requireStill(Optional<String> drifting) throws CairnException {
    if (text().plan().stop().noPromotionDuringDrift() && drifting.isPresent()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing is promoted while inputs change (" + drifting.get() + ").");
    }
  }
}
