package health.cairn.app.store;

import health.cairn.app.desk.PatientHeader;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Who the patients of a home are. Images and records of one person meet here by record number, unless
/// the birth dates contradict each other. Bound to the connection of one [Database] transaction.
public final class PatientIndex {
  private static final String COLUMNS =
      "select patient_key, mrn, name, birth_date, sex from patient";

  private final Connection connection;

  public PatientIndex(Connection connection) {
    this.connection = connection;
  }

  public List<PatientHeader> all() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " order by name, patient_key")) {
      return headers(select);
    }
  }

  public Optional<PatientHeader> byKey(String patientKey) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(COLUMNS + " where patient_key = ?")) {
      select.setString(1, patientKey);
      return headers(select).stream().findFirst();
    }
  }

  /// Finds the patient with a record number, or adds one; fills in what was not known before.
  ///
  /// A number that is held by somebody with another birth date gets a patient of its own: two people's
  /// data are never put together on the word of a number.
  ///
  /// @param mrn medical record number; where it is empty, the patient is always new
  /// @return key of the patient
  public String findOrAdd(String mrn, String name, Optional<LocalDate> birthDate, String sex)
      throws SQLException {
    if (!mrn.isEmpty()) {
      try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where mrn = ?")) {
        select.setString(1, mrn);
        for (PatientHeader known : headers(select)) {
          if (known.birthDate().isEmpty()
              || birthDate.isEmpty()
              || known.birthDate().equals(birthDate)) {
            fill(known, name, birthDate, sex);
            return known.patientKey();
          }
        }
      }
    }
    String key = UUID.randomUUID().toString();
    try (PreparedStatement insert =
        connection.prepareStatement("insert into patient values (?, ?, ?, ?, ?)")) {
      insert.setString(1, key);
      insert.setString(2, mrn);
      insert.setString(3, name);
      insert.setDate(4, birthDate.map(Date::valueOf).orElse(null));
      insert.setString(5, sex);
      insert.executeUpdate();
    }
    return key;
  }

  private void fill(PatientHeader known, String name, Optional<LocalDate> birthDate, String sex)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update patient set name = ?, birth_date = ?, sex = ? where patient_key = ?")) {
      update.setString(1, known.name().isEmpty() ? name : known.name());
      update.setDate(2, known.birthDate().or(() -> birthDate).map(Date::valueOf).orElse(null));
      update.setString(3, known.sex().isEmpty() ? sex : known.sex());
      update.setString(4, known.patientKey());
      update.executeUpdate();
    }
  }

  private static List<PatientHeader> headers(PreparedStatement select) throws SQLException {
    List<PatientHeader> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new PatientHeader(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                Optional.ofNullable(rows.getDate(4)).map(Date::toLocalDate),
                rows.getString(5)));
      }
    }
    return found;
  }
}
