package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;
import org.junit.jupiter.api.Test;

class EdgeLettersTest {
  private static EdgeLetters letters(PatientPoint columns, PatientPoint rows) {
    return EdgeLetters.of(
        new Affine(new PatientPoint(0, 0, 0), columns, rows, columns.cross(rows)));
  }

  @Test
  void of_putsThePatientsRightOnTheLeftWhenAxial() {
    assertEquals(
        new EdgeLetters("R", "L", "A", "P"),
        letters(new PatientPoint(0.5, 0, 0), new PatientPoint(0, 0.5, 0)));
  }

  @Test
  void of_knowsSagittalAndCoronal() {
    assertEquals(
        new EdgeLetters("A", "P", "H", "F"),
        letters(new PatientPoint(0, 1, 0), new PatientPoint(0, 0, -1)));
    assertEquals(
        new EdgeLetters("R", "L", "H", "F"),
        letters(new PatientPoint(1, 0, 0), new PatientPoint(0, 0, -1)));
  }

  @Test
  void of_addsASecondLetterWhenTheSliceIsTilted() {
    double c = Math.cos(Math.toRadians(30));
    double s = Math.sin(Math.toRadians(30));
    assertEquals(
        new EdgeLetters("R", "L", "AF", "PH"),
        letters(new PatientPoint(1, 0, 0), new PatientPoint(0, c, s)));
  }

  @Test
  void of_keepsOneLetterWhenTheTiltIsSmall() {
    double c = Math.cos(Math.toRadians(12));
    double s = Math.sin(Math.toRadians(12));
    assertEquals("A", letters(new PatientPoint(1, 0, 0), new PatientPoint(0, c, s)).top());
  }
}
