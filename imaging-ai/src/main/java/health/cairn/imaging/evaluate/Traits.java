package health.cairn.imaging.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// By what results are looked at apart: traits of patients and scanners that a set's index names, and
/// the size of the true tumour.
final class Traits {
  static final String SEX = "sex";
  static final String AGE = "age";
  static final String VENDOR = "vendor";
  static final String FIELD = "fieldStrength";
  static final String PLANE = "plane";
  static final String SITE = "site";
  static final String GRADE = "grade";
  static final String RACE = "race";
  static final String ETHNICITY = "ethnicity";
  static final String SIZE = "tumourSize";
  static final String EXPOSURE = "exposure";

  /// Asked for of every set; those that no case has are named as not recorded.
  static final List<String> ALWAYS = List.of(SEX, AGE, VENDOR, FIELD, PLANE, SIZE);

  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("sex", SEX),
          Map.entry("gender", SEX),
          Map.entry("age", AGE),
          Map.entry("age_at_initial_pathologic", AGE),
          Map.entry("vendor", VENDOR),
          Map.entry("manufacturer", VENDOR),
          Map.entry("fieldstrength", FIELD),
          Map.entry("field_strength", FIELD),
          Map.entry("plane", PLANE),
          Map.entry("orientation", PLANE),
          Map.entry("site", SITE),
          Map.entry("race", RACE),
          Map.entry("ethnicity", ETHNICITY),
          Map.entry("grade", GRADE),
          Map.entry("neoplasm_histologic_grade", GRADE));

  private Traits() {}

  /// Takes a cell of an index if its column names a trait and it says something.
  static void add(Map<String, String> traits, String column, String cell) {
    String trait = COLUMNS.get(column.toLowerCase(Locale.ROOT));
    if (trait == null || cell.isBlank()) {
      return;
    }
    if (!trait.equals(AGE)) {
      // A bare number stands for something that the index does not explain.
      traits.put(trait, cell.matches("\\d") && !trait.equals(FIELD) ? "code " + cell : cell);
      return;
    }
    if (ExampleTraits.AGES.contains(cell)) {
      traits.put(AGE, cell);
      return;
    }
    try {
      traits.put(AGE, ExampleTraits.band(Double.parseDouble(cell)));
    } catch (NumberFormatException e) {
      traits.put(AGE, "not a number");
    }
  }

  /// By the share of the picture or stack that is true tumour.
  static String sizeOf(long inside, long all) {
    double share = inside / (double) all;
    return share == 0
        ? "no tumour"
        : share < 0.005 ? "under 0.5 %" : share < 0.02 ? "0.5 to 2 %" : "2 % and over";
  }
}
