package health.cairn.ui.findings;

import health.cairn.app.desk.TumourType;
import health.cairn.app.desk.TumourType.Opinion;
import health.cairn.app.desk.TumourType.Rule;
import health.cairn.ui.design.Disclosure;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.ShareBar;
import health.cairn.ui.design.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// How several opinions became one: what each model says by itself, which rules spoke how strongly, and what
/// they were told.
final class OpinionsBox extends VBox {
  private static final String POOL = "pool.";

  OpinionsBox(TumourType type) {
    super(12);
    getStyleClass().add("opinions");
    getChildren().add(Words.heading("What each model says by itself"));
    type.opinions().forEach(o -> getChildren().add(opinion(o)));
    VBox joined = new VBox(12);
    List<Rule> spoke = type.rules().stream().filter(r -> !isPool(r)).toList();
    List<Rule> pool = type.rules().stream().filter(OpinionsBox::isPool).toList();
    rules(joined, "Rules that spoke", spoke);
    if (!type.evidence().isEmpty()) {
      joined.getChildren().add(Words.heading("What the rules were told"));
      type.evidence()
          .forEach(f -> joined.getChildren().add(Words.figure(f.label(), f.value(), "")));
    }
    rules(joined, "How much each model counts", pool);
    if (!type.rules().isEmpty()) {
      joined.getChildren().add(new Disclosure("The rules as written", written(type.rules())));
    }
    getChildren().add(new Disclosure("How they were joined", joined));
  }

  private static boolean isPool(Rule rule) {
    return rule.name().startsWith(POOL);
  }

  private static Node opinion(Opinion opinion) {
    List<Map.Entry<String, Double>> classes =
        opinion.probabilities().entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .toList();
    Map.Entry<String, Double> best = classes.getFirst();
    String others =
        classes.stream()
            .skip(1)
            .map(e -> e.getKey() + " " + percent(e.getValue()))
            .collect(Collectors.joining(", "));
    VBox box =
        new VBox(
            2,
            Words.figure(opinion.model(), best.getKey() + " " + percent(best.getValue()), ""),
            new ShareBar(best.getValue()),
            Words.secondary(
                Figures.sentenceCase(others)
                    + String.format(Locale.ROOT, ". Counts %.2f.", opinion.weight())));
    box.setAccessibleText(opinion.model() + " says " + best.getKey());
    return box;
  }

  private static void rules(VBox into, String title, List<Rule> rules) {
    if (!rules.isEmpty()) {
      into.getChildren().add(Words.heading(title));
      rules.forEach(r -> into.getChildren().add(rule(r)));
    }
  }

  private static Node rule(Rule rule) {
    VBox box =
        new VBox(
            2,
            Words.figure(Figures.sentenceCase(rule.because()), percent(rule.strength()), ""),
            new ShareBar(rule.strength()));
    if (!rule.says().isEmpty()) {
      // A rule of the pool begins with a model's name, which is written as it is.
      String says = isPool(rule) ? rule.says() : Figures.sentenceCase(rule.says());
      box.getChildren().add(Words.secondary(says + "."));
    }
    return box;
  }

  /// Each rule in its own language, and after all of them what its words mean, each once.
  private static Node written(List<Rule> rules) {
    VBox box = new VBox(12);
    rules.forEach(
        r -> box.getChildren().add(new VBox(2, Words.plain(r.name()), Words.secondary(r.text()))));
    List<String> meanings = rules.stream().flatMap(r -> r.meanings().stream()).distinct().toList();
    if (!meanings.isEmpty()) {
      box.getChildren().add(Words.heading("What their words mean"));
      meanings.forEach(m -> box.getChildren().add(Words.secondary(m + ".")));
    }
    return box;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }
}
