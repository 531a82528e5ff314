package health.cairn.ui.design;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How numbers, dates and names are written: always with the unit, always the same way.
public final class Figures {
  private static final Locale LOCALE = Locale.UK;
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", LOCALE);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", LOCALE);

  private Figures() {}

  /// "1,204"
  public static String count(long n) {
    return String.format(LOCALE, "%,d", n);
  }

  /// "1 entry", "1,204 entries"
  public static String count(long n, String one, String many) {
    return count(n) + " " + (n == 1 ? one : many);
  }

  /// "12.4 mm"; a tenth is as fine as a voxel allows.
  public static String mm(double mm) {
    return String.format(LOCALE, "%.1f mm", mm);
  }

  /// A measured value with at most three significant decimals and no trailing zeros, with unit.
  public static String value(double value, String unit) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    String digits = String.format(LOCALE, pattern, value);
    if (digits.indexOf('.') >= 0) {
      digits = digits.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
    String written = Units.written(unit);
    return written.isEmpty() ? digits : digits + " " + written;
  }

  /// "12 Mar 2026"
  public static String date(LocalDate date) {
    return DATE.format(date).replace("Sept", "Sep");
  }

  /// "12 Mar 2026, 14:03" in the time zone of this desk.
  public static String moment(Instant instant) {
    return moment(LocalDateTime.ofInstant(instant, ZoneId.systemDefault()));
  }

  /// "12 Mar 2026, 14:03"
  public static String moment(LocalDateTime when) {
    return MOMENT.format(when).replace("Sept", "Sep");
  }

  /// "54 y", "7 mo", "12 d": infants are not zero years old.
  public static String age(LocalDate birth, LocalDate today) {
    if (birth.isAfter(today)) {
      return "";
    }
    Period age = Period.between(birth, today);
    if (age.getYears() >= 2) {
      return age.getYears() + " y";
    }
    long months = age.toTotalMonths();
    return months >= 1 ? months + " mo" : age.getDays() + " d";
  }

  /// A record's reference with the middle of its identifier left out: "Study/2.25.149…4437".
  public static String shortRecord(String reference) {
    int slash = reference.indexOf('/') + 1;
    String id = reference.substring(slash);
    return id.length() <= 18
        ? reference
        : reference.substring(0, slash) + id.substring(0, 8) + "…" + id.substring(id.length() - 6);
  }

  /// The text with a capital first letter.
  public static String sentenceCase(String text) {
    return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(LOCALE) + text.substring(1);
  }

  /// The first and last characters of a hash, enough to compare by eye.
  public static String shortHash(String hex) {
    return hex.length() <= 16 ? hex : hex.substring(0, 8) + "…" + hex.substring(hex.length() - 4);
  }
}
