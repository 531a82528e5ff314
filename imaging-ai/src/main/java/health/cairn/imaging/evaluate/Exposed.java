package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// The part `training` of `metrics.json`, and what has to be said aloud: whether the models learnt from
/// the patients they are judged on.
final class Exposed {
  private Exposed() {}

  /// @return warnings, one sentence each
  static List<String> write(ObjectNode root, List<CaseScore> cases) {
    long seen = count(cases, Exposure.SEEN);
    long unknown = count(cases, Exposure.UNKNOWN);
    boolean all = !cases.isEmpty() && seen == cases.size();
    root.put("seenInTraining", all);
    ObjectNode part = root.putObject("training");
    for (Exposure exposure : Exposure.values()) {
      ObjectNode one = part.putObject(exposure.word());
      one.put("cases", count(cases, exposure));
      one.put(
          "patients",
          cases.stream()
              .filter(c -> c.exposure() == exposure)
              .map(CaseScore::patient)
              .distinct()
              .count());
    }
    part.put(
        "definition",
        "unseen: answered only by files whose cards name other folds than the patient's, or that never"
            + " had the patient; by patient number, by examinations of one person, and by what pictures"
            + " look like. seen: no such file. unknown: the card does not say what a file was trained"
            + " on.");
    List<String> warnings = new ArrayList<>();
    if (all) {
      warnings.add(
          "Every patient here was seen in training: these figures say nothing about new patients.");
    } else if (seen > 0) {
      warnings.add(
          seen
              + " of "
              + cases.size()
              + " cases are of patients seen in training; groups.exposure has the others apart.");
    }
    if (unknown > 0) {
      warnings.add(
          "The card of a model does not say what it was trained on: "
              + unknown
              + " of "
              + cases.size()
              + " cases may have been seen in training.");
    }
    return warnings;
  }

  private static long count(List<CaseScore> cases, Exposure exposure) {
    return cases.stream().filter(c -> c.exposure() == exposure).count();
  }
}
