package health.cairn.ui.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.DataFormat;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/// What only the real nodes can show of the frame around the screens.
class KioskViewTest {
  private static final double WIDTH = 990;
  private static final double HEIGHT = 760;

  @Test
  void stop_cannotBePressedWhileTheDecisionIsSaved() throws Exception {
    CountDownLatch saved = new CountDownLatch(1);
    FakeConsents slow =
        new FakeConsents("Jane", "", false) {
          @Override
          public ConsentReceipt decide(KioskVisit who, SignedConsent what) {
            try {
              saved.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return super.decide(who, what);
          }
        };
    try (KioskStand stand = atTheSignature(slow)) {
      assertFalse(stopIsOff(stand));
      KioskStand.onScreen(
          () -> {
            stand.model.sign(new Signature.Typed("Jane"));
            return true;
          });
      assertTrue(stopIsOff(stand));
      saved.countDown();
      KioskStand.until(() -> stand.model.pageProperty().get().step() == KioskStep.DONE);
      assertFalse(stopIsOff(stand));
    }
  }

  @Test
  void leaving_emptiesTheClipboard() throws Exception {
    try (KioskStand stand = atTheSignature(new FakeConsents("Jane", "", false))) {
      copy("Jane Roe");
      stand.act(stand.model::stop);
      assertFalse(copied());
      copy("Jane Roe");
      stand.act(stand.model::finish);
      assertEquals(KioskStep.LANGUAGE, stand.step());
      assertFalse(copied());
    }
  }

  @Test
  void kiosk_beginsWithAnEmptyClipboard() throws Exception {
    try (KioskStand first = stand(new FakeConsents("Jane", "", false))) {
      assertEquals(KioskStep.LANGUAGE, first.step());
      copy("what staff copied elsewhere");
    }
    try (KioskStand second = stand(new FakeConsents("Jane", "", false))) {
      assertEquals(KioskStep.LANGUAGE, second.step());
      assertFalse(copied());
    }
  }

  @Test
  void fields_haveNoMenu() throws Exception {
    try (KioskStand stand = atTheSignature(new FakeConsents("Jane", "", true))) {
      stand.act(() -> stand.model.sign(new Signature.Typed("Jane")));
      TextField name = (TextField) stand.find("witness-name").orElseThrow();
      KioskStand.onScreen(
          () -> {
            name.fireEvent(
                new ContextMenuEvent(
                    ContextMenuEvent.CONTEXT_MENU_REQUESTED, 5, 5, 5, 5, false, null));
            return true;
          });
      assertEquals(
          1L,
          KioskStand.onScreen(() -> Window.getWindows().stream().filter(Window::isShowing).count()),
          "nothing beside the kiosk's own window");
    }
  }

  private static KioskStand stand(FakeConsents desk) throws Exception {
    return new KioskStand(desk, WIDTH, HEIGHT, Optional.empty(), ReadAloud.SILENT);
  }

  private static KioskStand atTheSignature(FakeConsents desk) throws Exception {
    KioskStand stand = stand(desk);
    KioskModel kiosk = stand.model;
    stand.act(() -> kiosk.choose(KioskLanguage.ENGLISH));
    stand.act(() -> kiosk.enter(FakeConsents.CODE));
    stand.act(
        () -> {
          kiosk.next();
          while (kiosk.pageProperty().get().step() == KioskStep.INFO) {
            kiosk.next();
          }
          while (kiosk.pageProperty().get().step() == KioskStep.PURPOSE) {
            kiosk.answer(true);
          }
          for (Question question : Question.values()) {
            kiosk.reply(KioskModelTest.right(question));
          }
        });
    assertEquals(KioskStep.SIGN, stand.step());
    return stand;
  }

  private static boolean stopIsOff(KioskStand stand) throws Exception {
    Node stop = stand.find("kiosk-stop").orElseThrow();
    return KioskStand.onScreen(stop::isDisabled);
  }

  private static void copy(String words) throws Exception {
    KioskStand.onScreen(
        () -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, words)));
    assertTrue(copied());
  }

  private static boolean copied() throws Exception {
    return KioskStand.onScreen(() -> Clipboard.getSystemClipboard().hasString());
  }
}
