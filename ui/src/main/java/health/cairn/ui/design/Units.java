package health.cairn.ui.design;

import java.util.Map;
import java.util.regex.Pattern;

/// Units as a reader writes them. Records hold them as UCUM codes ("mm[Hg]", "10*3/uL"), which are for
/// machines (https://ucum.org).
public final class Units {
  private static final Pattern PER = Pattern.compile("/\\{([^}]*)}");
  private static final Pattern ANNOTATION = Pattern.compile("\\{[^}]*}");
  private static final Pattern POWER_OF_TEN = Pattern.compile("10[*^](\\d+)");
  private static final Pattern EXPONENT = Pattern.compile("(?<=[a-zA-Z])([23])(?![0-9])");
  private static final Pattern MICRO =
      Pattern.compile("(?<![A-Za-z])u(?=(IU|L|g|mol|m|s|kat|U)\\b)");
  private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  private static final Map<String, String> WORDS =
      Map.of(
          "mm[Hg]", "mmHg", "[IU]", "IU", "[degF]", "°F", "Cel", "°C", "[in_i]", "in", "[lb_av]",
          "lb");

  private Units() {}

  /// "mmHg" for "mm[Hg]", "10³/µL" for "10*3/uL", nothing for "1" and "{score}"; what is not a code
  /// stays as it is.
  public static String written(String ucum) {
    String text = PER.matcher(ucum).replaceAll(m -> "/" + m.group(1).replace('_', ' '));
    text = ANNOTATION.matcher(text).replaceAll("");
    if (text.equals("1")) {
      return "";
    }
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    text = POWER_OF_TEN.matcher(text).replaceAll(m -> "10" + raised(m.group(1)));
    text = EXPONENT.matcher(text).replaceAll(m -> raised(m.group(1)));
    return MICRO.matcher(text).replaceAll("µ");
  }

  private static String raised(String digits) {
    StringBuilder text = new StringBuilder();
    digits.chars().forEach(c -> text.append(RAISED.charAt(c - '0')));
    return text.toString();
  }
}
