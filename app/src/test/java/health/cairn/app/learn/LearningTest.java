package health.cairn.app.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.fuse.MemberAnswer;
import health.cairn.imaging.fuse.SliceEvidence;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.merkle.Hash;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Champion and challenger on drawn members: two that are nearly of one mind, right more often than not, and
/// far too sure.
class LearningTest {
  /// Factor on logits whose calibrated value is 1; the plan allows temperatures up to 3.
  private static final double TOO_SURE = 2.8;

  @TempDir Path directory;

  private final CheckpointSigner signer = CheckpointSigner.generate("test/learning");
  private Database database;
  private DeskJournal journal;
  private ModelRegister register;
  private SiteFusion siteFusion;
  private Networks here = networks("first");
  private Learning learning;

  @BeforeEach
  void open() throws Exception {
    Home home = new Home(directory.resolve("home"));
    home.prepare();
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.create(home.keyFile(), phrase)) {
      database = Database.open(home, keys);
    }
    journal = new DeskJournal(database, Clock.systemUTC(), "tester");
    SignedRecords records = new SignedRecords(database, journal, signer);
    register = new ModelRegister(records, home.models(), Clock.systemUTC(), "tester");
    siteFusion = new SiteFusion(home.models());
    learning =
        new Learning(
            database, records, register, siteFusion, new OneNetwork(), Clock.systemUTC(), "tester");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void promote_letsAFitServeThatWasBetterOnLockedPatientsAndRollbackUndoesIt() throws Exception {
    draw(250, 1, TOO_SURE);
    learning.adopt(
        new ChangePlan.Text(
            ChangePlan.shipped().plan(),
            ChangePlan.shipped().retraining(),
            ChangePlan.shipped().text().replace("\"lockedShare\": 0.33", "\"lockedShare\": 0.6")));

    LockedSet locked = learning.lock();
    assertEquals(150, locked.pseudonyms().size());
    Challenger challenger = learning.challenge(Optional.empty(), Progress.NONE);
    assertEquals(100, challenger.patients());
    assertEquals(List.of(), challenger.outOfBounds());
    LockedTest test = learning.test(Progress.NONE);
    assertTrue(test.passed(), test.demands().toString());
    refused("slice distance", () -> learning.promote("", Optional.of("drift: slice distance mm")));
    ServingDecision promoted = learning.promote("better calibrated", Optional.empty());

    assertEquals("fuse-t1c", promoted.task());
    assertEquals(test.id(), promoted.acceptance());
    SiteFusion.Serving serving = siteFusion.serving(register).orElseThrow();
    assertEquals(challenger.rules(), here.above(serving.fusion().text()));
    assertEquals(here, serving.fittedOn());
    assertTrue(learning.status().champion().startsWith("site fusion"));

    learning.challenge(Optional.empty(), Progress.NONE);
    refused("was not tested", () -> learning.promote("", Optional.empty()));
    assertFalse(learning.test(Progress.NONE).passed(), "the same fit again has nothing to gain");
    refused("did not pass", () -> learning.promote("", Optional.empty()));

    register.rollback(Optional.empty(), "", learning::restore);
    assertTrue(siteFusion.serving(register).isEmpty());
    journal.journal().checkpoint(signer, Clock.systemUTC().instant());
    JournalCheck check = journal.journal().verify(new CheckpointVerifier(signer.verificationKey()));
    assertTrue(check instanceof JournalCheck.Intact, check.toString());
  }

  @Test
  void status_runsTheChallengerBesideTheChampionOnCasesSinceTheFit() throws Exception {
    draw(120, 1, TOO_SURE);
    learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    assertTrue(learning.status().prospective().isEmpty());

    draw(30, 2, TOO_SURE);

    Comparison beside = learning.status().prospective().orElseThrow();
    assertEquals(30, beside.patients());
    assertTrue(beside.challenger().logLoss() < beside.champion().logLoss());
  }

  @Test
  void challenge_isRefusedBeforeATestSetIsLockedAndWithTooFewPatients() throws Exception {
    draw(50, 4, TOO_SURE);
    refused("Lock a test set first", () -> learning.challenge(Optional.empty(), Progress.NONE));
    refused("fewer than the 20", () -> learning.lock());
    draw(12, 5, TOO_SURE);
    learning.lock();
    refused("once", () -> learning.lock());
    assertEquals(42, learning.challenge(Optional.empty(), Progress.NONE).patients());
  }

  @Test
  void challenge_isOutOfBoundsWhenReadersAndModelsDisagreeThroughout() throws Exception {
    draw(120, 6, 0.05);
    learning.lock();

    Challenger challenger = learning.challenge(Optional.empty(), Progress.NONE);

    assertFalse(challenger.outOfBounds().isEmpty());
    refused("the plan allows", () -> learning.test(Progress.NONE));
  }

  @Test
  void test_isRefusedAfterAsManyLooksAsThePlanAllowsAndEachIsKept() throws Exception {
    draw(120, 7, TOO_SURE);
    learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    for (int look = 0; look < 5; look++) {
      learning.test(Progress.NONE);
    }
    refused("as often as the plan allows", () -> learning.test(Progress.NONE));
    assertEquals(5, learning.status().lockedTests());
    refused("it stays", () -> learning.adopt(ChangePlan.shipped()));
  }

  @Test
  void test_failsClosedWhenALockedCaseWasChanged() throws Exception {
    draw(120, 8, TOO_SURE);
    LockedSet locked = learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    sql(
        "update learning_example set answers = replace(answers, ',glioma,', ',pituitary,')"
            + " where pseudonym = '"
            + locked.pseudonyms().getFirst()
            + "' or locked");

    CairnException refused = assertThrows(CairnException.class, () -> learning.test(Progress.NONE));
    assertEquals(CairnException.Kind.INTEGRITY, refused.kind());
  }

  @Test
  void challenge_failsClosedWhenALockedPatientIsUnlockedByHand() throws Exception {
    draw(120, 9, TOO_SURE);
    learning.lock();
    sql("update learning_example set locked = false");

    CairnException refused =
        assertThrows(
            CairnException.class, () -> learning.challenge(Optional.empty(), Progress.NONE));
    assertEquals(CairnException.Kind.INTEGRITY, refused.kind());
  }

  @Test
  void current_failsClosedWhenADecisionOrItsRulesWereChanged() throws Exception {
    siteFusion.write("rules");
    register.promoteFusion(
        new ServingDecision.Chosen(SiteFusion.NAME, "1", Hash.sha256("rules").hex(), ""),
        "",
        "LearningTest/1");
    try (var rules = Files.list(directory.resolve("home/models"))) {
      Path text = rules.filter(f -> f.toString().endsWith(".rules")).findFirst().orElseThrow();
      Files.writeString(text, Files.readString(text) + " ");
    }
    ImagingException changed =
        assertThrows(ImagingException.class, () -> siteFusion.serving(register));
    assertEquals(ImagingException.Kind.INTEGRITY, changed.kind());

    sql(
        "update model_record set json = replace(json, 'tester', 'nobody') where kind ="
            + " 'ModelDecision'");
    ImagingException forged = assertThrows(ImagingException.class, () -> register.current());
    assertEquals(ImagingException.Kind.INTEGRITY, forged.kind());
  }

  @Test
  void challenge_leavesOutWhatOtherNetworksAnsweredOrNobodyKnowsWho() throws Exception {
    draw(120, 10, TOO_SURE);
    learning.lock();
    int open = learning.status().patients();
    here = networks("updated");
    draw(25, 11, TOO_SURE);
    sql(
        "update learning_example set answers = substring(answers, locate('id,', answers)) where"
            + " number > 143");

    assertEquals(open + 2, learning.status().leftOut());
    assertEquals(23, learning.status().patients());
    refused("Lock a test set first", () -> learning.challenge(Optional.empty(), Progress.NONE));
    here = networks("first");
    assertEquals(open, learning.challenge(Optional.empty(), Progress.NONE).patients());
    draw(1, 12, TOO_SURE);
    here = networks("updated");
    refused("fewer than the 20", () -> learning.lock());
    draw(45, 13, TOO_SURE);
    learning.lock();
    Challenger challenger = learning.challenge(Optional.empty(), Progress.NONE);
    assertEquals(here, challenger.fittedOn());
    assertEquals(68 - learning.status().lockedPatients(), challenger.patients());
  }

  @Test
  void promote_isRefusedWhereOtherNetworksAnswerThanTheRulesWereFittedOn() throws Exception {
    draw(250, 1, TOO_SURE);
    learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    learning.test(Progress.NONE);
    here = networks("updated");

    assertFalse(learning.standing().networksHere());
    refused("other networks", () -> learning.test(Progress.NONE));
    refused("other networks", () -> learning.promote("", Optional.empty()));
  }

  @Test
  void champion_ofRulesFittedOnOtherNetworksIsNobodysFusion() throws Exception {
    String rules = networks("older").above(SiteFusion.shipped().text());
    siteFusion.write(rules);
    register.promoteFusion(
        new ServingDecision.Chosen(SiteFusion.NAME, "1", Hash.sha256(rules).hex(), ""),
        "",
        "LearningTest/1");

    assertEquals("the members' mean", learning.status().champion());
  }

  @Test
  void champion_isNamedByTheHashOfTheShippedRules() throws Exception {
    Map<String, String> sha256 = new TreeMap<>();
    SiteFusion.shipped().members().forEach(m -> sha256.put(m, Hash.sha256(m).hex()));
    here = new Networks(new TreeMap<>(sha256));

    assertEquals(
        "shipped fusion " + Hash.sha256(SiteFusion.shipped().text()).hex().substring(0, 12),
        learning.status().champion());
  }

  @Test
  void test_failsClosedWhenALockedSliceWasChanged() throws Exception {
    Path heads = directory.resolve("heads");
    drawHeads(heads, 63);
    DrawnCases.addSlices(database, networks("gone"), heads, 63);
    learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    assertEquals(42, asked, "those that are not locked, once");
    sql(
        "update learning_slice set picture = (select picture from learning_slice where example = 1)"
            + " where example = (select min(number) from learning_example where locked)"
            + " or example = (select max(number) from learning_example where locked)");

    CairnException refused = assertThrows(CairnException.class, () -> learning.test(Progress.NONE));
    assertEquals(CairnException.Kind.INTEGRITY, refused.kind());
  }

  @Test
  void lock_drawsNobodyWhoWasExportedAndAFitTakesNobodyWhomTheNetworksKnowByHeart()
      throws Exception {
    draw(120, 15, TOO_SURE);
    sql(
        "insert into learning_outline(pseudonym, correction, label, image, mask, exported)"
            + " select pseudonym, pseudonym, 'glioma', X'00', X'00', true from learning_example"
            + " where mod(number, 2) = 0");

    LockedSet locked = learning.lock();

    assertEquals(20, locked.pseudonyms().size(), "a third of those who were never exported");
    assertEquals(
        0,
        database.<Integer>read(
            connection -> {
              try (var statement = connection.createStatement();
                  var count =
                      statement.executeQuery(
                          "select count(*) from learning_example where locked and mod(number, 2) ="
                              + " 0")) {
                count.next();
                return count.getInt(1);
              }
            }));
    learntHere = true;
    assertEquals(40, learning.challenge(Optional.empty(), Progress.NONE).patients());
    learntHere = false;
    assertEquals(100, learning.challenge(Optional.empty(), Progress.NONE).patients());
  }

  @Test
  void test_isRefusedWhereThePlanChangedOrTheSetWasDrawnSinceTheFit() throws Exception {
    draw(120, 16, TOO_SURE);
    learning.lock();
    learning.challenge(Optional.empty(), Progress.NONE);
    learning.adopt(
        ChangePlan.read(ChangePlan.shipped().text().replace("\"0.33\"", "\"0.34\"") + "\n"));
    refused("The plan changed", () -> learning.test(Progress.NONE));

    learning.challenge(Optional.empty(), Progress.NONE);
    Networks before = here;
    here = networks("updated");
    draw(120, 17, TOO_SURE);
    learning.lock();
    answering.add(before);
    refused("drawn after", () -> learning.test(Progress.NONE));
  }

  @Test
  void challenge_ofANetworkTrainedAnewIsRefusedUnderAPlanThatSaysNothingOfThem() throws Exception {
    draw(120, 14, TOO_SURE);
    learning.lock();
    String text = ChangePlan.shipped().text();
    learning.adopt(
        ChangePlan.read(
            text.substring(0, text.indexOf("  \"retraining\""))
                + text.substring(text.indexOf("  \"stop\""))));

    refused(
        "no network that was trained anew",
        () -> learning.challenge(Optional.of("anew"), Progress.NONE));
  }

  /// Pictures of as many heads, as far as this test looks at them.
  private static void drawHeads(Path folder, int heads) throws Exception {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    for (int i = 0; i < heads; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
      picture.getRaster().setSample(i % 8, i / 8, 0, 200);
      ImageIO.write(picture, "png", folder.resolve("images/c" + i + ".png").toFile());
      ImageIO.write(picture, "png", folder.resolve("masks/c" + i + ".png").toFile());
    }
  }

  private int asked;
  private boolean learntHere;
  private final List<Networks> answering = new ArrayList<>();

  /// One set of networks at a time, which says the same of every slice.
  private final class OneNetwork implements Answering {
    @Override
    public Networks now() {
      return here;
    }

    @Override
    public Networks with(String model) {
      return networks(model);
    }

    @Override
    public boolean has(Networks networks) {
      return networks.sameAs(here) || answering.stream().anyMatch(networks::sameAs);
    }

    @Override
    public Asking asking(Networks networks) {
      return (fold, slices) -> fold.isPresent() ? List.of() : said(networks, slices);
    }

    @Override
    public boolean learntHere(Networks networks) {
      return learntHere;
    }

    private List<MemberSlice> said(Networks networks, List<SliceSample> slices) {
      asked++;
      return slices.stream()
          .map(
              slice ->
                  new MemberSlice(
                      slice,
                      networks.members().stream()
                          .map(m -> new MemberAnswer(m, List.of(0.4, 0.3, 0.2, 0.1), Double.NaN))
                          .toList(),
                      SliceEvidence.UNKNOWN,
                      networks))
          .toList();
    }
  }

  private static Networks networks(String state) {
    return new Networks(
        new TreeMap<>(
            Map.of("one", Hash.sha256("one " + state).hex(), "two", Hash.sha256("two").hex())));
  }

  private interface Step {
    void run() throws CairnException;
  }

  private static void refused(String why, Step step) {
    CairnException refused = assertThrows(CairnException.class, step::run);
    assertEquals(CairnException.Kind.REFUSED, refused.kind());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  private void sql(String change) throws CairnException {
    database.write(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.executeUpdate(change);
          }
        });
  }

  /// Cases of new patients, one each.
  ///
  /// @param sureness 1 would be calibrated
  private void draw(int patients, long seed, double sureness) throws CairnException {
    DrawnCases.add(database, here, patients, seed, sureness);
  }
}
