package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.KeySlice;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Words;
import health.cairn.ui.trust.ProofWords;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// One finding: figures, who says so, why, and the reader's decision.
final class FindingCard extends VBox {
  private final FindingView finding;
  private final FindingsViewModel model;

  /// @param jump shows a slice in the viewer
  /// @param prove shows the proof of a record
  /// @param redraw takes the brush to its outline
  FindingCard(
      FindingView finding,
      FindingsViewModel model,
      Consumer<KeySlice> jump,
      Consumer<String> prove,
      Consumer<FindingView> redraw) {
    super(8);
    this.finding = finding;
    this.model = model;
    getStyleClass().add("finding-card");
    setAccessibleText(finding.title());
    getChildren().add(head(jump));
    finding.undecidedBecause().ifPresent(because -> getChildren().add(undecided(because)));
    finding.figures().forEach(f -> getChildren().add(figure(f)));
    getChildren().add(author());
    finding
        .type()
        .filter(type -> !type.opinions().isEmpty())
        .ifPresent(type -> getChildren().add(new OpinionsBox(type)));
    getChildren().add(why());
    getChildren().add(proof(prove));
    getChildren()
        .add(
            switch (finding.status()) {
              case PROPOSED -> decision();
              case ACCEPTED, AMENDED -> withdrawal();
              case REJECTED -> second();
            });
    if (finding.type().isPresent() && finding.status() != FindingView.Status.REJECTED) {
      getChildren().add(new CorrectionBox(finding, model.correction()));
    }
    if (finding.type().isEmpty()
        && finding.keySlice().isPresent()
        && finding.status() != FindingView.Status.REJECTED) {
      getChildren().add(outline(redraw));
    }
  }

  /// What was accepted can be withdrawn, with a reason; that is for good.
  private Node withdrawal() {
    VBox reason = reason("Withdraw finding", "Keep it", "Why? It cannot be accepted again");
    Hyperlink withdraw = new Hyperlink("Withdraw…");
    withdraw.getStyleClass().addAll("secondary-link", "withdraw");
    withdraw.setAccessibleText("Withdraw " + finding.title());
    withdraw.disableProperty().bind(model.decidingProperty());
    withdraw.setOnAction(e -> ask(reason));
    return new VBox(8, withdraw, reason);
  }

  private Node outline(Consumer<FindingView> redraw) {
    Hyperlink draw = new Hyperlink("Correct the outline…");
    draw.getStyleClass().addAll("secondary-link", "correct-outline");
    draw.setAccessibleText("Correct the outline of " + finding.title());
    draw.setOnAction(
        e -> {
          draw.setVisited(false);
          redraw.accept(finding);
        });
    return draw;
  }

  private Node second() {
    Hyperlink accept = new Hyperlink("Accept after all");
    accept.getStyleClass().addAll("secondary-link", "accept-after-all");
    accept.setAccessibleText("Accept " + finding.title() + " after all");
    accept.disableProperty().bind(model.decidingProperty());
    accept.setOnAction(e -> model.decide(finding, true, ""));
    return accept;
  }

  private static void ask(VBox reason) {
    reason.setVisible(true);
    reason.setManaged(true);
    reason.getChildren().getFirst().requestFocus();
  }

  private Node head(Consumer<KeySlice> jump) {
    Label title = new Label(Figures.sentenceCase(finding.title()));
    title.getStyleClass().add("heading-3");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(title, Priority.ALWAYS);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox head = new HBox(8, title);
    head.setAlignment(Pos.TOP_LEFT);
    finding
        .keySlice()
        .ifPresent(
            slice -> {
              Button show = new Button();
              show.setGraphic(Icons.of(Feather.CROSSHAIR, 14));
              show.getStyleClass().addAll("quiet", "jump");
              show.setTooltip(new Tooltip("Show the slice that shows it best"));
              show.setAccessibleText("Show " + finding.title() + " in the images");
              show.setOnAction(e -> jump.accept(slice));
              head.getChildren().add(show);
            });
    VBox box = new VBox(4, head, FindingWords.chip(finding.status()));
    if (finding.organ()) {
      box.getChildren().add(1, Words.secondary("Organ at risk"));
    }
    return box;
  }

  /// That nothing was named is the finding, so its reason stands where an answer would.
  private static Node undecided(String because) {
    Label label = new Label(because, Icons.of(Feather.ALERT_CIRCLE, 14));
    label.getStyleClass().add("undecided");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private static Node figure(FindingView.Figure figure) {
    Label label = new Label(Figures.sentenceCase(figure.label()));
    label.getStyleClass().add("secondary");
    label.setMinWidth(USE_PREF_SIZE);
    Label value = new Label(figure.value());
    value.getStyleClass().add("figure");
    value.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(8, label, space, value);
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox box = new VBox(line);
    if (!figure.uncertainty().isEmpty()) {
      Label uncertainty = new Label(figure.uncertainty());
      uncertainty.getStyleClass().add("secondary");
      uncertainty.setMaxWidth(Double.MAX_VALUE);
      uncertainty.setAlignment(Pos.BASELINE_RIGHT);
      uncertainty.setWrapText(true);
      box.getChildren().add(uncertainty);
    }
    return box;
  }

  private Node author() {
    Label author = new Label(FindingWords.author(finding));
    author.getStyleClass().add("secondary");
    author.setWrapText(true);
    author.setMinHeight(USE_PREF_SIZE);
    VBox box = new VBox(author);
    finding
        .modelSha256()
        .ifPresent(
            sha -> {
              Hyperlink hash = new Hyperlink("sha256 " + Figures.shortHash(sha));
              hash.getStyleClass().add("hash-link");
              hash.setTooltip(new Tooltip(sha + "\nClick to copy"));
              hash.setOnAction(
                  e -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putString(sha);
                    Clipboard.getSystemClipboard().setContent(content);
                    hash.setVisited(false);
                  });
              box.getChildren().add(hash);
            });
    return box;
  }

  private Node why() {
    Hyperlink ask = new Hyperlink("Why?");
    VBox reasons = new VBox(4);
    for (String reason : finding.why()) {
      Label line = new Label(reason);
      line.setWrapText(true);
      line.setMinHeight(USE_PREF_SIZE);
      reasons.getChildren().add(line);
    }
    reasons.getStyleClass().add("reasons");
    reasons.setVisible(false);
    reasons.setManaged(false);
    ask.setGraphic(Icons.of(Feather.CHEVRON_RIGHT, 12));
    ask.setOnAction(
        e -> {
          boolean open = !reasons.isVisible();
          reasons.setVisible(open);
          reasons.setManaged(open);
          ask.setGraphic(Icons.of(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT, 12));
          ask.setVisited(false);
        });
    VBox box = new VBox(4, ask, reasons);
    box.setVisible(!finding.why().isEmpty());
    box.setManaged(box.isVisible());
    return box;
  }

  private Node proof(Consumer<String> prove) {
    Hyperlink link = new Hyperlink(ProofWords.word(finding.proof()));
    link.setGraphic(Icons.of(Feather.SHIELD, 12));
    link.getStyleClass().add("proof-link");
    link.setTooltip(new Tooltip("Show the proof of this finding's record"));
    link.setOnAction(e -> prove.accept(finding.recordId()));
    return link;
  }

  private Node decision() {
    Button accept = new Button("Accept", Icons.of(Feather.CHECK, 14));
    accept.getStyleClass().addAll("decide", "meaning-accepted", "accept");
    accept.setAccessibleText("Accept " + finding.title());
    accept.setOnAction(e -> model.decide(finding, true, ""));
    Button reject = new Button("Reject…", Icons.of(Feather.X, 14));
    reject.getStyleClass().addAll("decide", "meaning-rejected", "reject");
    reject.setAccessibleText("Reject " + finding.title());
    accept.disableProperty().bind(model.decidingProperty());
    reject.disableProperty().bind(model.decidingProperty());
    HBox buttons = new HBox(8, accept, reject);
    for (Button button : new Button[] {accept, reject}) {
      HBox.setHgrow(button, Priority.ALWAYS);
      button.setMaxWidth(Double.MAX_VALUE);
    }
    VBox reason = reason("Reject finding", "Keep as proposed", "Why? Kept with the finding");
    reject.setOnAction(e -> ask(reason));
    return new VBox(8, buttons, reason);
  }

  private VBox reason(String deed, String stay, String prompt) {
    TextField why = new TextField();
    why.setPromptText(prompt);
    why.setAccessibleText(deed + ": why");
    why.getStyleClass().add("reject-reason");
    Button send = new Button(deed);
    send.getStyleClass().addAll("decide", "meaning-rejected", "reject-confirm");
    send.setOnAction(e -> model.decide(finding, false, why.getText()));
    send.disableProperty().bind(why.textProperty().isEmpty().or(model.decidingProperty()));
    Button keep = new Button(stay);
    keep.getStyleClass().add("quiet");
    VBox box = new VBox(8, why, new HBox(8, send, keep));
    box.setVisible(false);
    box.setManaged(false);
    keep.setOnAction(
        e -> {
          box.setVisible(false);
          box.setManaged(false);
        });
    why.setOnKeyPressed(
        e -> {
          if (e.getCode() == KeyCode.ENTER) {
            model.decide(finding, false, why.getText());
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE) {
            keep.fire();
            e.consume();
          }
        });
    return box;
  }
}
