package health.cairn.app.models;

import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.app.models.Acceptance.Group;
import health.cairn.app.models.Acceptance.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a model does for groups of a site's patients: by sex, age, vendor, field strength, plane and
/// whatever else the columns of its `index.csv` say, and by tumour size.
final class AcceptanceGroups {
  private static final Set<String> NO_TRAIT = Set.of("notRecorded", "differences", "exposure");

  private AcceptanceGroups() {}

  /// @param metrics of the evaluation
  /// @param task "segment" or "classify"
  static Groups of(JsonNode metrics, String task) {
    boolean outlines = task.equals("segment");
    JsonNode part = metrics.path("groups");
    List<Group> known = new ArrayList<>();
    for (Map.Entry<String, JsonNode> trait : part.properties()) {
      if (!NO_TRAIT.contains(trait.getKey())) {
        JsonNode p =
            part.path("differences")
                .path(trait.getKey())
                .path(outlines ? "dice" : "accuracy")
                .path("p");
        for (Map.Entry<String, JsonNode> group : trait.getValue().properties()) {
          known.add(
              group(
                  trait.getKey(),
                  group.getKey(),
                  group.getValue(),
                  outlines,
                  p.isNumber() ? p.doubleValue() : null));
        }
      }
    }
    List<String> missing = new ArrayList<>();
    part.path("notRecorded").forEach(name -> missing.add(name.asText()));
    return new Groups(known, missing);
  }

  private static Group group(
      String trait, String name, JsonNode figures, boolean outlines, @Nullable Double p) {
    JsonNode ci = figures.path(outlines ? "diceCi95" : "accuracyCi95");
    String words =
        String.format(
            Locale.ROOT,
            "%s %s: %s %.3f%s, %d patient(s)%s.",
            trait,
            name,
            outlines ? "mean Dice" : "accuracy",
            figures.path(outlines ? "diceMean" : "accuracy").asDouble(Double.NaN),
            ci.isArray()
                ? String.format(
                    Locale.ROOT,
                    " (%.3f to %.3f)",
                    ci.path(0).doubleValue(),
                    ci.path(1).doubleValue())
                : "",
            figures.path("patients").intValue(),
            p == null ? "" : String.format(Locale.ROOT, "; p of a difference %.3f", p));
    return new Group(
        trait,
        name,
        figures.path("cases").intValue(),
        figures.path("patients").intValue(),
        p,
        words);
  }
}
