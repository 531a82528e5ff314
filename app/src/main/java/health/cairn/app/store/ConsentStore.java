package health.cairn.app.store;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Patients' decisions. Bound to one connection.
public final class ConsentStore {
  static final String COLUMNS =
      "c.reference, c.patient_key, c.purpose, c.recipient, c.scope, c.permitted, c.valid_until,"
          + " c.decided_at, c.language, c.text_version, c.signature, c.witness, c.state,"
          + " c.ended_at";

  private final Connection connection;

  public ConsentStore(Connection connection) {
    this.connection = connection;
  }

  public void add(ConsentDecision decision) throws SQLException {
    ConsentTerms terms = decision.terms();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into consent values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, decision.consentId());
      insert.setString(2, decision.patientKey());
      insert.setString(3, terms.purpose().name());
      insert.setString(4, terms.recipient());
      insert.setString(5, terms.scope().name());
      insert.setBoolean(6, terms.permitted());
      insert.setDate(7, terms.until().map(Date::valueOf).orElse(null));
      insert.setObject(8, time(decision.decidedAt()));
      insert.setString(9, decision.language().tag());
      insert.setInt(10, decision.textVersion());
      insert.setString(11, decision.signature());
      insert.setString(12, decision.witness().orElse(null));
      insert.setString(13, decision.state().name());
      insert.setObject(14, decision.endedAt().map(ConsentStore::time).orElse(null));
      insert.executeUpdate();
    }
  }

  /// @return false where it had ended before
  public boolean end(String consentId, ConsentDecision.State how, Instant at) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update consent set state = ?, ended_at = ? where reference = ? and state ="
                + " 'STANDING'")) {
      update.setString(1, how.name());
      update.setObject(2, time(at));
      update.setString(3, consentId);
      return update.executeUpdate() == 1;
    }
  }

  public Optional<ConsentDecision> find(String consentId) throws SQLException {
    return select("where c.reference = ?", consentId).stream().findFirst();
  }

  /// Everything a patient ever decided, by purpose, then newest first.
  public List<ConsentDecision> ofPatient(String patientKey) throws SQLException {
    return select("where c.patient_key = ? order by c.decided_at desc", patientKey).stream()
        .sorted(java.util.Comparator.comparing(d -> d.terms().purpose()))
        .toList();
  }

  /// Everything anybody ever decided, by patient key.
  public Map<String, List<ConsentDecision>> all() throws SQLException {
    return select("").stream().collect(Collectors.groupingBy(ConsentDecision::patientKey));
  }

  private List<ConsentDecision> select(String where, String... argument) throws SQLException {
    List<ConsentDecision> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement("select " + COLUMNS + " from consent c " + where)) {
      for (int i = 0; i < argument.length; i++) {
        select.setString(i + 1, argument[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(decision(rows));
        }
      }
    }
    return found;
  }

  static ConsentDecision decision(ResultSet row) throws SQLException {
    return new ConsentDecision(
        row.getString(1),
        row.getString(2),
        new ConsentTerms(
            ConsentPurpose.valueOf(row.getString(3)),
            row.getBoolean(6),
            ConsentScope.valueOf(row.getString(5)),
            row.getString(4),
            Optional.ofNullable(row.getDate(7)).map(Date::toLocalDate)),
        row.getObject(8, OffsetDateTime.class).toInstant(),
        KioskLanguage.of(row.getString(9))
            .orElseThrow(() -> new SQLException("a consent in a language nobody knows")),
        row.getInt(10),
        row.getString(11),
        Optional.ofNullable(row.getString(12)),
        ConsentDecision.State.valueOf(row.getString(13)),
        Optional.ofNullable(row.getObject(14, OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
