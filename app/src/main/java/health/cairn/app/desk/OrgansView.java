package health.cairn.app.desk;

import java.util.List;

/// Organs at risk that were outlined in a study on screen.
///
/// @param notes what a reader should know of all of them, one sentence each
public record OrgansView(List<OrganView> organs, List<String> notes) {
  public OrgansView {
    organs = List.copyOf(organs);
    notes = List.copyOf(notes);
  }

  /// @param label with the side ("left hippocampus")
  /// @param figures volume, parts, distance to the tumour
  /// @param author model and version
  /// @param outlines of its parts, on the grid of the series they were outlined on
  public record OrganView(
      String label,
      List<FindingView.Figure> figures,
      List<String> why,
      String author,
      List<OpenedStudy.SegmentView> outlines) {
    public OrganView {
      figures = List.copyOf(figures);
      why = List.copyOf(why);
      outlines = List.copyOf(outlines);
    }
  }
}
