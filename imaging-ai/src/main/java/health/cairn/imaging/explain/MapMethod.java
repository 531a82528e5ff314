package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Blur;
import health.cairn.imaging.slice.Raster;

/// The kinds of map there are, each with what a reader must know of it.
public enum MapMethod {
  GRAD_CAM(
      "Grad-CAM",
      "Regions whose features raise this class's score. Coarse: no outline, and no finer than the"
          + " network's last features.",
      "Share of the largest weight on this slice."),
  GRAD_CAM_PLUS_PLUS(
      "Grad-CAM++",
      "Like Grad-CAM, weighted so that several places can show. Coarse: no outline.",
      "Share of the largest weight on this slice."),
  INTEGRATED_GRADIENTS(
      "Integrated gradients",
      "What each pixel adds to this class's score against a blurred image. Grainy; single pixels mean"
          + " nothing.",
      "Share of the most that one pixel adds on this slice; what speaks against the class is clear."),
  OCCLUSION(
      "Occlusion",
      "How much this class's score falls when a square is covered. A covered image is unlike any the"
          + " network knows.",
      "Share of the largest fall on this slice; where the score rises, the map is clear.");

  private static final int STEPS = 64;
  private static final double BLUR_SHARE = 0.08;
  private static final int WINDOWS = 8;

  private final String title;
  private final String whatItIs;
  private final String unit;

  MapMethod(String title, String whatItIs, String unit) {
    this.title = title;
    this.whatItIs = whatItIs;
    this.unit = unit;
  }

  public String title() {
    return title;
  }

  /// What the map shows and what it does not, for the reader beside it.
  public String whatItIs() {
    return whatItIs;
  }

  /// What its values are shares of. Each map has its own whole: two maps cannot be compared by colour.
  public String unit() {
    return unit;
  }

  /// The map of one class, 0..1, as large as the image.
  public Raster of(ExplainableModel model, Raster image, int classIndex) throws ImagingException {
    return switch (this) {
      case GRAD_CAM, GRAD_CAM_PLUS_PLUS ->
          GradCam.of(
              model.gradients(image, model.towards(classIndex)),
              this == GRAD_CAM ? GradCam.Weighing.GRAD_CAM : GradCam.Weighing.PLUS_PLUS,
              image.width());
      case INTEGRATED_GRADIENTS ->
          IntegratedGradients.of(model, image, blurred(image), classIndex, STEPS).positive();
      case OCCLUSION -> occlusion(model, image, classIndex);
    };
  }

  /// Whether it asks for a graph of gradients; what does not can be asked of any classifier.
  public boolean needsGradients() {
    return this != OCCLUSION;
  }

  /// [#OCCLUSION] of any classifier, 0..1.
  static Raster occlusion(Scorer model, Raster image, int classIndex) throws ImagingException {
    int window = Math.max(2, image.width() / WINDOWS);
    return Occlusion.of(model, image, blurred(image), classIndex, window, window / 2).normalised();
  }

  /// The image without what a tumour is told from: the baseline of maps and of deletion.
  static Raster blurred(Raster image) {
    return Blur.of(image, BLUR_SHARE * image.width());
  }
}
