package health.cairn.ui.shell;

import health.cairn.ui.design.Icons;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The code that lets a patient in at the kiosk, and the way to hand this screen over, over everything else.
final class HandOverBox extends StackPane {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /// @param handOver locks the window and opens the kiosk
  HandOverBox(HandOverModel model, Runnable handOver) {
    getStyleClass().add("emergency-veil");
    Label heading = new Label("Ask for consent", Icons.of(Feather.EDIT_3, 18));
    heading.getStyleClass().add("heading-2");
    Label who = new Label();
    who.setId("hand-over-patient");
    Label code = new Label();
    code.setId("hand-over-code");
    code.getStyleClass().add("one-time-code");
    Label until = new Label();
    until.setId("hand-over-until");
    until.setWrapText(true);
    Label consequence =
        new Label(
            "Handing over locks this window and fills the screen with the kiosk. Both end with your"
                + " passphrase.");
    consequence.setWrapText(true);
    consequence.getStyleClass().add("secondary");
    Button close = new Button("Close");
    close.setId("hand-over-close");
    close.setCancelButton(true);
    close.setOnAction(e -> model.close());
    Button give = new Button("Hand over this screen");
    give.setId("hand-over");
    give.getStyleClass().add("accent");
    give.setOnAction(e -> handOver.run());
    HBox buttons = new HBox(8, close, give);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox box = new VBox(12, heading, who, code, until, consequence, buttons);
    box.getStyleClass().add("emergency-box");
    box.setMaxSize(460, Region.USE_PREF_SIZE);
    getChildren().add(box);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            model.close();
            e.consume();
          }
        });
    model
        .offerProperty()
        .subscribe(
            offer -> {
              setVisible(offer.isPresent());
              who.setText(offer.map(o -> TopBar.name(o.patient())).orElse(""));
              code.setText(offer.map(o -> halves(o.code().code())).orElse(""));
              until.setText(
                  offer
                      .map(
                          o ->
                              "The patient types this code at the kiosk. It works once, until "
                                  + TIME.format(
                                      o.code().validUntil().atZone(ZoneId.systemDefault()))
                                  + ".")
                      .orElse(""));
              if (offer.isPresent()) {
                give.requestFocus();
              }
            });
  }

  private static String halves(String code) {
    return code.substring(0, code.length() / 2) + " " + code.substring(code.length() / 2);
  }
}
