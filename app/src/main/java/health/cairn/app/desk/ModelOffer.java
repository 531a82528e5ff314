package health.cairn.app.desk;

import java.util.List;
import java.util.Optional;

/// A model that a reader can let answer in one look.
///
/// @param task what it would do
/// @param job what exactly it would do, in the words of a heading: of each job one model answers
/// @param sha256 of its networks, or of its rules and all that they join
/// @param licence under which it is
/// @param serves whether it answers when nobody chooses
/// @param standing how it stands here, a clause ("serves here as shipped")
/// @param reached what its card says it reached; empty where the card says nothing
/// @param measuredOn whose data that was, in the card's words
/// @param barred why it cannot be chosen, one sentence; empty where it can
public record ModelOffer(
    Task task,
    String job,
    String name,
    String version,
    String sha256,
    String licence,
    boolean serves,
    String standing,
    List<Reached> reached,
    String measuredOn,
    Optional<String> barred) {

  public ModelOffer {
    reached = List.copyOf(reached);
  }

  /// Of a task that is one job.
  public ModelOffer(
      Task task,
      String name,
      String version,
      String sha256,
      String licence,
      boolean serves,
      String standing,
      List<Reached> reached,
      String measuredOn,
      Optional<String> barred) {
    this(
        task,
        task.words(),
        name,
        version,
        sha256,
        licence,
        serves,
        standing,
        reached,
        measuredOn,
        barred);
  }

  /// As a wish names it.
  public String key() {
    return name + "@" + version;
  }

  /// What there is a choice of.
  public enum Task {
    OUTLINE_T1C("Outlines the tumour on T1 + contrast"),
    OUTLINE_FLAIR("Outlines the whole tumour on FLAIR"),
    CLASSIFY_T1C("Says what type of tumour it is"),
    /// What its card names; as many jobs as there are sets of structures.
    OUTLINE_VOLUME("Outlines structures in volumes");

    private final String words;

    Task(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /// One figure with its interval ("patients named right", "98.9 %", "96.6 to 100 %").
  public record Reached(String label, String value, String interval) {}
}
