package health.cairn.app.desk;

import java.util.List;

/// Organs at risk that were outlined in a study on screen, each part as a finding.
///
/// @param findings all of the study as they stand now
/// @param notes what a reader should know of what was found, one sentence each
public record OrgansView(List<FindingView> findings, List<String> notes) {
  public OrgansView {
    findings = List.copyOf(findings);
    notes = List.copyOf(notes);
  }
}
