package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which FHIR Patient resources are which patient of the home. Bound to one connection.
public final class FhirPatients {
  private final Connection connection;

  public FhirPatients(Connection connection) {
    this.connection = connection;
  }

  public void link(String patientReference, String patientKey) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement(
            "merge into fhir_patient(reference, patient_key) key(reference) values (?, ?)")) {
      merge.setString(1, patientReference);
      merge.setString(2, patientKey);
      merge.executeUpdate();
    }
  }

  /// Key of the patient for each `Patient/...` reference that is known.
  public Map<String, String> keys() throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement("select reference, patient_key from fhir_patient");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    return found;
  }

  /// Current FHIR records of each patient, by patient key.
  public Map<String, Integer> recordCounts() throws SQLException {
    Map<String, Integer> found = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                """
                select f.patient_key, count(*) from record r
                join fhir_patient f on f.reference = r.patient_reference
                where r.is_current group by f.patient_key
                """);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getInt(2));
      }
    }
    return found;
  }

  /// `Patient/...` references of one patient, in a stable order.
  public List<String> referencesOf(String patientKey) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reference from fhir_patient where patient_key = ? order by reference")) {
      select.setString(1, patientKey);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }
}
