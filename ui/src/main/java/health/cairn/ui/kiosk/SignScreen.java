package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.Signature;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What was decided, and the signature under it: drawn, or the name typed for who cannot or will not draw.
final class SignScreen {
  private final KioskModel model;
  private final SignaturePad pad = new SignaturePad();
  private final TextField name = new TextField();
  private final VBox place = new VBox(8);
  private final Button other = KioskNodes.button("sign-type", "", this::swap);
  private final Button clear;
  private final Label hint = oneLine();
  private boolean typing;

  SignScreen(KioskModel model) {
    this.model = model;
    this.clear = KioskNodes.button("sign-clear", model.texts().say("sign.clear"), pad::clear);
    other.setWrapText(false);
    name.setId("sign-name");
    name.getStyleClass().add("kiosk-field");
    name.setMaxWidth(560);
    name.setAccessibleText(model.texts().say("sign.name"));
    pad.setAccessibleText(model.texts().say("sign.area"));
    place.setAlignment(Pos.CENTER);
  }

  KioskScreen screen() {
    Button done = KioskNodes.main("sign-done", model.texts().say("sign.done"), this::sign);
    KioskNodes.withIcon(done, Feather.EDIT_3);
    done.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> typing ? name.getText().isBlank() : pad.emptyProperty().get(),
                name.textProperty(),
                pad.emptyProperty(),
                place.getChildren()));
    show();
    String comma = model.texts().language().rightToLeft() ? "، " : ", ";
    String yes = String.join(comma, model.named(true));
    String no = String.join(comma, model.named(false));
    VBox said = new VBox(4, KioskNodes.soft(model.texts().say("sign.yes", yes)));
    if (!no.isEmpty()) {
      said.getChildren().add(KioskNodes.soft(model.texts().say("sign.no", no)));
    }
    said.setAlignment(Pos.CENTER);
    return new KioskScreen(
        List.of(
            KioskNodes.title(model.texts().say("sign.title")),
            new Personal(said),
            new Personal(place)),
        List.of(other, done),
        KioskScreens.spoken(
            model.texts().say("sign.title"),
            model.texts().say("sign.yes", yes),
            no.isEmpty() ? "" : model.texts().say("sign.no", no)));
  }

  private static Label oneLine() {
    Label label = KioskNodes.soft("");
    label.setWrapText(false);
    return label;
  }

  private void swap() {
    typing = !typing;
    show();
    if (typing) {
      name.requestFocus();
    } else {
      other.requestFocus();
    }
  }

  private void show() {
    other.setText(model.texts().say(typing ? "sign.drawInstead" : "sign.type"));
    hint.setText(
        model.texts().say(typing ? "sign.name" : "sign.draw")); // one line in every language
    if (typing) {
      place.getChildren().setAll(hint, name);
    } else {
      place.getChildren().setAll(hint, pad, clear);
    }
  }

  private void sign() {
    if (typing) {
      String typed = name.getText().strip();
      model.sign(
          new Signature.Typed(
              typed.substring(0, Math.min(typed.length(), Signature.Typed.MAX_LENGTH))));
    } else {
      model.sign(pad.signature());
    }
  }
}
