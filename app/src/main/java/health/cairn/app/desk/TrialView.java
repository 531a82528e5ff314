package health.cairn.app.desk;

import java.util.List;

/// What came out when a model was tried on the site's own cases.
///
/// @param id of the signed record ("ModelAcceptance/2")
/// @param passed whether every demand holds
/// @param demands each as a sentence with its figures
/// @param groups how it does for groups of these patients, sentences
/// @param notRecorded traits that the cases say of nobody, so that nothing can be said of groups
/// @param warnings sentences
public record TrialView(
    String id,
    String model,
    boolean passed,
    int cases,
    int patients,
    List<Demand> demands,
    List<String> groups,
    List<String> notRecorded,
    List<String> warnings) {
  public TrialView {
    demands = List.copyOf(demands);
    groups = List.copyOf(groups);
    notRecorded = List.copyOf(notRecorded);
    warnings = List.copyOf(warnings);
  }

  public record Demand(String words, boolean holds) {}
}
