package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// One screen for each state of the kiosk.
final class KioskScreens {
  private static final double LANGUAGE_WIDTH = 400;

  private final KioskModel model;

  KioskScreens(KioskModel model) {
    this.model = model;
  }

  KioskScreen screen() {
    return switch (model.pageProperty().get().step()) {
      case LANGUAGE -> language();
      case CODE -> new CodePad(model).screen();
      case LIST -> list();
      case CHANGE -> change();
      case CONFIRM -> confirm();
      case CHANGED -> new DoneScreen(model).changed();
      case WELCOME -> welcome();
      case INFO -> info();
      case PURPOSE -> purpose();
      case QUESTION -> question();
      case SIGN -> new SignScreen(model).screen();
      case DECLINE -> decline();
      case WITNESS -> new StaffForms(model).witness();
      case DONE -> new DoneScreen(model).decided();
      case STOPPED -> stopped();
      case STAFF -> new StaffForms(model).leave();
    };
  }

  private String say(String key, Object... values) {
    return model.texts().say(key, values);
  }

  /// Every language in its own words, so that nobody has to read another first.
  private KioskScreen language() {
    GridPane grid = new GridPane(24, 24);
    grid.setAlignment(Pos.CENTER);
    int n = 0;
    for (KioskLanguage language : KioskLanguage.values()) {
      Button button =
          KioskNodes.button(
              "language-" + language.tag(), language.ownName(), () -> model.choose(language));
      button.getStyleClass().add("kiosk-language");
      button.setPrefWidth(LANGUAGE_WIDTH);
      button.setAccessibleText(KioskTexts.of(language).say("language.go"));
      if (language.rightToLeft()) {
        button.getStyleClass().add("arabic");
      }
      grid.add(button, n % 2, n / 2);
      n++;
    }
    Button staff =
        KioskNodes.withIcon(
            KioskNodes.button("staff-door", say("staff.open"), model::staffDoor), Feather.KEY);
    return new KioskScreen(
        List.of(KioskNodes.icon(Feather.GLOBE), KioskNodes.space(16), grid), List.of(staff), "");
  }

  private KioskScreen welcome() {
    return new KioskScreen(
        List.of(
            new Personal(KioskNodes.title(model.greeting())),
            KioskNodes.text(say("welcome.text1")),
            KioskNodes.text(say("welcome.text2")),
            KioskNodes.text(say("welcome.text3"))),
        List.of(
            KioskNodes.button("not-me", say("welcome.notMe"), model::stop),
            KioskNodes.main("kiosk-next", say("app.next"), model::next)),
        spoken(model.greeting(), say("welcome.text1"), say("welcome.text2"), say("welcome.text3")));
  }

  private KioskScreen info() {
    Info info = List.of(Info.values()).get(model.pageProperty().get().at());
    return new KioskScreen(
        List.of(
            KioskNodes.icon(KioskNodes.feather(info)),
            KioskNodes.title(say(info.text("title"))),
            KioskNodes.text(say(info.text("text1"))),
            KioskNodes.text(say(info.text("text2")))),
        List.of(KioskNodes.main("kiosk-next", say("app.next"), model::next)),
        spoken(say(info.text("title")), say(info.text("text1")), say(info.text("text2"))));
  }

  private KioskScreen purpose() {
    ConsentPurpose purpose = model.purpose();
    ConsentTerms terms = model.proposed();
    String key = "purpose." + purpose.key();
    String title = say(key + ".title", terms.recipient());
    String first = say(key + ".text1", terms.recipient());
    String second = say(key + ".text2");
    String holds = model.texts().holds(terms);
    return new KioskScreen(
        List.of(
            KioskNodes.icon(KioskNodes.feather(purpose)),
            KioskNodes.title(title),
            KioskNodes.text(first),
            KioskNodes.text(second),
            KioskNodes.soft(holds)),
        List.of(
            KioskNodes.withIcon(
                KioskNodes.button("kiosk-no", say("app.no"), () -> model.answer(false)), Feather.X),
            KioskNodes.withIcon(
                KioskNodes.button("kiosk-yes", say("app.yes"), () -> model.answer(true)),
                Feather.CHECK)),
        spoken(title, first, second, holds));
  }

  private KioskScreen question() {
    Question question = model.question();
    List<Node> content = new ArrayList<>();
    content.add(KioskNodes.soft(say("question.title")));
    content.add(KioskNodes.title(say(question.text("ask"))));
    StringBuilder spoken = new StringBuilder(say(question.text("ask")));
    for (int i = 0; i < Question.ANSWERS; i++) {
      int answer = i;
      String words = say(question.answer(i));
      content.add(KioskNodes.choice("answer-" + i, words, () -> model.reply(answer)));
      spoken.append(" \n").append(words).append('.');
    }
    return new KioskScreen(content, List.of(), spoken.toString());
  }

  private KioskScreen decline() {
    return new KioskScreen(
        List.of(
            KioskNodes.icon(Feather.X_CIRCLE),
            new Personal(KioskNodes.title(say("decline.title"))),
            new Personal(KioskNodes.text(say("decline.text1"))),
            new Personal(KioskNodes.text(say("decline.text2")))),
        List.of(KioskNodes.main("decline-save", say("decline.save"), model::saveDeclined)),
        spoken(say("decline.title"), say("decline.text1"), say("decline.text2")));
  }

  /// At most six lines: five purposes, and a second institution now and then; more scroll.
  private KioskScreen list() {
    VBox lines = new VBox(8);
    lines.setAlignment(Pos.TOP_CENTER);
    int n = 0;
    for (ConsentDecision decision : model.inForce()) {
      lines.getChildren().add(line(decision, n));
      n++;
    }
    return new KioskScreen(
        List.of(
            new Personal(KioskNodes.title(model.listTitle())),
            KioskNodes.text(say("list.text")),
            new Personal(lines)),
        List.of(
            KioskNodes.button("list-new", say("list.new"), model::decideAgain),
            KioskNodes.main("kiosk-finish", say("app.finish"), model::finish)),
        spoken(model.listTitle(), say("list.text")));
  }

  private Button line(ConsentDecision decision, int number) {
    ConsentTerms terms = decision.terms();
    String answer = say(terms.permitted() ? "list.allowed" : "list.denied");
    String narrowed =
        terms.scope() == ConsentScope.PICTURES_ONLY ? " · " + say("inforce.picturesOnly") : "";
    Button button =
        KioskNodes.choice(
            "decision-" + number,
            model.texts().name(terms) + ": " + answer + narrowed,
            () -> model.open(decision));
    FontIcon icon = new FontIcon(terms.permitted() ? Feather.CHECK : Feather.X);
    icon.getStyleClass().add("kiosk-button-icon");
    button.setGraphic(icon);
    return button;
  }

  private KioskScreen change() {
    ConsentTerms terms = model.opened().terms();
    List<Node> content = new ArrayList<>();
    content.add(new Personal(KioskNodes.icon(KioskNodes.feather(terms.purpose()))));
    content.add(KioskNodes.title(say("change.title")));
    content.add(
        new Personal(
            KioskNodes.text(
                model.texts().name(terms)
                    + ": "
                    + say(terms.permitted() ? "list.allowed" : "list.denied"))));
    content.add(
        terms.permitted()
            ? KioskNodes.choice(
                "change-withdraw", say("change.withdraw"), () -> model.change(false))
            : KioskNodes.choice("change-new", say("list.new"), model::decideAgain));
    if (model.canNarrow()) {
      content.add(
          KioskNodes.choice("change-narrow", say("change.narrow"), () -> model.change(true)));
    }
    content.add(KioskNodes.choice("change-keep", say("change.keep"), model::back));
    return new KioskScreen(
        content, List.of(), spoken(say("change.title"), model.texts().name(terms)));
  }

  private KioskScreen confirm() {
    String key = model.narrowing() ? "confirm.narrow" : "confirm.withdraw";
    ConsentTerms terms = model.opened().terms();
    String title = say(key + ".title", model.texts().name(terms));
    String text = model.texts().consequence(terms.purpose(), model.narrowing());
    return new KioskScreen(
        List.of(
            KioskNodes.icon(model.narrowing() ? Feather.IMAGE : Feather.ROTATE_CCW),
            new Personal(KioskNodes.title(title)),
            new Personal(KioskNodes.text(text))),
        List.of(
            KioskNodes.button("confirm-keep", say("change.keep"), model::back),
            KioskNodes.main("confirm-yes", say(key + ".yes"), model::confirm)),
        spoken(title, text));
  }

  private KioskScreen stopped() {
    return new KioskScreen(
        List.of(
            KioskNodes.icon(Feather.PAUSE_CIRCLE),
            KioskNodes.title(say("stopped.title")),
            KioskNodes.text(say("stopped.text"))),
        List.of(KioskNodes.main("kiosk-finish", say("app.finish"), model::finish)),
        spoken(say("stopped.title"), say("stopped.text")));
  }

  static HBox row(Node... nodes) {
    HBox row = new HBox(16, nodes);
    row.setAlignment(Pos.CENTER);
    return row;
  }

  static String spoken(String... sentences) {
    return String.join("\n", sentences);
  }
}
