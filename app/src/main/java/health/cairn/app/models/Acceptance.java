package health.cairn.app.models;

import health.cairn.app.models.ServingDecision.Chosen;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// That a model was tried on a site's own cases, and what came out. Holds no patient data.
///
/// @param id "ModelAcceptance/2"
/// @param groups how it does for groups of these patients; null in tests older than this field
/// @param passed whether every criterion holds
/// @param looks of each patient that was judged; what later analyses are compared with. None for sets of stacks
///   or volumes
/// @param metricsSha256 of the `metrics.json` that the figures come from
public record Acceptance(
    String id,
    Chosen model,
    Cases cases,
    Applied criteria,
    List<Judged> figures,
    @Nullable Groups groups,
    boolean passed,
    String by,
    String at,
    String metricsSha256,
    List<String> warnings,
    List<Looks> looks) {
  public Acceptance {
    // Tests of earlier versions of this program kept none.
    looks = List.copyOf(Objects.requireNonNullElse(looks, List.of()));
    figures = List.copyOf(figures);
    warnings = List.copyOf(warnings);
  }

  /// @param digest over every file of the data set ([DatasetDigest])
  /// @param cases judged, all of patients the model never saw
  public record Cases(String digest, String layout, int cases, int patients) {}

  /// What a patient's pictures looked like, and what was said of them, under the names that analyses leave.
  public record Looks(SortedMap<String, Double> numbers) {
    public Looks {
      numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
    }
  }

  /// Which criteria were applied.
  public record Applied(String name, String version, String sha256) {}

  /// One criterion and whether it holds.
  ///
  /// @param value the figure
  /// @param lower its lower bound
  /// @param threshold that the bound must reach
  /// @param words the same as a sentence
  public record Judged(
      String metric, double value, double lower, double threshold, boolean holds, String words) {}

  /// The task's main figure by groups of patients.
  ///
  /// @param notRecorded traits that the data set says of nobody: not known, and not guessed
  public record Groups(List<Group> known, List<String> notRecorded) {
    public Groups {
      known = List.copyOf(known);
      notRecorded = List.copyOf(notRecorded);
    }
  }

  /// @param trait "vendor"
  /// @param group "Siemens"
  /// @param p of a difference between the trait's groups by chance; null where there are too few patients
  /// @param words the same as a sentence
  public record Group(
      String trait, String group, int cases, int patients, @Nullable Double p, String words) {}

  /// The newest test that a model passed which answers in such an analysis, unless it failed one since.
  ///
  /// @param models as an analysis names those that answered
  public static Optional<Acceptance> inForce(List<Acceptance> all, String models) {
    return all.stream()
        .filter(a -> a.passed() && !a.looks().isEmpty())
        .filter(a -> models.contains(a.model().answering()))
        .filter(a -> latest(all, a.model()).filter(a::equals).isPresent())
        .reduce((older, newer) -> newer);
  }

  /// The newest test of exactly this model: what it says goes, whatever older ones said.
  public static Optional<Acceptance> latest(List<Acceptance> all, Chosen model) {
    return all.stream().filter(a -> a.model().equals(model)).reduce((older, newer) -> newer);
  }
}
