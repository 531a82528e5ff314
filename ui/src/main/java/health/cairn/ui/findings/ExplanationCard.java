package health.cairn.ui.findings;

import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.render.MapPicture;
import health.cairn.imaging.slice.Raster;
import java.awt.image.BufferedImage;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
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
        words(
            "%s: %s, %.0f %% on this slice"
                .formatted(
                    explanation.by(), explanation.className(), 100 * explanation.probability()));
    title.getStyleClass().add("heading-3");
    getChildren().add(title);
    for (Explanation.ShownMap map : explanation.maps()) {
      picture(map.method().title(), explanation.image(), map.map(), explanation.outline());
      Label what = words(map.method().whatItIs());
      what.getStyleClass().add("secondary");
      getChildren().add(what);
      map.agreement()
          .ifPresent(
              a ->
                  getChildren()
                      .add(
                          words(
                              String.format(
                                  Locale.ROOT,
                                  "%.1f %% of it lies in the outline, which covers %.1f %% of the"
                                      + " picture.",
                                  100 * a.energyInside(),
                                  100 * a.areaShare()))));
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
              getChildren().add(words(without.sentence()));
            });
  }

  private void picture(String title, Raster image, Raster map, Raster outline) {
    Label name = words(title);
    ImageView view = new ImageView(image(MapPicture.of(image, map, outline, PIXELS)));
    view.setFitWidth(SIDE);
    view.setPreserveRatio(true);
    view.setAccessibleText(title);
    getChildren().addAll(name, view);
  }

  private static WritableImage image(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] argb = picture.getRGB(0, 0, width, height, new int[width * height], 0, width);
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    return image;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
