package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.dicom.ScanDetails;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleTraitsTest {
  private static final PatientPoint X = new PatientPoint(1, 0, 0);
  private static final PatientPoint Y = new PatientPoint(0, 1, 0);
  private static final PatientPoint Z = new PatientPoint(0, 0, 1);

  @ParameterizedTest
  @CsvSource({
    "SIEMENS, Siemens",
    "Siemens Healthineers, Siemens",
    "GE MEDICAL SYSTEMS, GE",
    "GE, GE",
    "Gemini Imaging of Dr. Roe, other",
    "Philips Medical Systems, Philips",
    "TOSHIBA_MEC, Canon",
    "UIH, United Imaging"
  })
  void of_namesVendorsInOneWayAndKeepsNoFreeText(String manufacturer, String vendor) {
    assertEquals(vendor, of(manufacturer, 3).vendor());
  }

  @ParameterizedTest
  @CsvSource({"1.494, 1.5", "2.89362, 3", "3, 3", "7, 7", "0.35, under 1", "15000, ''", "0, ''"})
  void of_namesFieldsToTheNearestHalfAndGuessesNoUnit(double tesla, String field) {
    assertEquals(field, of("GE", tesla).fieldStrength());
  }

  @Test
  void of_saysInWhichPlaneSlicesLie() {
    assertEquals("axial", plane(X, Y, Z));
    assertEquals("sagittal", plane(Y, Z, X));
    assertEquals("coronal", plane(X, Z, Y));
    assertEquals("oblique", plane(X, Y.plus(Z).times(0.70710678), Z.minus(Y)));
  }

  @Test
  void of_leavesEmptyWhatIsNotKnown() {
    ScanDetails silent = new ScanDetails("X", OptionalInt.empty(), "", Optional.empty());
    assertEquals(ExampleTraits.NONE, ExampleTraits.of(silent, Optional.empty()));
  }

  @Test
  void cells_areReadAsTheSameGroups() {
    ExampleTraits traits =
        ExampleTraits.of(
            new ScanDetails("F", OptionalInt.of(59), "SIEMENS", Optional.of(2.9)),
            Optional.of(new Affine(new PatientPoint(0, 0, 0), X, Y, Z)));
    Map<String, String> read = new HashMap<>();
    for (int i = 0; i < ExampleTraits.COLUMNS.size(); i++) {
      Traits.add(read, ExampleTraits.COLUMNS.get(i), traits.cells().get(i));
    }
    assertEquals(
        Map.of(
            Traits.SEX, "F",
            Traits.AGE, "40 to 59",
            Traits.VENDOR, "Siemens",
            Traits.FIELD, "3",
            Traits.PLANE, "axial"),
        read);
  }

  @Test
  void new_takesWordsOfTheListsOnly() {
    for (List<String> words :
        List.of(
            List.of("Jane", "", "", "", ""),
            List.of("", "1970-01-02", "", "", ""),
            List.of("", "", "Clinic of Dr. Roe", "", ""),
            List.of("", "", "", "3,x", ""),
            List.of("", "", "", "", "near"))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new ExampleTraits(
                  words.get(0), words.get(1), words.get(2), words.get(3), words.get(4)));
    }
  }

  private static ExampleTraits of(String manufacturer, double tesla) {
    return ExampleTraits.of(
        new ScanDetails("F", OptionalInt.of(50), manufacturer, Optional.of(tesla)),
        Optional.empty());
  }

  private static String plane(PatientPoint column, PatientPoint row, PatientPoint slice) {
    return ExampleTraits.of(
            new ScanDetails("", OptionalInt.empty(), "", Optional.empty()),
            Optional.of(new Affine(new PatientPoint(0, 0, 0), column, row, slice)))
        .plane();
  }
}
