package health.cairn.ui.findings;

import health.cairn.imaging.explain.DeletionInsertion;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.explain.MaskAgreement;
import health.cairn.imaging.render.MapPicture;
import health.cairn.imaging.slice.Raster;
import health.cairn.ui.design.Words;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;

/// Why one network says so: its maps, each with what it shows and what it does not, and what the network
/// would say without the tumour.
final class ExplanationCard extends VBox {
  private static final int PIXELS = 520;
  private static final double SIDE = 244;

  ExplanationCard(Explanation explanation) {
    super(8);
    getStyleClass().addAll("finding-card", "explanation-card");
    setAccessibleText("Why " + explanation.by() + " says " + explanation.className());
    Label title =
        Words.plain(
            "%s: %s, %.0f %% on this slice"
                .formatted(
                    explanation.by(), explanation.className(), 100 * explanation.probability()));
    title.getStyleClass().add("heading-3");
    getChildren().add(title);
    if (!explanation.maps().isEmpty()) {
      getChildren().add(Words.secondary(drawnBy(explanation)));
    }
    for (Explanation.ShownMap map : explanation.maps()) {
      picture(map.method().title(), explanation.image(), map.map(), explanation.outline());
      getChildren().add(new MapLegend(map.method(), SIDE));
      getChildren().add(Words.secondary(map.method().whatItIs()));
      map.worth().ifPresent(w -> getChildren().add(Words.plain(worth(w))));
      map.agreement().ifPresent(a -> getChildren().add(Words.plain(agreement(a))));
    }
    explanation
        .withoutTumour()
        .ifPresent(
            without -> {
              picture(
                  "Without the tumour",
                  without.image(),
                  without.image().map(v -> 0),
                  explanation.outline());
              getChildren().add(Words.plain(without.sentence()));
            });
  }

  /// Of which network the maps are: an ensemble draws by its first file alone.
  static String drawnBy(Explanation explanation) {
    return "Maps of one network: the first file of " + explanation.by() + ".";
  }

  /// Whether what a map marks matters to the network on this slice: its mean probability while that is blurred away
  /// first, and while it comes back first, against maps without meaning.
  static String worth(DeletionInsertion worth) {
    return String.format(
        Locale.ROOT,
        "%s: blurred away first, what it marks leaves %.0f %% (by chance %.0f %%); brought back first,"
            + " it gives %.0f %% (by chance %.0f %%).",
        worth.better()
            ? "What it marks matters here"
            : "No better than chance here, do not read it as a reason",
        100 * worth.deletion(),
        100 * worth.randomDeletion(),
        100 * worth.insertion(),
        100 * worth.randomInsertion());
  }

  /// How far a map lies in the outline, and what a map without meaning would.
  static String agreement(MaskAgreement agreement) {
    double inside = 100 * agreement.energyInside();
    double area = 100 * agreement.areaShare();
    return String.format(
        Locale.ROOT,
        "%.1f %% of it lies in the outline, which covers %.1f %% of the picture: %s.",
        inside,
        area,
        inside < area
            ? "less than by chance"
            : String.format(Locale.ROOT, "%.1f times what chance would give", inside / area));
  }

  private void picture(String title, Raster image, Raster map, Raster outline) {
    Label name = Words.plain(title);
    ImageView view = new ImageView(Pictures.of(MapPicture.of(image, map, outline, PIXELS)));
    view.setFitWidth(SIDE);
    view.setPreserveRatio(true);
    view.setAccessibleText(title);
    getChildren().addAll(name, view);
  }
}
