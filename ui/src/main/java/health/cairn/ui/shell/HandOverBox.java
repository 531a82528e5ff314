package health.cairn.ui.shell;

import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Words;
import java.io.File;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
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
    CheckBox witness = new CheckBox("Somebody of the staff signs as a witness");
    witness.setId("hand-over-witness");
    TextField institution = new TextField();
    institution.setId("hand-over-institution");
    institution.setPromptText("Institution for a second opinion, where one may be asked");
    Runnable renew =
        () ->
            model.renew(
                new HandOverModel.Terms(institution.getText().strip(), witness.isSelected()));
    witness.setOnAction(e -> renew.run());
    institution.setOnAction(e -> renew.run());
    institution
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                renew.run();
              }
            });
    TextField copies = new TextField();
    copies.setId("hand-over-copies");
    copies.setPromptText("Folder for copies on paper (PDF), where there is a printer");
    copies.setAccessibleText("Folder for copies that patients ask for");
    copies.textProperty().bindBidirectional(model.copiesProperty());
    HBox.setHgrow(copies, Priority.ALWAYS);
    Button choose = new Button("Choose…");
    choose.setAccessibleText("Choose the folder for copies");
    choose.setOnAction(
        e -> {
          DirectoryChooser chooser = new DirectoryChooser();
          chooser.setTitle("Folder for copies that patients ask for");
          File folder = chooser.showDialog(getScene().getWindow());
          if (folder != null) {
            model.copiesProperty().set(folder.getPath());
          }
        });
    HBox tray = new HBox(8, copies, choose);
    Label problem = Words.bound(model.problemProperty());
    problem.setId("hand-over-problem");
    Label consequence =
        new Label(
            "Handing over locks this window and fills the screen with the kiosk. Your passphrase ends"
                + " the kiosk, and unlocks the window.");
    consequence.setWrapText(true);
    consequence.getStyleClass().add("secondary");
    Button close = new Button("Close");
    close.setId("hand-over-close");
    close.setCancelButton(true);
    close.setOnAction(e -> model.close());
    Button give = new Button("Hand over this screen");
    give.setId("hand-over");
    give.getStyleClass().add("accent");
    give.setOnAction(
        e -> {
          if (model.ready()) {
            handOver.run();
          }
        });
    give.disableProperty().bind(model.renewingProperty());
    code.disableProperty().bind(model.renewingProperty());
    HBox buttons = new HBox(8, close, give);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox box =
        new VBox(
            12,
            heading,
            who,
            code,
            until,
            witness,
            institution,
            tray,
            problem,
            consequence,
            buttons);
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
              boolean opening = offer.isPresent() && !isVisible();
              setVisible(offer.isPresent());
              if (opening) {
                witness.setSelected(offer.get().terms().witness());
                institution.setText(offer.get().terms().institution());
                give.requestFocus();
              }
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
            });
  }

  private static String halves(String code) {
    return code.substring(0, code.length() / 2) + " " + code.substring(code.length() / 2);
  }
}
