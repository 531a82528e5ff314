package health.cairn.imaging.render;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;

/// Which way the patient lies in a picture: the letter at each edge (DICOM PS3.3 C.7.6.1.1.1):
/// left, right, anterior, posterior, head, feet. Oblique edges carry two letters, the main one first.
public record EdgeLetters(String left, String right, String top, String bottom) {
  /// A second letter is shown from about 17 degrees of tilt.
  private static final double SECOND = 0.3;

  public static EdgeLetters of(Affine affine) {
    PatientPoint columns = affine.columnStep();
    PatientPoint rows = affine.rowStep();
    return new EdgeLetters(
        letters(columns.times(-1)), letters(columns), letters(rows.times(-1)), letters(rows));
  }

  private static String letters(PatientPoint direction) {
    double length = direction.length();
    double[] parts = {direction.xMm() / length, direction.yMm() / length, direction.zMm() / length};
    String positive = "LPH";
    String negative = "RAF";
    StringBuilder text = new StringBuilder();
    boolean[] used = new boolean[3];
    for (int n = 0; n < 3; n++) {
      int largest = -1;
      for (int i = 0; i < 3; i++) {
        if (!used[i] && (largest < 0 || Math.abs(parts[i]) > Math.abs(parts[largest]))) {
          largest = i;
        }
      }
      used[largest] = true;
      if (n > 0 && Math.abs(parts[largest]) < SECOND) {
        break;
      }
      text.append((parts[largest] > 0 ? positive : negative).charAt(largest));
    }
    return text.toString();
  }
}
