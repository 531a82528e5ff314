package health.cairn.ui.shell;

import health.cairn.app.desk.PatientHeader;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Theme;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// The top line: search, the patient whose data is on screen, lock and looks.
final class TopBar extends HBox {
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

  private final Label name = new Label();
  private final Label facts = new Label();
  private final HBox banner = new HBox(12, name, facts);

  TopBar(ShellViewModel shell, Runnable search, Runnable lock, Consumer<Theme> theme) {
    super(12);
    getStyleClass().add("top-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label brand = new Label("Cairn", new CairnMark());
    brand.getStyleClass().add("brand");
    Label what = new Label("Search patients, studies, commands");
    what.getStyleClass().add("secondary");
    Label key = new Label("Ctrl K");
    key.getStyleClass().add("key-cap");
    HBox inside = new HBox(8, Icons.of(Feather.SEARCH, 14), what, key);
    inside.setAlignment(Pos.CENTER_LEFT);
    Button find = new Button();
    find.setGraphic(inside);
    find.setAccessibleText("Search patients, studies and commands");
    find.getStyleClass().add("search-button");
    find.setId("search");
    find.setOnAction(e -> search.run());
    name.getStyleClass().add("patient-name");
    name.setId("patient-name");
    facts.getStyleClass().add("patient-facts");
    banner.setAlignment(Pos.CENTER);
    banner.getStyleClass().add("patient-banner");
    Button consent = new Button("Ask for consent…");
    consent.setId("ask-consent");
    consent.getStyleClass().add("quiet");
    consent.setOnAction(e -> shell.handOver().ask());
    consent.setMinWidth(Region.USE_PREF_SIZE);
    consent.visibleProperty().bind(banner.visibleProperty());
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren()
        .addAll(brand, find, left, banner, consent, right, panel(shell), looks(theme), lock(lock));
    shell.patientProperty().addListener((o, was, now) -> show(was, now));
    show(Optional.empty(), shell.patientProperty().get());
  }

  private void show(Optional<PatientHeader> was, Optional<PatientHeader> now) {
    banner.setVisible(now.isPresent());
    now.ifPresent(
        p -> {
          name.setText(name(p));
          facts.setText(facts(p));
        });
    boolean other =
        now.isPresent()
            && !was.map(PatientHeader::patientKey).equals(now.map(PatientHeader::patientKey));
    if (other) {
      // A change of patient must not go by unseen.
      banner.pseudoClassStateChanged(CHANGED, true);
      new Timeline(
              new KeyFrame(
                  Duration.seconds(2), e -> banner.pseudoClassStateChanged(CHANGED, false)))
          .play();
    }
  }

  static String name(PatientHeader p) {
    return p.name().isEmpty() ? "No name" : p.name();
  }

  static String facts(PatientHeader p) {
    StringBuilder text = new StringBuilder(p.sex());
    p.birthDate()
        .ifPresent(
            d ->
                text.append("  ")
                    .append(Figures.age(d, LocalDate.now(ZoneId.systemDefault())))
                    .append("   born ")
                    .append(Figures.date(d)));
    if (!p.patientId().isEmpty()) {
      text.append("   MRN ").append(p.patientId());
    }
    return text.toString().strip();
  }

  private static Button panel(ShellViewModel shell) {
    Button button = quiet(Feather.SIDEBAR, "Show or hide the right panel   F9");
    button.setOnAction(e -> shell.rightPanelProperty().set(!shell.rightPanelProperty().get()));
    button.visibleProperty().bind(shell.screenProperty().isEqualTo(Screen.VIEWER));
    return button;
  }

  private static MenuButton looks(Consumer<Theme> theme) {
    MenuButton button = new MenuButton();
    button.setGraphic(Icons.of(Feather.MOON, 16));
    button.getStyleClass().addAll("quiet", "no-arrow");
    button.setTooltip(new Tooltip("Dark, light or high contrast"));
    button.setAccessibleText("Theme");
    for (Theme t : Theme.values()) {
      MenuItem item = new MenuItem(t.label());
      item.setOnAction(e -> theme.accept(t));
      button.getItems().add(item);
    }
    return button;
  }

  private static Button lock(Runnable lock) {
    Button button = quiet(Feather.LOCK, "Lock   Ctrl L");
    button.setOnAction(e -> lock.run());
    return button;
  }

  private static Button quiet(Feather icon, String what) {
    Button button = new Button();
    button.setGraphic(Icons.of(icon, 16));
    button.getStyleClass().add("quiet");
    button.setTooltip(new Tooltip(what));
    button.setAccessibleText(what);
    return button;
  }
}
