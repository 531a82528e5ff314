package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.access.Role;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.ErasePatient.Erased;
import health.cairn.imaging.Progress;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofVerifier;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.h2.store.fs.encrypt.FileEncrypt;
import org.h2.store.fs.encrypt.FilePathEncrypt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of two patients is taken out of a real home.
class ErasePatientTest {
  private static final String GONE = "ID-lotte";
  private static final String STAYS = "ID-ivan";
  private static final String WORDS = "quartz-grey headache";

  @TempDir Path directory;
  private Home home;
  private Desk desk;
  private String patient;

  @BeforeEach
  void fill() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = phrase()) {
      desk = Desk.create(home, passphrase, "owner");
    }
    for (String name : List.of("lotte", "ivan")) {
      Path images = directory.resolve(name);
      TinyStudy.write(images, name, 2);
      Path bundle = directory.resolve(name + ".json");
      Files.writeString(
          bundle,
          """
          {"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": {"resourceType": "Patient", "id": "%1$s", "birthDate": "1970-01-02",
              "identifier": [{"type": {"coding": [{"code": "MR"}]}, "value": "ID-%1$s"}]}},
            {"resource": {"resourceType": "Condition", "id": "c-%1$s", "code": {"text": "%2$s of %1$s"},
              "subject": {"reference": "Patient/%1$s"}, "recordedDate": "2026-03-12"}}]}
          """
              .formatted(name, WORDS));
      desk.importFrom(List.of(images, bundle), Progress.NONE);
    }
    patient = key(GONE);
    desk.anchoring().checkpoint();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private static Passphrase phrase() {
    return Passphrase.of("home".toCharArray());
  }

  private void signIn(String user, String words) throws Exception {
    desk.close();
    try (Passphrase passphrase = Passphrase.of(words.toCharArray())) {
      desk = Desk.open(home, passphrase, user);
    }
  }

  private String key(String number) throws CairnException {
    return desk.worklist().stream()
        .map(row -> row.patient())
        .filter(p -> p.patientId().equals(number))
        .findFirst()
        .orElseThrow()
        .patientKey();
  }

  private ConsentDecision say(ConsentPurpose purpose, boolean yes) throws CairnException {
    ConsentTerms terms =
        ConsentTerms.standard(purpose, yes, "", LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms), KioskLanguage.ENGLISH, new Signature.OnPaper(), Optional.empty()))
        .decisions()
        .getFirst();
  }

  /// Every cell of every table that has one of these words in it.
  private List<String> cells(List<String> words) throws Exception {
    List<String> found = new ArrayList<>();
    try (Passphrase passphrase = phrase();
        KeyRing keys = KeyRing.open(home.keyFile(), passphrase);
        Database database = Database.open(home, keys)) {
      database.read(
          connection -> {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                connection
                    .getMetaData()
                    .getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
              while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
              }
            }
            assertTrue(tables.size() > 20, tables.toString());
            for (String table : tables) {
              try (Statement statement = connection.createStatement();
                  ResultSet rows = statement.executeQuery("select * from " + table)) {
                while (rows.next()) {
                  for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    String cell = String.valueOf(rows.getString(i));
                    if (words.stream().anyMatch(cell::contains)) {
                      found.add(table + " " + rows.getMetaData().getColumnName(i));
                    }
                  }
                }
              }
            }
            return true;
          });
    }
    return found;
  }

  /// The database's file as it is behind its encryption.
  private String plainFile() throws Exception {
    Path file = home.database().resolveSibling(home.database().getFileName() + ".mv.db");
    try (Passphrase passphrase = phrase();
        KeyRing keys = KeyRing.open(home.keyFile(), passphrase);
        FileChannel raw = FileChannel.open(file, StandardOpenOption.READ);
        FileEncrypt plain =
            new FileEncrypt(
                file.toString(), FilePathEncrypt.getPasswordBytes(keys.databasePassword()), raw)) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(plain.size()));
      while (bytes.hasRemaining() && plain.read(bytes, bytes.position()) > 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
  }

  private long objects() throws Exception {
    try (Stream<Path> files = Files.walk(home.objects())) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void erase_leavesNothingOfThePatientAndEverythingOfOthers() throws Exception {
    ConsentDecision yes = say(ConsentPurpose.CARE, true);
    say(ConsentPurpose.RESEARCH, false);
    desk.consents().endLearning(patient);
    desk.history(patient);
    desk.breakGlass(patient, WORDS);
    CairnException standing =
        assertThrows(CairnException.class, () -> desk.erase(patient, "asked for by the patient"));
    assertEquals(CairnException.Kind.REFUSED, standing.kind());
    desk.consents().withdraw(patient, yes.consentId());
    desk.anchoring().checkpoint();
    String study =
        desk.worklist().stream()
            .filter(row -> row.patient().patientKey().equals(patient))
            .flatMap(row -> row.study().stream())
            .findFirst()
            .orElseThrow()
            .studyInstanceUid();
    List<String> words = List.of(GONE, patient, study, WORDS + " of lotte", "Patient/lotte");
    desk.close();
    for (String word : words) {
      assertFalse(cells(List.of(word)).isEmpty(), "the search would find " + word);
    }
    assertTrue(plainFile().contains(GONE), "and so would that of the file");
    signIn("owner", "home");
    long before = desk.status().journalEntries();

    Erased erased = desk.erase(patient, "asked for by the patient");

    assertEquals(1, erased.held().studies());
    assertEquals(2, erased.held().images());
    assertTrue(erased.held().records() >= 2, erased.toString());
    assertTrue(erased.entries() > 5, erased.toString());
    assertTrue(desk.status().journalEntries() > before, "the journal says that it was done");
    assertEquals(2, objects(), "the other patient's");
    assertEquals(List.of(), desk.monitorHome().full(Progress.NONE).alarms());
    desk.anchoring().checkpoint();
    ProofCheck other = new ProofVerifier().verify(desk.proofFile("Patient/ivan"));
    assertTrue(other instanceof ProofCheck.Verified, other.toString());
    assertThrows(CairnException.class, () -> desk.proofFile("Patient/lotte"));
    assertFalse(desk.history(key(STAYS)).timeline().events().isEmpty());

    desk.close();
    assertEquals(List.of(), cells(words));
    String file = plainFile();
    words.forEach(word -> assertFalse(file.contains(word), word + " is still in the file"));
    assertTrue(file.contains(STAYS));
    signIn("owner", "home");
    assertEquals(1, desk.worklist().size());
    desk.importFrom(List.of(directory.resolve("lotte")), Progress.NONE);
    assertEquals(2, desk.worklist().size(), "and may come back");
  }

  @Test
  void erase_isForTheRoleThatThePolicyNames() throws Exception {
    try (Passphrase own = Passphrase.of("lee's own".toCharArray())) {
      desk.accounts().add("lee", Role.RADIOLOGIST, own);
    }
    signIn("lee", "lee's own");
    assertThrows(AccessDeniedException.class, () -> desk.erase(patient, "because"));
    assertThrows(AccessDeniedException.class, () -> desk.held(patient));
    signIn("owner", "home");
    for (String noReason : List.of("", " ", "x".repeat(101))) {
      assertEquals(
          CairnException.Kind.REFUSED,
          assertThrows(CairnException.class, () -> desk.erase(patient, noReason)).kind());
    }
    assertEquals(2, objects() / 2, "nothing was touched");
  }
}
