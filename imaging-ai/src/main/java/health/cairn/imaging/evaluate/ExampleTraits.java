package health.cairn.imaging.evaluate;

import health.cairn.imaging.dicom.ScanDetails;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What an example says of the patient and the scanner, so that results can be looked at by groups. Words of short
/// lists only, so that nothing of a header's free text is among them; a text is empty where it is not known.
///
/// @param sex "F", "M" or "O"
/// @param age a band of years, one of [#AGES]
/// @param vendor one of a short list, or "other"
/// @param fieldStrength in tesla, to the nearest half; "under 1" below that
/// @param plane of the slices: "axial", "coronal", "sagittal" or "oblique"
public record ExampleTraits(
    String sex, String age, String vendor, String fieldStrength, String plane) {
  /// As [Traits] reads them.
  static final List<String> COLUMNS = List.of("sex", "age", "vendor", "field_strength", "plane");

  /// In ascending order.
  static final List<String> AGES = List.of("under 40", "40 to 59", "60 and over");

  private static final List<String> SEXES = List.of("F", "M", "O");
  private static final List<String> PLANES = List.of("axial", "coronal", "sagittal", "oblique");
  private static final String OTHER = "other";
  private static final String WEAK = "under 1";

  /// What a manufacturer's name begins with, in lower case, as companies were bought and renamed.
  private static final Map<String, String> VENDORS =
      Map.of(
          "siemens", "Siemens",
          "ge ", "GE",
          "philips", "Philips",
          "toshiba", "Canon",
          "canon", "Canon",
          "hitachi", "Fujifilm",
          "fujifilm", "Fujifilm",
          "uih", "United Imaging",
          "united imaging", "United Imaging");

  /// Nothing is known.
  public static final ExampleTraits NONE = new ExampleTraits("", "", "", "", "");

  private static final double WEAKEST_TESLA = 0.01;
  private static final double STRONGEST_TESLA = 12;

  /// A plane further than this from all three of the body is none of them: about 37 degrees.
  private static final double ALONG_AN_AXIS = 0.8;

  public ExampleTraits {
    require(sex, SEXES);
    require(age, AGES);
    require(plane, PLANES);
    if (!vendor.equals(OTHER)) {
      require(vendor, VENDORS.values());
    }
    if (!fieldStrength.matches("(\\d{1,2}(\\.5)?)?") && !fieldStrength.equals(WEAK)) {
      throw new IllegalArgumentException("a field strength of " + fieldStrength);
    }
  }

  private static void require(String word, Collection<String> words) {
    if (!word.isEmpty() && !words.contains(word)) {
      throw new IllegalArgumentException(word + " is none of " + words);
    }
  }

  /// @param slices where they lie; empty where their orientation is not known
  public static ExampleTraits of(ScanDetails scan, Optional<Affine> slices) {
    return new ExampleTraits(
        SEXES.contains(scan.sex()) ? scan.sex() : "",
        age(scan.ageYears()),
        vendor(scan.manufacturer()),
        scan.fieldStrengthTesla().map(ExampleTraits::fieldStrength).orElse(""),
        slices.map(ExampleTraits::plane).orElse(""));
  }

  /// The band that an age in years lies in.
  static String band(double years) {
    return AGES.get(years < 40 ? 0 : years < 60 ? 1 : 2);
  }

  private static String age(OptionalInt years) {
    return years.isPresent() ? band(years.getAsInt()) : "";
  }

  private static String vendor(String manufacturer) {
    if (manufacturer.isEmpty()) {
      return "";
    }
    String name = manufacturer.toLowerCase(Locale.ROOT) + " ";
    return VENDORS.entrySet().stream()
        .filter(vendor -> name.startsWith(vendor.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(OTHER);
  }

  /// Empty for what is no field strength in tesla: some write gauss, and units are not guessed.
  private static String fieldStrength(double tesla) {
    if (tesla < WEAKEST_TESLA || tesla > STRONGEST_TESLA) {
      return "";
    }
    double nearest = Math.round(2 * tesla) / 2.0;
    return nearest < 1 ? WEAK : BigDecimal.valueOf(nearest).stripTrailingZeros().toPlainString();
  }

  private static String plane(Affine slices) {
    PatientPoint across = slices.columnStep().cross(slices.rowStep());
    PatientPoint normal = across.times(1 / across.length());
    if (Math.abs(normal.zMm()) >= ALONG_AN_AXIS) {
      return "axial";
    }
    if (Math.abs(normal.yMm()) >= ALONG_AN_AXIS) {
      return "coronal";
    }
    return Math.abs(normal.xMm()) >= ALONG_AN_AXIS ? "sagittal" : "oblique";
  }

  /// In the order of [#COLUMNS].
  List<String> cells() {
    return List.of(sex, age, vendor, fieldStrength, plane);
  }
}
