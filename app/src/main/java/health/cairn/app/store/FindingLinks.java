package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which finding belongs to which study, report and segment. What a finding says is in its FHIR record.
/// Bound to one connection.
public final class FindingLinks {
  private final Connection connection;

  public FindingLinks(Connection connection) {
    this.connection = connection;
  }

  /// @param reference `Observation/...`
  /// @param reportReference `DiagnosticReport/...` that lists it
  /// @param segment where it is outlined
  public record Link(
      String reference,
      String studyInstanceUid,
      String patientKey,
      String reportReference,
      Optional<SegmentAt> segment) {}

  /// @param number Segment Number (0062,0004) in the Segmentation object
  public record SegmentAt(String segSopInstanceUid, int number) {}

  public void add(List<Link> links) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into finding values (?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = 0; i < links.size(); i++) {
        Link link = links.get(i);
        insert.setString(1, link.reference());
        insert.setString(2, link.studyInstanceUid());
        insert.setString(3, link.patientKey());
        insert.setString(4, link.reportReference());
        if (link.segment().isPresent()) {
          insert.setString(5, link.segment().get().segSopInstanceUid());
          insert.setInt(6, link.segment().get().number());
        } else {
          insert.setNull(5, Types.VARCHAR);
          insert.setNull(6, Types.INTEGER);
        }
        insert.setInt(7, i);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// The outline of a finding is another one from now on.
  public void outlineAnew(String reference, SegmentAt segment) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update finding set seg_sop_uid = ?, segment_number = ? where reference = ?")) {
      update.setString(1, segment.segSopInstanceUid());
      update.setInt(2, segment.number());
      update.setString(3, reference);
      update.executeUpdate();
    }
  }

  public List<Link> ofStudy(String studyInstanceUid) throws SQLException {
    return links("study_uid = ?", studyInstanceUid);
  }

  public List<Link> ofReport(String reportReference) throws SQLException {
    return links("report_reference = ?", reportReference);
  }

  public Optional<Link> find(String reference) throws SQLException {
    return links("reference = ?", reference).stream().findFirst();
  }

  private List<Link> links(String where, String argument) throws SQLException {
    List<Link> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reference, study_uid, patient_key, report_reference, seg_sop_uid, segment_number"
                + " from finding where "
                + where
                + " order by report_reference, position")) {
      select.setString(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String seg = rows.getString(5);
          found.add(
              new Link(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4),
                  seg == null
                      ? Optional.empty()
                      : Optional.of(new SegmentAt(seg, rows.getInt(6)))));
        }
      }
    }
    return found;
  }
}
