package health.cairn.imaging.evaluate;

import java.util.List;
import java.util.Locale;

/// `predictions.csv`: one row per image of the Cheng layout; else one per case and structure.
final class PredictionsCsv {
  private static final String MORE =
      ",iou,sensitivity,surface_dice,lesion_dice,lesion_hd95,lesions,lesions_missed,false_parts,doubt";

  private PredictionsCsv() {}

  static String ofImages(List<CaseScore> cases, List<String> classes) {
    StringBuilder csv = new StringBuilder();
    csv.append("id,pid,fold,class,dice,hd95,mask_pixels,predicted_pixels,predicted_class");
    for (String name : classes) {
      csv.append(",p_").append(name);
    }
    csv.append(MORE).append(",exposure,cut,abstained,reason\n");
    for (CaseScore c : cases) {
      csv.append(c.id()).append(',').append(c.patient());
      csv.append(',').append(c.fold()).append(',').append(c.label());
      if (c.outlines().isEmpty()) {
        csv.append(",,,,");
      } else {
        outline(csv, c.outlines().getFirst());
      }
      csv.append(',');
      if (!c.probabilities().isEmpty()) {
        csv.append(classes.get(c.predicted()));
      }
      for (int k = 0; k < classes.size(); k++) {
        csv.append(',');
        if (!c.probabilities().isEmpty()) {
          csv.append(String.format(Locale.ROOT, "%.6f", c.probabilities().get(k)));
        }
      }
      if (c.outlines().isEmpty()) {
        csv.append(",".repeat((int) MORE.chars().filter(ch -> ch == ',').count()));
      } else {
        more(csv, c.outlines().getFirst());
      }
      csv.append(',').append(c.exposure().word()).append(',');
      if (!c.outlines().isEmpty()) {
        csv.append(cut(c.outlines().getFirst()));
      }
      if (c.probabilities().isEmpty()) {
        csv.append(",,\n");
      } else {
        csv.append(',').append(c.abstention().isPresent()).append(',');
        csv.append(c.abstention().map(PredictionsCsv::cell).orElse("")).append('\n');
      }
    }
    return csv.toString();
  }

  /// A sentence as one cell; the layout has no quotes.
  private static String cell(String sentence) {
    return sentence.replace(',', ';');
  }

  static String ofStructures(List<CaseScore> cases) {
    StringBuilder csv = new StringBuilder("id,pid,label,dice,hd95,true_voxels,predicted_voxels");
    csv.append(MORE).append(",exposure,cut\n");
    for (CaseScore c : cases) {
      for (MaskScore outline : c.outlines()) {
        csv.append(c.id()).append(',').append(c.patient()).append(',').append(outline.label());
        outline(csv, outline);
        more(csv, outline);
        csv.append(',').append(c.exposure().word());
        csv.append(',').append(cut(outline)).append('\n');
      }
    }
    return csv.toString();
  }

  private static void outline(StringBuilder csv, MaskScore m) {
    csv.append(String.format(Locale.ROOT, ",%.6f,", m.dice())).append(places(m.hd95()));
    csv.append(',').append(m.overlap().truth()).append(',').append(m.overlap().predicted());
  }

  private static void more(StringBuilder csv, MaskScore m) {
    csv.append(',').append(places(m.overlap().iou()));
    csv.append(',').append(places(m.overlap().sensitivity()));
    csv.append(',').append(places(m.surfaceDice()));
    csv.append(',').append(places(m.lesions().dice()));
    csv.append(',').append(places(m.lesions().hd95()));
    csv.append(',').append(m.lesions().lesions()).append(',').append(m.lesions().missed());
    csv.append(',').append(m.lesions().falseParts()).append(',').append(places(m.doubt()));
  }

  private static String cut(MaskScore m) {
    return places(m.cut().orElse(Double.NaN));
  }

  private static String places(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
