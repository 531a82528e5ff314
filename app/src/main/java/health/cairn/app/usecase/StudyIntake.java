package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.store.StudyCatalogue.StoredInstance;
import health.cairn.app.store.StudyCatalogue.StoredObject;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.PatientIdentity;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Study;
import health.cairn.ledger.journal.EventKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings a study's instances into the home in two steps: encrypted into the object store, where they do
/// not count yet, then into the catalogue and the journal, within the caller's transaction.
public final class StudyIntake {
  private static final Logger LOG = LoggerFactory.getLogger(StudyIntake.class);

  private static final String ELSEWHERE =
      "its Series or SOP Instance UID is stored under another study; what is there stays";

  private final Database database;
  private final ObjectStore objects;

  public StudyIntake(Database database, ObjectStore objects) {
    this.database = database;
    this.objects = objects;
  }

  /// How the journal names an image.
  public static String recordId(String sopInstanceUid) {
    return "Instance/" + sopInstanceUid;
  }

  /// Encrypts what is new of a study. Close the result: what was not committed by then is removed.
  public Staged stage(Study study, Progress progress) throws CairnException {
    Staged staged = new Staged(study);
    List<Instance> all = study.series().stream().flatMap(s -> s.instances().stream()).toList();
    Optional<String> conflict = database.read(connection -> conflict(connection, study));
    if (conflict.isPresent()) {
      all.forEach(i -> staged.refused.add(new Refusal(i.source().name(), conflict.get())));
      return staged;
    }
    Map<String, StoredInstance> known =
        database
            .read(c -> new StudyCatalogue(c, objects).instances(study.studyInstanceUid()))
            .stream()
            .collect(Collectors.toMap(StoredInstance::sopInstanceUid, stored -> stored));
    Elsewhere elsewhere = database.read(connection -> elsewhere(connection, study));
    boolean whole = false;
    try {
      for (Series series : study.series()) {
        for (Instance instance : series.instances()) {
          progress.report("Storing images", staged.looked(), all.size());
          StoredInstance before = known.get(instance.sopInstanceUid());
          if (elsewhere.holds(series, instance)) {
            staged.refused.add(new Refusal(instance.source().name(), ELSEWHERE));
          } else if (before == null && staged.unstorable.isPresent()) {
            staged.refused.add(new Refusal(instance.source().name(), staged.unstorable.get()));
          } else {
            staged.take(series, instance, before);
          }
        }
      }
      staged.unstorable.ifPresent(staged::refuseFresh);
      whole = true;
      return staged;
    } finally {
      if (!whole) {
        staged.close();
      }
    }
  }

  private Optional<String> conflict(Connection connection, Study study) throws SQLException {
    PatientIdentity patient = study.patient();
    return new StudyCatalogue(connection, objects)
        .study(study.studyInstanceUid())
        .map(Study::patient)
        .filter(
            stored ->
                !stored.patientId().equals(patient.patientId())
                    || (stored.birthDate().isPresent()
                        && patient.birthDate().isPresent()
                        && !stored.birthDate().equals(patient.birthDate())))
        .map(p -> "its study is stored already as another patient's; nothing of it was taken");
  }

  /// UIDs of a study's series and instances that are stored under another study: they are to be unique
  /// in the world (PS3.5 9), so one of the two studies is wrong.
  private record Elsewhere(Set<String> seriesUids, Set<String> instanceUids) {
    boolean holds(Series series, Instance instance) {
      return seriesUids.contains(series.seriesInstanceUid())
          || instanceUids.contains(instance.sopInstanceUid());
    }
  }

  private Elsewhere elsewhere(Connection connection, Study study) throws SQLException {
    StudyCatalogue catalogue = new StudyCatalogue(connection, objects);
    String uid = study.studyInstanceUid();
    Set<String> seriesUids = new HashSet<>();
    Set<String> instanceUids = new HashSet<>();
    for (Series series : study.series()) {
      if (catalogue
          .studyOfSeries(series.seriesInstanceUid())
          .filter(s -> !s.equals(uid))
          .isPresent()) {
        seriesUids.add(series.seriesInstanceUid());
      }
      for (Instance one : series.instances()) {
        if (catalogue
            .studyOfInstance(one.sopInstanceUid())
            .filter(s -> !s.equals(uid))
            .isPresent()) {
          instanceUids.add(one.sopInstanceUid());
        }
      }
    }
    return new Elsewhere(seriesUids, instanceUids);
  }

  private record Fresh(Series series, Instance instance, StoredObject object, int position) {}

  /// Instances that lie encrypted in the object store and are not catalogued yet.
  public final class Staged implements AutoCloseable {
    private final Study study;
    private final List<Fresh> fresh = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private final List<Mended> mended = new ArrayList<>();
    private Optional<String> unstorable = Optional.empty();
    private int merged;
    private boolean committed;

    private Staged(Study study) {
      this.study = study;
    }

    /// Instances that are new.
    public int stored() {
      return fresh.size();
    }

    /// Instances that were there already, byte for byte.
    public int merged() {
      return merged;
    }

    /// Names of the files among the merged whose stored copy was lost or damaged; it is whole again.
    public List<String> mended() {
      return mended.stream().map(Mended::file).toList();
    }

    public List<Refusal> refused() {
      return List.copyOf(refused);
    }

    /// Catalogues what is new, with a journal entry each. What was staged counts when the transaction
    /// is committed; if that fails, the left-over files are removed when the home is opened next.
    ///
    /// @return key of the patient
    public String commit(
        Connection connection, DeskJournal.Entries entries, EventKind event, String purpose)
        throws SQLException, CairnException {
      StudyCatalogue catalogue = new StudyCatalogue(connection, objects);
      PatientIdentity patient = study.patient();
      Optional<String> known = catalogue.patientOf(study.studyInstanceUid());
      String patientKey =
          known.isPresent()
              ? known.get()
              : new PatientIndex(connection)
                  .findOrAdd(
                      patient.patientId(), patient.name(), patient.birthDate(), patient.sex());
      catalogue.addStudy(study, patientKey);
      for (Series series : study.series()) {
        catalogue.putSeries(study.studyInstanceUid(), series);
      }
      for (Fresh one : fresh) {
        catalogue.addInstance(one.series, one.instance, one.object, one.position);
        StoredInstance stored =
            new StoredInstance(
                one.instance.sopInstanceUid(),
                one.series.seriesInstanceUid(),
                one.object.objectId(),
                one.object.sha256());
        content(entries, event, purpose, stored, patientKey);
      }
      for (Mended one : mended) {
        // The content is the recorded one again; that it had to be written again stays on record.
        content(entries, EventKind.RECORD_STORED, "stored again", one.stored, patientKey);
      }
      committed = true;
      return patientKey;
    }

    private void content(
        DeskJournal.Entries entries,
        EventKind event,
        String purpose,
        StoredInstance stored,
        String patientKey)
        throws CairnException {
      try (InputStream plain = objects.get(stored.objectId())) {
        entries.content(event, purpose, recordId(stored.sopInstanceUid()), 1, plain, patientKey);
      } catch (IOException e) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "A stored image cannot be read back: " + Home.reason(e) + ".",
            e);
      }
    }

    @Override
    public void close() {
      if (!committed) {
        removeFresh();
      }
    }

    private void removeFresh() {
      for (Fresh one : fresh) {
        try {
          objects.remove(one.object.objectId());
        } catch (IOException e) {
          LOG.warn("a left-over object stays until the home is opened next", e);
        }
      }
      fresh.clear();
    }

    private int looked() {
      return fresh.size() + refused.size() + merged;
    }

    private void take(Series series, Instance instance, @Nullable StoredInstance before) {
      MessageDigest sha256 = sha256();
      try (InputStream in = new DigestInputStream(instance.source().open(), sha256)) {
        if (before == null) {
          String id = objects.put(in);
          StoredObject object = new StoredObject(id, HexFormat.of().formatHex(sha256.digest()));
          fresh.add(new Fresh(series, instance, object, fresh.size()));
          return;
        }
        in.transferTo(OutputStream.nullOutputStream());
        if (before.sha256().equals(HexFormat.of().formatHex(sha256.digest()))) {
          mendIfNeeded(instance, before);
          merged++;
        } else {
          refused.add(
              new Refusal(
                  instance.source().name(),
                  "another image with its SOP Instance UID is stored; the one that is there stays"));
        }
      } catch (IOException e) {
        String reason = "cannot be stored: " + Home.reason(e);
        refused.add(new Refusal(instance.source().name(), reason));
        if (before == null) {
          unstorable = Optional.of("is not stored, for another image of its study " + reason);
        }
      }
    }

    /// A disk that is full in the midst of a series must not leave half of it to be read: what is new of
    /// the study is refused as a whole.
    private void refuseFresh(String reason) {
      fresh.forEach(one -> refused.add(new Refusal(one.instance.source().name(), reason)));
      removeFresh();
    }

    /// What is stored is what was recorded, or is written again: the file in hand is the recorded one.
    private void mendIfNeeded(Instance instance, StoredInstance before) throws IOException {
      MessageDigest found = sha256();
      try (InputStream in = new DigestInputStream(objects.get(before.objectId()), found)) {
        in.transferTo(OutputStream.nullOutputStream());
        if (before.sha256().equals(HexFormat.of().formatHex(found.digest()))) {
          return;
        }
      } catch (IOException e) {
        LOG.warn("the stored object {} is written again: {}", before.objectId(), Home.reason(e));
      }
      try (InputStream in = instance.source().open()) {
        objects.replace(before.objectId(), in, before.sha256());
      }
      mended.add(new Mended(instance.source().name(), before));
    }
  }

  /// An instance whose stored copy was written again from `file`.
  private record Mended(String file, StoredInstance stored) {}

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
