package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Every row of the database that is about one patient. Bound to one connection; what learning kept
/// ([LearningStore#withdraw]) and the journal's words are for others to take out.
public final class PatientErasure {
  private static final String STUDIES = "(select study_uid from study where patient_key = ?)";
  private static final String SERIES =
      "(select series_uid from series where study_uid in " + STUDIES + ")";
  private static final String FINDINGS = "(select reference from finding where patient_key = ?)";
  private static final String CONSENTS = "(select reference from consent where patient_key = ?)";
  private static final String RECEIVED =
      "(select reference from received_grant where patient_key = ?)";
  private static final String PEOPLE = "(select reference from fhir_patient where patient_key = ?)";
  private static final String RECORDS =
      "(select reference from record where patient_reference in "
          + PEOPLE
          + " or reference in "
          + PEOPLE
          + ")";

  /// Before what they refer to.
  private static final List<String> DELETIONS =
      List.of(
          "delete from analysis_row_finding where reference in " + FINDINGS,
          "delete from tumour_type where reference in " + FINDINGS,
          "delete from learning_evidence where reference in " + FINDINGS,
          "delete from finding where patient_key = ?",
          "delete from outline_draft where study_uid in " + STUDIES,
          "delete from instance where series_uid in " + SERIES,
          "delete from series where study_uid in " + STUDIES,
          "delete from study where patient_key = ?",
          "delete from event where record_reference in " + RECORDS,
          "delete from record where reference in " + RECORDS,
          "delete from fhir_patient where patient_key = ?",
          "delete from grant_outbox where reference in " + CONSENTS,
          "delete from chain_word where reference in " + CONSENTS,
          "delete from consent where patient_key = ?",
          "delete from received_word where reference in " + RECEIVED,
          "delete from received_grant where patient_key = ?",
          "delete from one_time_code where patient_key = ?",
          "delete from break_glass where patient_key = ?",
          "delete from secret where name like '%' || ?",
          "delete from patient where patient_key = ?");

  private final Connection connection;

  public PatientErasure(Connection connection) {
    this.connection = connection;
  }

  /// How much there is.
  ///
  /// @param records FHIR records, each once, whatever versions it has
  public record Held(int studies, int images, int records, int findings) {}

  public Held held(String patientKey) throws SQLException {
    return new Held(
        count("select count(*) from study where patient_key = ?", patientKey),
        count("select count(*) from instance where series_uid in " + SERIES, patientKey),
        count(
            "select count(*) from record where is_current and reference in " + RECORDS, patientKey),
        count("select count(*) from finding where patient_key = ?", patientKey));
  }

  /// Whether a yes of the patient holds.
  public boolean standingGrant(String patientKey) throws SQLException {
    return count(
            "select count(*) from consent where permitted and state = 'STANDING' and patient_key = ?",
            patientKey)
        > 0;
  }

  /// Whether the chain has not heard yet of something that the patient decided.
  public boolean decisionsWaiting(String patientKey) throws SQLException {
    return count(
            "select count(*) from grant_outbox o where"
                + H2GrantOutbox.WAITS
                + " and reference in "
                + CONSENTS,
            patientKey)
        > 0;
  }

  /// Entries of the journal about the patient, or about one of the patient's records.
  public List<Long> entries(String patientKey) throws SQLException {
    List<Long> found = new ArrayList<>();
    String about =
        "select leaf_index from leaf_subject where patient_key = ? or record_id in " + RECORDS;
    try (PreparedStatement select = prepared(about + " order by leaf_index", patientKey);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  /// Ids of the stored objects of the patient's images.
  public List<String> objects(String patientKey) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select =
            prepared("select object_id from instance where series_uid in " + SERIES, patientKey);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /// Deletes the rows. The objects of the images are files, and not of the database.
  public void delete(String patientKey) throws SQLException {
    for (String deletion : DELETIONS) {
      try (PreparedStatement delete = prepared(deletion, patientKey)) {
        delete.executeUpdate();
      }
    }
  }

  private int count(String sql, String patientKey) throws SQLException {
    try (PreparedStatement select = prepared(sql, patientKey);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }

  private PreparedStatement prepared(String sql, String patientKey) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 1; i <= statement.getParameterMetaData().getParameterCount(); i++) {
      statement.setString(i, patientKey);
    }
    return statement;
  }
}
