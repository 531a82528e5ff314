package health.cairn.ui.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KioskModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final HandClock clock = new HandClock();
  private final List<byte[]> tray = new ArrayList<>();
  private boolean left;

  @AfterEach
  void closeTasks() {
    tasks.close();
  }

  @Test
  void newPatient_isAskedEverythingAndSignsOnlyAfterTheQuestions() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "Charité", false);
    KioskModel kiosk = admitted(desk);
    assertEquals(KioskStep.WELCOME, step(kiosk));
    toPurposes(kiosk);
    for (ConsentPurpose purpose : ConsentPurpose.values()) {
      assertEquals(purpose, kiosk.purpose());
      kiosk.answer(purpose != ConsentPurpose.TEACHING);
    }
    for (Question question : Question.values()) {
      assertThrows(IllegalStateException.class, () -> kiosk.sign(new Signature.Typed("Jane")));
      for (int answer = 0; answer < Question.ANSWERS; answer++) {
        if (!question.isRight(answer)) {
          kiosk.reply(answer);
          assertEquals(question, kiosk.question());
          assertFalse(kiosk.noticeProperty().get().isEmpty());
        }
      }
      kiosk.reply(right(question));
    }
    assertEquals(KioskStep.SIGN, step(kiosk));
    assertEquals("", kiosk.noticeProperty().get());
    kiosk.sign(new Signature.Typed("Jane"));
    settle(kiosk);
    assertEquals(KioskStep.DONE, step(kiosk));
    assertFalse(kiosk.waitsForTheChain(), "no ledger is set up");
    SignedConsent signed = desk.signed().getFirst();
    assertEquals(5, signed.terms().size());
    assertFalse(signed.terms().getLast().permitted());
    kiosk.copy();
    settle(kiosk);
    assertEquals(1, tray.size());
    assertFalse(kiosk.offersCopy());
  }

  @Test
  void decliningEverything_needsNoQuestionsAndNoSignature() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", true);
    KioskModel kiosk = admitted(desk);
    toPurposes(kiosk);
    for (int i = 0; i < 4; i++) {
      kiosk.answer(false);
    }
    assertEquals(KioskStep.DECLINE, step(kiosk));
    kiosk.saveDeclined();
    settle(kiosk);
    assertEquals(KioskStep.DONE, step(kiosk));
    assertEquals(new Signature.None(), desk.signed().getFirst().signature());
  }

  @Test
  void returningPatient_withdrawsInThreeTaps() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false).returning();
    KioskModel kiosk = admitted(desk);
    assertEquals(KioskStep.LIST, step(kiosk));
    int before = kiosk.inForce().size();
    kiosk.open(kiosk.inForce().getFirst());
    kiosk.change(false);
    kiosk.confirm();
    settle(kiosk);
    assertEquals(KioskStep.CHANGED, step(kiosk));
    assertEquals(before - 1, kiosk.inForce().size());
    assertTrue(kiosk.proof().startsWith("CAIRN2:"));
  }

  @Test
  void change_isDoneWhereItsProofCannotBeGivenInHand() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false).returning().withoutProof();
    KioskModel kiosk = admitted(desk);
    kiosk.open(kiosk.inForce().getFirst());
    kiosk.change(false);
    kiosk.confirm();
    settle(kiosk);
    assertEquals(KioskStep.CHANGED, step(kiosk));
    assertEquals("", kiosk.noticeProperty().get());
    assertEquals("", kiosk.proof());
    assertFalse(kiosk.offersCopy());
  }

  @Test
  void returningPatient_decidesAnewWhereTheySaidNo() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false).returning();
    KioskModel kiosk = admitted(desk);
    kiosk.open(
        kiosk.inForce().stream().filter(d -> !d.terms().permitted()).findFirst().orElseThrow());
    assertEquals(KioskStep.CHANGE, step(kiosk));
    kiosk.decideAgain();
    assertEquals(KioskStep.WELCOME, step(kiosk));
  }

  @Test
  void returningPatient_narrowsInThreeTaps() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false).returning();
    KioskModel kiosk = admitted(desk);
    kiosk.open(kiosk.inForce().getFirst());
    assertTrue(kiosk.canNarrow());
    kiosk.change(true);
    kiosk.confirm();
    settle(kiosk);
    assertTrue(
        kiosk.inForce().stream().anyMatch(d -> d.terms().scope() == ConsentScope.PICTURES_ONLY));
  }

  @Test
  void witness_isAskedForAndChecked() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", true).withLedger();
    KioskModel kiosk = admitted(desk);
    toSignature(kiosk);
    kiosk.sign(new Signature.Typed("Jane"));
    assertEquals(KioskStep.WITNESS, step(kiosk));
    kiosk.witness("Sato", FakeConsents.TOO_SOON.toCharArray());
    settle(kiosk);
    assertEquals(kiosk.texts().say("staff.wait"), kiosk.noticeProperty().get());
    char[] wrong = "sesame".toCharArray();
    kiosk.witness("Sato", wrong);
    settle(kiosk);
    assertEquals(KioskStep.WITNESS, step(kiosk));
    assertEquals("\0\0\0\0\0\0", String.valueOf(wrong), "wiped");
    kiosk.witness("Sato", FakeConsents.PASSPHRASE.toCharArray());
    settle(kiosk);
    assertEquals(KioskStep.DONE, step(kiosk));
    assertEquals(Optional.of("Sato"), desk.signed().getFirst().witness());
    assertTrue(kiosk.waitsForTheChain());
  }

  @Test
  void idle_hidesThenForgetsAndATouchBringsThePageBack() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false);
    KioskModel kiosk = admitted(desk);
    clock.forward(IdleWatch.UNTIL_HIDDEN.minusSeconds(1));
    kiosk.tick();
    assertFalse(kiosk.hiddenProperty().get());
    kiosk.touched();
    clock.forward(IdleWatch.UNTIL_HIDDEN);
    kiosk.tick();
    assertTrue(kiosk.hiddenProperty().get());
    kiosk.stillHere();
    assertFalse(kiosk.hiddenProperty().get());
    assertEquals(KioskStep.WELCOME, step(kiosk));
    clock.forward(IdleWatch.UNTIL_HIDDEN);
    kiosk.tick();
    clock.forward(IdleWatch.UNTIL_WIPED);
    kiosk.tick();
    assertEquals(KioskStep.LANGUAGE, step(kiosk));
    assertEquals(1, desk.ended());
    assertThrows(IllegalStateException.class, kiosk::inForce);
    assertFalse(kiosk.greeting().contains("Jane"));
  }

  @Test
  void veil_comesBeforeFiveSecondsAreOverAndOnlyWhereAPageIsPersonal() throws Exception {
    KioskModel kiosk = admitted(new FakeConsents("Jane", "", false));
    clock.forward(IdleWatch.UNTIL_VEILED.minusMillis(1));
    kiosk.tick();
    assertFalse(kiosk.veiledProperty().get());
    kiosk.touched();
    clock.forward(IdleWatch.UNTIL_VEILED);
    kiosk.tick();
    assertTrue(kiosk.veiledProperty().get());
    kiosk.touched();
    kiosk.tick();
    assertTrue(kiosk.veiledProperty().get(), "a pointer that moves does not show it again");
    kiosk.unveil();
    assertFalse(kiosk.veiledProperty().get());
    kiosk.next();
    clock.forward(IdleWatch.UNTIL_VEILED);
    kiosk.tick();
    assertEquals(KioskStep.INFO, step(kiosk));
    assertFalse(kiosk.veiledProperty().get(), "nothing here is anybody's");
  }

  @Test
  void stop_savesNothingAndForgetsAtOnce() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false);
    KioskModel kiosk = admitted(desk);
    toSignature(kiosk);
    kiosk.stop();
    assertEquals(KioskStep.STOPPED, step(kiosk));
    assertEquals(List.of(), desk.signed());
    assertEquals(1, desk.ended());
    assertFalse(kiosk.greeting().contains("Jane"));
    clock.forward(Duration.ofMinutes(1));
    kiosk.tick();
    assertEquals(KioskStep.LANGUAGE, step(kiosk));
  }

  @Test
  void stop_doesNothingWhileSomethingIsSaved() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false);
    KioskModel kiosk = admitted(desk);
    toSignature(kiosk);
    assertFalse(kiosk.savingProperty().get());
    kiosk.sign(new Signature.Typed("Jane"));
    assertTrue(kiosk.savingProperty().get());
    kiosk.stop();
    settle(kiosk);
    assertEquals(KioskStep.DONE, step(kiosk), "what became of it is shown");
    assertFalse(kiosk.savingProperty().get());
    assertEquals(1, desk.signed().size());
    kiosk.stop();
    assertEquals(KioskStep.STOPPED, step(kiosk));
  }

  @Test
  void stop_doesNothingWhileAChangeIsSaved() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false).returning();
    KioskModel kiosk = admitted(desk);
    kiosk.open(kiosk.inForce().getFirst());
    kiosk.change(false);
    kiosk.confirm();
    kiosk.stop();
    settle(kiosk);
    assertEquals(KioskStep.CHANGED, step(kiosk));
  }

  @Test
  void answerThatComesAfterStop_isIgnored() throws Exception {
    FakeConsents desk = new FakeConsents("Jane", "", false);
    KioskModel kiosk = kiosk(desk);
    kiosk.choose(KioskLanguage.TURKISH);
    kiosk.enter(FakeConsents.CODE);
    kiosk.stop();
    screen.until(() -> desk.ended() == 1);
    assertEquals(KioskStep.STOPPED, step(kiosk));
  }

  @Test
  void wrongCode_letsNobodyIn() throws Exception {
    KioskModel kiosk = kiosk(new FakeConsents("Jane", "", false));
    kiosk.choose(KioskLanguage.GERMAN);
    kiosk.enter("00000000");
    settle(kiosk);
    assertEquals(KioskStep.CODE, step(kiosk));
    assertEquals(kiosk.texts().say("code.wrong"), kiosk.noticeProperty().get());
  }

  @Test
  void leaving_needsThePassphrase() throws Exception {
    KioskModel kiosk = kiosk(new FakeConsents("Jane", "", false));
    kiosk.staffDoor();
    kiosk.unlock("sesame".toCharArray());
    settle(kiosk);
    assertFalse(left);
    kiosk.unlock(FakeConsents.TOO_SOON.toCharArray());
    settle(kiosk);
    assertFalse(left);
    assertEquals(kiosk.texts().say("staff.wait"), kiosk.noticeProperty().get());
    kiosk.unlock(FakeConsents.PASSPHRASE.toCharArray());
    settle(kiosk);
    assertTrue(left);
  }

  private KioskModel kiosk(FakeConsents desk) {
    return new KioskModel(
        desk, tasks, clock, clock, Optional.of(tray::add), ReadAloud.SILENT, () -> left = true);
  }

  private KioskModel admitted(FakeConsents desk) throws Exception {
    KioskModel kiosk = kiosk(desk);
    kiosk.choose(KioskLanguage.GERMAN);
    kiosk.enter(FakeConsents.CODE);
    screen.until(() -> step(kiosk) != KioskStep.CODE);
    return kiosk;
  }

  private static void toPurposes(KioskModel kiosk) {
    kiosk.next();
    for (int i = 0; i < Info.values().length; i++) {
      assertEquals(KioskStep.INFO, step(kiosk));
      kiosk.next();
    }
    assertEquals(KioskStep.PURPOSE, step(kiosk));
  }

  private static void toSignature(KioskModel kiosk) {
    toPurposes(kiosk);
    while (step(kiosk) == KioskStep.PURPOSE) {
      kiosk.answer(true);
    }
    for (Question question : Question.values()) {
      kiosk.reply(right(question));
    }
    assertEquals(KioskStep.SIGN, step(kiosk));
  }

  static int right(Question question) {
    for (int answer = 0; answer < Question.ANSWERS; answer++) {
      if (question.isRight(answer)) {
        return answer;
      }
    }
    throw new AssertionError("no right answer");
  }

  private void settle(KioskModel kiosk) throws Exception {
    screen.until(() -> !kiosk.busyProperty().get());
  }

  private static KioskStep step(KioskModel kiosk) {
    return kiosk.pageProperty().get().step();
  }
}
