package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import java.util.Optional;
import javafx.event.ActionEvent;
import javafx.scene.control.Button;

/// Past every screen of the kiosk in one language, on made-up consents, with somebody who looks at each.
public final class KioskWalk {
  public static final String NAME = "Marie-Christine Oberhauser-Lindqvist";
  public static final String RECIPIENT = "Charité – Universitätsmedizin Berlin";
  private static final ReadAloud VOICE =
      new ReadAloud() {
        @Override
        public boolean speaks(KioskLanguage language) {
          return true;
        }

        @Override
        public void say(String text, KioskLanguage language) {}

        @Override
        public void quiet() {}
      };

  /// Looks at a screen, on the thread of the test.
  @FunctionalInterface
  public interface Looker {
    void look(String screen, KioskStand stand) throws Exception;
  }

  private KioskWalk() {}

  public static void walk(KioskLanguage language, double width, double height, Looker looker)
      throws Exception {
    newPatient(language, width, height, looker);
    returningPatient(language, width, height, looker);
  }

  private static void newPatient(KioskLanguage language, double width, double height, Looker looker)
      throws Exception {
    FakeConsents desk = new FakeConsents(NAME, RECIPIENT, true).withLedger();
    try (KioskStand stand = new KioskStand(desk, width, height, Optional.of(pdf -> {}), VOICE)) {
      KioskModel kiosk = stand.model;
      looker.look("01-language", stand);
      stand.act(() -> kiosk.choose(language));
      looker.look("02-code", stand);
      stand.act(() -> kiosk.enter("00000000"));
      looker.look("03-code-wrong", stand);
      stand.act(() -> kiosk.enter(FakeConsents.CODE));
      looker.look("04-welcome", stand);
      stand.act(kiosk::next);
      for (Info info : Info.values()) {
        looker.look("05-info-" + info.name().toLowerCase(java.util.Locale.ROOT), stand);
        stand.act(kiosk::next);
      }
      while (stand.step() == KioskStep.PURPOSE) {
        String purpose = KioskStand.onScreen(() -> kiosk.purpose().key());
        looker.look("06-purpose-" + purpose, stand);
        stand.act(() -> kiosk.answer(!purpose.equals("teaching")));
      }
      for (Question question : Question.values()) {
        String name = question.name().toLowerCase(java.util.Locale.ROOT);
        looker.look("07-question-" + name, stand);
        int right = KioskModelTest.right(question);
        stand.act(() -> kiosk.reply((right + 1) % Question.ANSWERS));
        looker.look("08-question-again-" + name, stand);
        stand.act(() -> kiosk.reply(right));
      }
      looker.look("09-sign", stand);
      stand.act(() -> fire(stand, "sign-type"));
      looker.look("10-sign-typed", stand);
      stand.act(() -> kiosk.sign(new Signature.Typed(NAME)));
      looker.look("11-witness", stand);
      stand.act(() -> kiosk.witness("Sato", FakeConsents.PASSPHRASE.toCharArray()));
      looker.look("12-done", stand);
      stand.act(kiosk::copy);
      looker.look("13-done-copy", stand);
    }
  }

  private static void returningPatient(
      KioskLanguage language, double width, double height, Looker looker) throws Exception {
    FakeConsents desk = new FakeConsents(NAME, RECIPIENT, false).returning().withLedger();
    try (KioskStand stand = new KioskStand(desk, width, height, Optional.of(pdf -> {}), VOICE)) {
      KioskModel kiosk = stand.model;
      stand.act(() -> kiosk.choose(language));
      stand.act(() -> kiosk.enter(FakeConsents.CODE));
      looker.look("14-list", stand);
      stand.act(
          () -> {
            stand.clock.forward(IdleWatch.UNTIL_VEILED);
            kiosk.tick();
          });
      looker.look("14-list-veiled", stand);
      stand.act(kiosk::unveil);
      stand.act(() -> kiosk.open(kiosk.inForce().get(1)));
      looker.look("15-change", stand);
      stand.act(() -> kiosk.change(true));
      looker.look("16-confirm-narrow", stand);
      stand.act(kiosk::confirm);
      looker.look("17-changed", stand);
      stand.act(kiosk::copy);
      looker.look("17-changed-copy", stand);
      stand.act(kiosk::list);
      looker.look("18-list-narrowed", stand);
      stand.act(() -> kiosk.open(kiosk.inForce().get(0)));
      stand.act(() -> kiosk.change(false));
      looker.look("19-confirm-withdraw", stand);
      stand.act(
          () -> {
            stand.clock.forward(IdleWatch.UNTIL_HIDDEN);
            kiosk.tick();
          });
      looker.look("20-idle", stand);
      stand.act(kiosk::stillHere);
      stand.act(kiosk::back);
      stand.act(kiosk::decideAgain);
      stand.act(kiosk::next);
      while (stand.step() == KioskStep.INFO) {
        stand.act(kiosk::next);
      }
      while (stand.step() == KioskStep.PURPOSE) {
        stand.act(() -> kiosk.answer(false));
      }
      looker.look("21-decline", stand);
      stand.act(kiosk::stop);
      looker.look("22-stopped", stand);
      stand.act(kiosk::finish);
      stand.act(kiosk::staffDoor);
      looker.look("23-staff", stand);
    }
  }

  private static void fire(KioskStand stand, String id) {
    Button button = (Button) stand.scene().getRoot().lookup("#" + id);
    button.fireEvent(new ActionEvent());
  }
}
