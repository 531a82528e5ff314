package health.cairn.imaging.evaluate;

import java.util.List;
import java.util.Locale;

/// `predictions.csv`: one row per image.
final class PredictionsCsv {
  private PredictionsCsv() {}

  static String of(List<Prediction> predictions, List<String> classes) {
    StringBuilder csv = new StringBuilder();
    csv.append("id,pid,fold,class,dice,hd95,mask_pixels,predicted_pixels,predicted_class");
    for (String name : classes) {
      csv.append(",p_").append(name);
    }
    csv.append('\n');
    for (Prediction p : predictions) {
      csv.append(p.row().id()).append(',').append(p.row().patient());
      csv.append(',').append(p.row().fold()).append(',').append(p.row().label());
      csv.append(String.format(Locale.ROOT, ",%.6f,", p.dice()));
      csv.append(Double.isNaN(p.hd95()) ? "" : String.format(Locale.ROOT, "%.4f", p.hd95()));
      csv.append(',').append(p.truePixels()).append(',').append(p.predictedPixels());
      csv.append(',').append(classes.get(p.predicted()));
      for (double probability : p.probabilities()) {
        csv.append(String.format(Locale.ROOT, ",%.6f", probability));
      }
      csv.append('\n');
    }
    return csv.toString();
  }
}
