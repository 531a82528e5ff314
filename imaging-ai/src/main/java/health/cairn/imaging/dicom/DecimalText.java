package health.cairn.imaging.dicom;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/// Numbers as Decimal String (VR DS): at most 16 characters each (DICOM PS3.5 6.2).
final class DecimalText {
  private static final int MAX_LENGTH = 16;

  private DecimalText() {}

  static String[] of(double... values) {
    return Arrays.stream(values).mapToObj(DecimalText::of).toArray(String[]::new);
  }

  /// The closest number that 16 characters can hold.
  static String of(double value) {
    if (Math.abs(value) < 1e-12) return "0";
    for (int digits = 15; digits > 0; digits--) {
      BigDecimal rounded =
          new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
      String plain = rounded.toPlainString();
      if (plain.length() <= MAX_LENGTH) return plain;
      String scientific = rounded.toString();
      if (scientific.length() <= MAX_LENGTH) return scientific;
    }
    throw new IllegalArgumentException("a number that fits no DS: " + value);
  }
}
