package health.cairn.app.store;

import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.PatientIdentity;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Studies of a home: which series and instances there are, what they show, and which stored object
/// holds each. Bound to the connection of one [Database] transaction.
public final class StudyCatalogue {
  private static final String LINE = "\n";

  private final Connection connection;
  private final ObjectStore objects;

  public StudyCatalogue(Connection connection, ObjectStore objects) {
    this.connection = connection;
    this.objects = objects;
  }

  /// An object that was stored, for an instance that is being catalogued.
  ///
  /// @param sha256 of the plain bytes, hexadecimal
  public record StoredObject(String objectId, String sha256) {}

  /// One instance of a home, without its bytes.
  public record StoredInstance(
      String sopInstanceUid, String seriesInstanceUid, String objectId, String sha256) {}

  /// Adds a study's header, or leaves the one that is there.
  public void addStudy(Study study, String patientKey) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            merge into study t using (values(cast(? as varchar))) s(uid) on t.study_uid = s.uid
            when not matched then insert values (?, ?, ?, ?, ?)
            """)) {
      insert.setString(1, study.studyInstanceUid());
      insert.setString(2, study.studyInstanceUid());
      insert.setString(3, patientKey);
      insert.setString(4, study.description());
      insert.setTimestamp(5, study.when().map(Timestamp::valueOf).orElse(null));
      insert.setString(6, study.accessionNumber());
      insert.executeUpdate();
    }
  }

  /// Patient a study belongs to, where the study is known.
  public Optional<String> patientOf(String studyInstanceUid) throws SQLException {
    return firstText("select patient_key from study where study_uid = ?", studyInstanceUid);
  }

  /// What a series shows and who it belongs to.
  ///
  /// @param reason why it has this role, in words for the reader
  public record RoleNow(
      String studyInstanceUid, String patientKey, SequenceRole role, String reason) {}

  /// Adds a series, or brings what is known of it up to date; a reader's choice of role stays.
  public void putSeries(String studyInstanceUid, Series series) throws SQLException {
    try (PreparedStatement update =
            connection.prepareStatement(
                """
                update series set
                  role = case when overruled_by is null then ? else role end,
                  role_reason = case when overruled_by is null then ? else role_reason end,
                  found_role = case when overruled_by is null then null else ? end,
                  found_reason = case when overruled_by is null then null else ? end,
                  issues = ?
                where series_uid = ?
                """);
        PreparedStatement insert =
            connection.prepareStatement(
                """
                insert into series(series_uid, study_uid, modality, description, number, role, role_reason, issues)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)) {
      String issues = String.join(LINE, series.issues());
      update.setString(1, series.role().name());
      update.setString(2, series.roleReason());
      update.setString(3, series.role().name());
      update.setString(4, series.roleReason());
      update.setString(5, issues);
      update.setString(6, series.seriesInstanceUid());
      if (update.executeUpdate() == 0) {
        insert.setString(1, series.seriesInstanceUid());
        insert.setString(2, studyInstanceUid);
        insert.setString(3, series.modality());
        insert.setString(4, series.description());
        insert.setInt(5, series.number());
        insert.setString(6, series.role().name());
        insert.setString(7, series.roleReason());
        insert.setString(8, issues);
        insert.executeUpdate();
      }
    }
  }

  public void addInstance(Series series, Instance instance, StoredObject object, int position)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into instance values (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, instance.sopInstanceUid());
      insert.setString(2, series.seriesInstanceUid());
      insert.setString(3, instance.sopClassUid());
      insert.setInt(4, instance.frames());
      insert.setString(5, object.objectId());
      insert.setString(6, object.sha256());
      insert.setInt(7, position);
      insert.executeUpdate();
    }
  }

  /// A reader's word on what a series shows. What the files say stays beside it; a reader who says the
  /// same as the files takes an earlier word back.
  ///
  /// @return false where there is no such series
  public boolean overrule(String seriesInstanceUid, SequenceRole role, String user)
      throws SQLException {
    try (PreparedStatement keep =
            connection.prepareStatement(
                """
                update series set found_role = role, found_reason = role_reason
                where series_uid = ? and overruled_by is null
                """);
        PreparedStatement update =
            connection.prepareStatement(
                """
                update series set role = ?,
                  role_reason = case when found_role = ? then found_reason else '' end,
                  overruled_by = case when found_role = ? then null else ? end
                where series_uid = ?
                """)) {
      keep.setString(1, seriesInstanceUid);
      keep.executeUpdate();
      update.setString(1, role.name());
      update.setString(2, role.name());
      update.setString(3, role.name());
      update.setString(4, user);
      update.setString(5, seriesInstanceUid);
      return update.executeUpdate() == 1;
    }
  }

  /// What a series shows now, where there is such a series.
  public Optional<RoleNow> roleOf(String seriesInstanceUid) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select t.study_uid, t.patient_key, s.role, s.role_reason, s.overruled_by, s.found_role, s.found_reason
            from series s join study t on t.study_uid = s.study_uid where s.series_uid = ?
            """)) {
      select.setString(1, seriesInstanceUid);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new RoleNow(
                    row.getString(1),
                    row.getString(2),
                    SequenceRole.valueOf(row.getString(3)),
                    reason(row)))
            : Optional.empty();
      }
    }
  }

  private static String reason(ResultSet row) throws SQLException {
    String reader = row.getString("overruled_by");
    if (reader == null) {
      return row.getString("role_reason");
    }
    String said = "set by the reader " + reader;
    String found = row.getString("found_role");
    return found == null
        ? said
        : said + "; the files say " + found + ": " + row.getString("found_reason");
  }

  /// Every study, newest first, with its patient's key.
  public Map<Study, String> studies() throws SQLException {
    Map<Study, String> found = new LinkedHashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select study_uid, patient_key from study order by study_when desc nulls last,"
                    + " study_uid");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        Optional<Study> study = study(rows.getString(1));
        if (study.isPresent()) {
          found.put(study.get(), rows.getString(2));
        }
      }
    }
    return found;
  }

  /// A study whose instances read, decrypting, from the object store.
  public Optional<Study> study(String studyInstanceUid) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select s.description, s.study_when, s.accession, p.mrn, p.name, p.birth_date, p.sex
            from study s join patient p on p.patient_key = s.patient_key where s.study_uid = ?
            """)) {
      select.setString(1, studyInstanceUid);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        PatientIdentity patient =
            new PatientIdentity(
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getDate(6)).map(java.sql.Date::toLocalDate),
                row.getString(7));
        return Optional.of(
            new Study(
                studyInstanceUid,
                patient,
                Optional.ofNullable(row.getTimestamp(2)).map(Timestamp::toLocalDateTime),
                row.getString(1),
                row.getString(3),
                series(studyInstanceUid)));
      }
    }
  }

  /// Instances of a study with their digests.
  public List<StoredInstance> instances(String studyInstanceUid) throws SQLException {
    List<StoredInstance> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select i.sop_uid, i.series_uid, i.object_id, i.sha256
            from instance i join series s on s.series_uid = i.series_uid
            where s.study_uid = ? order by s.number, s.series_uid, i.position, i.sop_uid
            """)) {
      select.setString(1, studyInstanceUid);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new StoredInstance(
                  rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
        }
      }
    }
    return found;
  }

  /// Id of the object that holds an instance.
  public Optional<String> objectOf(String sopInstanceUid) throws SQLException {
    return firstText("select object_id from instance where sop_uid = ?", sopInstanceUid);
  }

  /// The study a series is catalogued under.
  public Optional<String> studyOfSeries(String seriesInstanceUid) throws SQLException {
    return firstText("select study_uid from series where series_uid = ?", seriesInstanceUid);
  }

  /// The study an instance is catalogued under.
  public Optional<String> studyOfInstance(String sopInstanceUid) throws SQLException {
    return firstText(
        """
        select s.study_uid from instance i join series s on s.series_uid = i.series_uid
        where i.sop_uid = ?
        """,
        sopInstanceUid);
  }

  private Optional<String> firstText(String query, String parameter) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, parameter);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /// Ids of every stored object that counts.
  public Set<String> objectIds() throws SQLException {
    Set<String> ids = new TreeSet<>();
    try (PreparedStatement select = connection.prepareStatement("select object_id from instance");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private List<Series> series(String studyInstanceUid) throws SQLException {
    List<Series> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select series_uid, modality, description, number, role, issues,
              role_reason, overruled_by, found_role, found_reason
            from series where study_uid = ? order by number, series_uid
            """)) {
      select.setString(1, studyInstanceUid);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String issues = rows.getString("issues");
          found.add(
              new Series(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getInt(4),
                  SequenceRole.valueOf(rows.getString(5)),
                  reason(rows),
                  instancesOf(rows.getString(1)),
                  issues.isEmpty() ? List.of() : List.of(issues.split(LINE))));
        }
      }
    }
    return found;
  }

  private List<Instance> instancesOf(String seriesInstanceUid) throws SQLException {
    List<Instance> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select sop_uid, sop_class, frames, object_id from instance where series_uid = ?"
                + " order by position, sop_uid")) {
      select.setString(1, seriesInstanceUid);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Instance(
                  rows.getString(1),
                  rows.getString(2),
                  new ObjectSource(objects, rows.getString(4)),
                  rows.getInt(3)));
        }
      }
    }
    return found;
  }

  /// An encrypted object, read in the clear.
  private record ObjectSource(ObjectStore objects, String objectId) implements Source {
    @Override
    public String name() {
      return "stored object " + objectId;
    }

    @Override
    public InputStream open() throws IOException {
      return objects.get(objectId);
    }
  }
}
