package health.cairn.ui.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Robot patients on the real program: they complete, decline, withdraw and walk away, in every language, by touch
/// and by keyboard alone; and one of each kind is asked for a second opinion, meets a witness and narrows.
class KioskRobotTest {
  // As large as the toolkit's screen in memory lets the robot's pointer go.
  private static final double WIDTH = 990;
  private static final double HEIGHT = 900;
  private static final int PATIENTS = 60;

  private static final String PASSPHRASE = "a cairn on a moor";
  private static final String RECIPIENT = "North Clinic";

  @TempDir static Path folder;
  private static Desk desk;
  private static int next;

  private KioskStand stand;
  private RobotHand hand;
  private String patient;
  private String name;

  @BeforeAll
  static void admitPatients() throws Exception {
    try (Passphrase passphrase = Passphrase.of(PASSPHRASE.toCharArray())) {
      desk = Desk.create(new Home(folder.resolve("home")), passphrase, "Dr Lee");
    }
    StringBuilder bundle =
        new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[");
    for (int i = 0; i < PATIENTS; i++) {
      bundle
          .append(i == 0 ? "" : ",")
          .append("{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p%d\",".formatted(i))
          .append("\"identifier\":[{\"type\":{\"coding\":[{\"system\":")
          .append("\"http://terminology.hl7.org/CodeSystem/v2-0203\",\"code\":\"MR\"}]},")
          .append("\"value\":\"MRN%d\"}],\"name\":[{\"text\":\"Robot %d\"}],".formatted(i, i))
          .append("\"gender\":\"unknown\",\"birthDate\":\"1972-03-12\"}}");
    }
    Path file = folder.resolve("patients.json");
    Files.writeString(file, bundle.append("]}"));
    var summary = desk.importFrom(List.of(file), Progress.NONE);
    assertEquals(List.of(), summary.refused());
  }

  @AfterAll
  static void closeHome() {
    desk.close();
  }

  @AfterEach
  void closeKiosk() {
    stand.close();
  }

  static Stream<Arguments> everyWay() {
    return Stream.of(KioskLanguage.values())
        .flatMap(l -> Stream.of(Arguments.of(l, false), Arguments.of(l, true)));
  }

  @ParameterizedTest(name = "{0}, keyboard only: {1}")
  @MethodSource("everyWay")
  void completes(KioskLanguage language, boolean keyboard) throws Exception {
    open(language, keyboard, Optional.empty());
    hand.press("kiosk-next", KioskStep.INFO);
    while (stand.step() == KioskStep.INFO) {
      hand.press("kiosk-next");
    }
    while (stand.step() == KioskStep.PURPOSE) {
      hand.press("kiosk-yes");
    }
    answerTheQuestions();
    hand.sign(name);
    hand.press("sign-done", KioskStep.DONE);
    assertTrue(stand.find("proof-square").isPresent());
    hand.press("kiosk-finish", KioskStep.LANGUAGE);
    List<ConsentDecision> inForce = desk.consents().inForce(patient);
    assertEquals(4, inForce.size());
    assertTrue(
        inForce.stream().allMatch(d -> d.terms().permitted() && d.language() == language),
        inForce.toString());
    assertEquals(keyboard ? "TYPED" : "DRAWN", inForce.getFirst().signature());
    assertFalse(shows(name));
  }

  @ParameterizedTest(name = "{0}, keyboard only: {1}")
  @CsvSource({"GERMAN, false", "ARABIC, true"})
  void sharesBeforeAWitnessAndNarrowsInThreePresses(KioskLanguage language, boolean keyboard)
      throws Exception {
    open(language, keyboard, Optional.empty(), RECIPIENT, true);
    hand.press("kiosk-next", KioskStep.INFO);
    while (stand.step() == KioskStep.INFO) {
      hand.press("kiosk-next");
    }
    boolean asked = false;
    while (stand.step() == KioskStep.PURPOSE) {
      asked |= shows(RECIPIENT);
      hand.press("kiosk-yes");
    }
    assertTrue(asked, "the institution is named");
    answerTheQuestions();
    hand.sign(name);
    hand.press("sign-done", KioskStep.WITNESS);
    hand.write("witness-name", "Nurse Sato");
    hand.write("witness-passphrase", "sesame sesame");
    hand.press("witness-done");
    assertEquals(KioskStep.WITNESS, stand.step());
    assertTrue(shows(KioskTexts.of(language).say("witness.wrong")));
    hand.write("witness-passphrase", PASSPHRASE);
    hand.press("witness-done", KioskStep.DONE);
    hand.press("kiosk-finish", KioskStep.LANGUAGE);

    enter(language, "", false);
    assertEquals(KioskStep.LIST, stand.step());
    List<ConsentDecision> inForce = desk.consents().inForce(patient);
    assertEquals(5, inForce.size());
    int shared = inForce.indexOf(ofRecipient(inForce));
    assertEquals(Optional.of("Nurse Sato"), inForce.get(shared).witness());
    hand.press("decision-" + shared, KioskStep.CHANGE);
    assertTrue(shows(RECIPIENT));
    hand.press("change-narrow", KioskStep.CONFIRM);
    hand.press("confirm-yes", KioskStep.CHANGED);
    ConsentDecision narrowed = ofRecipient(desk.consents().inForce(patient));
    assertEquals(ConsentScope.PICTURES_ONLY, narrowed.terms().scope());
    assertTrue(narrowed.terms().permitted());
  }

  private static ConsentDecision ofRecipient(List<ConsentDecision> decisions) {
    return decisions.stream()
        .filter(d -> d.terms().recipient().equals(RECIPIENT))
        .findFirst()
        .orElseThrow();
  }

  private void answerTheQuestions() throws Exception {
    for (Question question : Question.values()) {
      int right = KioskModelTest.right(question);
      if (question == Question.RISK) {
        hand.press("answer-" + (right + 1) % Question.ANSWERS);
        assertEquals(KioskStep.QUESTION, stand.step());
      }
      hand.press("answer-" + right);
    }
  }

  @ParameterizedTest(name = "{0}, keyboard only: {1}")
  @MethodSource("everyWay")
  void declines(KioskLanguage language, boolean keyboard) throws Exception {
    open(language, keyboard, Optional.empty());
    hand.press("kiosk-next", KioskStep.INFO);
    while (stand.step() == KioskStep.INFO) {
      hand.press("kiosk-next");
    }
    while (stand.step() == KioskStep.PURPOSE) {
      hand.press("kiosk-no");
    }
    hand.press("decline-save", KioskStep.DONE);
    List<ConsentDecision> inForce = desk.consents().inForce(patient);
    assertEquals(4, inForce.size());
    assertTrue(inForce.stream().noneMatch(d -> d.terms().permitted()));
  }

  @ParameterizedTest(name = "{0}, keyboard only: {1}")
  @MethodSource("everyWay")
  void withdrawsInThreePresses(KioskLanguage language, boolean keyboard) throws Exception {
    open(language, keyboard, Optional.of(ConsentPurpose.RESEARCH));
    assertEquals(KioskStep.LIST, stand.step());
    hand.press("decision-0", KioskStep.CHANGE);
    hand.press("change-withdraw", KioskStep.CONFIRM);
    hand.press("confirm-yes", KioskStep.CHANGED);
    assertTrue(shows(KioskTexts.of(language).say("done.proof")));
    assertEquals(List.of(), desk.consents().inForce(patient));
    assertEquals(ConsentDecision.State.WITHDRAWN, desk.consents().all(patient).getFirst().state());
  }

  @ParameterizedTest(name = "{0}, keyboard only: {1}")
  @MethodSource("everyWay")
  void walksAwayAndLeavesNothing(KioskLanguage language, boolean keyboard) throws Exception {
    open(language, keyboard, Optional.empty());
    assertTrue(shows(name));
    if (keyboard) {
      hand.reach("kiosk-next");
    }
    pass(IdleWatch.UNTIL_VEILED);
    assertFalse(shows(name), "out of sight within five seconds");
    KioskTexts texts = KioskTexts.of(language);
    assertTrue(shows(texts.say("veil.line")));
    assertTrue(shows(texts.say("welcome.text2")), "who is still there reads on");
    if (keyboard) {
      hand.type(KeyCode.ENTER);
    } else {
      hand.press("kiosk-next");
    }
    assertEquals(KioskStep.WELCOME, stand.step(), "the first press only shows it again");
    assertTrue(shows(name));
    pass(IdleWatch.UNTIL_HIDDEN);
    assertFalse(shows(name));
    hand.press("idle-go");
    assertTrue(shows(name), "back for who is still there");
    pass(IdleWatch.UNTIL_HIDDEN);
    pass(IdleWatch.UNTIL_WIPED);
    assertEquals(KioskStep.LANGUAGE, stand.step());
    assertFalse(shows(name));
    assertEquals(List.of(), desk.consents().all(patient));
  }

  /// What opens, leaves or closes windows elsewhere does nothing here.
  @Test
  void kiosk_cannotBeLeftWithoutThePassphrase() throws Exception {
    open(KioskLanguage.ENGLISH, true, Optional.empty());
    for (KeyCode key : List.of(KeyCode.ESCAPE, KeyCode.F11, KeyCode.F4, KeyCode.F1, KeyCode.F10)) {
      hand.type(key);
    }
    hand.chord(KeyCode.CONTROL, KeyCode.K);
    hand.chord(KeyCode.CONTROL, KeyCode.L);
    hand.chord(KeyCode.CONTROL, KeyCode.W);
    hand.chord(KeyCode.CONTROL, KeyCode.Q);
    hand.chord(KeyCode.ALT, KeyCode.DIGIT1);
    KioskStand.onScreen(
        () -> {
          Event.fireEvent(
              stand.stage(), new WindowEvent(stand.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
          return true;
        });
    assertTrue(KioskStand.onScreen(() -> stand.stage().isShowing()));
    assertEquals(KioskStep.WELCOME, stand.step());
    assertEquals(
        1L,
        KioskStand.onScreen(
            () -> javafx.stage.Window.getWindows().stream().filter(w -> w.isShowing()).count()),
        "no other window came up");
  }

  private void open(KioskLanguage language, boolean keyboard, Optional<ConsentPurpose> before)
      throws Exception {
    open(language, keyboard, before, "", false);
  }

  private void open(
      KioskLanguage language,
      boolean keyboard,
      Optional<ConsentPurpose> before,
      String recipient,
      boolean witness)
      throws Exception {
    patient =
        desk.worklist().stream()
            .map(row -> row.patient())
            .filter(p -> p.patientId().equals("MRN" + next))
            .findFirst()
            .orElseThrow()
            .patientKey();
    name = "Robot " + next;
    next++;
    if (before.isPresent()) {
      desk.consents()
          .record(
              patient,
              new SignedConsent(
                  List.of(
                      ConsentTerms.standard(before.get(), true, "", LocalDate.of(2026, 11, 22))),
                  language,
                  new Signature.OnPaper(),
                  Optional.empty()));
    }
    stand = new KioskStand(desk.kiosk(), WIDTH, HEIGHT, Optional.empty(), ReadAloud.SILENT);
    hand = new RobotHand(stand, keyboard);
    enter(language, recipient, witness);
  }

  private void enter(KioskLanguage language, String recipient, boolean witness) throws Exception {
    hand.press("language-" + language.tag(), KioskStep.CODE);
    hand.code(desk.consents().code(patient, recipient, witness).code());
    KioskStand.until(() -> stand.model.pageProperty().get().step() != KioskStep.CODE);
  }

  private void pass(java.time.Duration duration) throws Exception {
    stand.act(
        () -> {
          stand.clock.forward(duration);
          stand.model.tick();
        });
  }

  private boolean shows(String words) throws Exception {
    return KioskStand.onScreen(
        () -> {
          for (Node node : KioskLooksTest.all(stand.scene().getRoot())) {
            String accessible = node.getAccessibleText();
            if (node instanceof Labeled label && label.getText().replace('\n', ' ').contains(words)
                || accessible != null && accessible.contains(words)) {
              return true;
            }
          }
          return false;
        });
  }
}
