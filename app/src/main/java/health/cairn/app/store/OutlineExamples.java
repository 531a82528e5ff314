package health.cairn.app.store;

import health.cairn.app.store.LearningStore.Kept;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.evaluate.ExampleSlice;
import health.cairn.imaging.evaluate.ExampleTraits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Slices that readers outlined anew, of patients who agreed that these are learnt from, under pseudonyms.
/// Bound to one connection.
public final class OutlineExamples {
  private final Connection connection;

  public OutlineExamples(Connection connection) {
    this.connection = connection;
  }

  /// Keeps a correction's slices in place of what was kept of it before.
  ///
  /// @param corrected what was outlined anew, by a name that stays the same
  /// @param label name of the class
  /// @param traits of the patient and the scanner
  public Kept keep(
      String patientKey,
      String corrected,
      String label,
      ExampleTraits traits,
      List<ExampleSlice> slices)
      throws SQLException {
    Pseudonyms pseudonyms = new Pseudonyms(connection);
    Optional<String> pseudonym = pseudonyms.of(patientKey);
    if (pseudonym.isEmpty() || slices.isEmpty()) {
      return Kept.NOTHING;
    }
    if (new LearningStore(connection).locked(pseudonym.get())) {
      return Kept.LOCKED_PATIENT;
    }
    String correction = pseudonyms.of(patientKey, "outline of " + corrected).orElseThrow();
    delete("correction", correction);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into learning_outline(pseudonym, correction, label, image, mask,
              sex, age, vendor, field_strength, plane)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      for (ExampleSlice slice : slices) {
        insert.setString(1, pseudonym.get());
        insert.setString(2, correction);
        insert.setString(3, label);
        insert.setBytes(4, slice.image());
        insert.setBytes(5, slice.mask());
        insert.setString(6, traits.sex());
        insert.setString(7, traits.age());
        insert.setString(8, traits.vendor());
        insert.setString(9, traits.fieldStrength());
        insert.setString(10, traits.plane());
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return Kept.EXAMPLE;
  }

  /// Oldest first, without those of patients whose cases are for testing only.
  public List<Example> toLearnFrom() throws SQLException {
    return examples("not in");
  }

  /// Oldest first, those of patients whose cases are for testing only.
  public List<Example> locked() throws SQLException {
    return examples("in");
  }

  /// Pseudonyms of the patients whose outlines left the home to train on.
  public Set<String> exported() throws SQLException {
    Set<String> pseudonyms = new HashSet<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select distinct pseudonym from learning_outline where exported");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        pseudonyms.add(rows.getString(1));
      }
    }
    return pseudonyms;
  }

  /// Notes that a patient's outlines leave the home to train on.
  public void export(String pseudonym) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update learning_outline set exported = true where pseudonym = ?")) {
      update.setString(1, pseudonym);
      update.executeUpdate();
    }
  }

  private List<Example> examples(String amongLocked) throws SQLException {
    List<Example> examples = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                """
                select pseudonym, label, image, mask, sex, age, vendor, field_strength, plane
                from learning_outline
                where pseudonym %s (select pseudonym from learning_example where locked)
                order by number
                """
                    .formatted(amongLocked));
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        examples.add(
            new Example(
                rows.getString(1),
                rows.getString(2),
                new ExampleTraits(
                    rows.getString(5),
                    rows.getString(6),
                    rows.getString(7),
                    rows.getString(8),
                    rows.getString(9)),
                new ExampleSlice(rows.getBytes(3), rows.getBytes(4))));
      }
    }
    return examples;
  }

  /// Who the patients are of whom outlines are kept: keys by pseudonym.
  public Map<String, String> patients() throws SQLException {
    Map<String, String> found = new LinkedHashMap<>();
    Pseudonyms pseudonyms = new Pseudonyms(connection);
    try (PreparedStatement select =
            connection.prepareStatement(
                "select patient_key from learning_consent order by patient_key");
        PreparedStatement kept =
            connection.prepareStatement(
                "select 1 from learning_outline where pseudonym = ? limit 1");
        ResultSet agreed = select.executeQuery()) {
      while (agreed.next()) {
        String pseudonym = pseudonyms.of(agreed.getString(1)).orElseThrow();
        kept.setString(1, pseudonym);
        try (ResultSet any = kept.executeQuery()) {
          if (any.next()) {
            found.put(pseudonym, agreed.getString(1));
          }
        }
      }
    }
    return found;
  }

  /// @return outlines that were destroyed, however many slices each had
  int destroy(String pseudonym) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "select count(distinct correction) from learning_outline where pseudonym = ?")) {
      count.setString(1, pseudonym);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        int outlines = row.getInt(1);
        delete("pseudonym", pseudonym);
        return outlines;
      }
    }
  }

  private void delete(String column, String value) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from learning_outline where " + column + " = ?")) {
      delete.setString(1, value);
      delete.executeUpdate();
    }
  }
}
