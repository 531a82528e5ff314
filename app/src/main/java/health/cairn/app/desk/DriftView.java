package health.cairn.app.desk;

import java.util.List;

/// Whether what the models see has changed.
///
/// @param advice one sentence: what it means and what to do
/// @param changes what changed; empty where nothing did, or it is too early to say
public record DriftView(String advice, List<Change> changes) {
  public DriftView {
    changes = List.copyOf(changes);
  }

  /// @param name "slice distance mm"
  /// @param before as it was
  /// @param now as it is
  /// @param evidence the test and its p over all comparisons
  public record Change(String name, String before, String now, String evidence) {}
}
