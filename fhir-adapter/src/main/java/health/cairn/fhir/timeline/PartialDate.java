package health.cairn.fhir.timeline;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A date as exactly as the record knows it (R4 datatypes.html#dateTime).
///
/// @param first first instant it may mean
/// @param last last second it may mean (R4: a period's end includes the whole of its last day)
record PartialDate(Instant first, Instant last, Precision precision) {

  /// @return empty for what is no date
  static Optional<PartialDate> of(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return switch (text.length()) {
        case 4 -> {
          Year year = Year.parse(text);
          yield days(year.atDay(1), year.plusYears(1).atDay(1), Precision.YEAR);
        }
        case 7 -> {
          YearMonth month = YearMonth.parse(text);
          yield days(month.atDay(1), month.plusMonths(1).atDay(1), Precision.MONTH);
        }
        case 10 -> {
          LocalDate day = LocalDate.parse(text);
          yield days(day, day.plusDays(1), Precision.DAY);
        }
        default -> time(text);
      };
    } catch (DateTimeException e) {
      // What is no date says nothing of when; the record keeps it as it is.
      return Optional.empty();
    }
  }

  private static Optional<PartialDate> time(String text) {
    if (text.length() < 10) {
      return Optional.empty();
    }
    boolean zoned = text.endsWith("Z") || text.lastIndexOf('-') > 10 || text.indexOf('+') > 10;
    if (!zoned) {
      // R4 asks for a zone with every time; without one only the day is sure.
      LocalDate day = LocalDate.parse(text.substring(0, 10));
      return days(day, day.plusDays(1), Precision.DAY);
    }
    Instant instant = OffsetDateTime.parse(text).toInstant();
    return Optional.of(new PartialDate(instant, instant, Precision.INSTANT));
  }

  private static Optional<PartialDate> days(LocalDate first, LocalDate next, Precision precision) {
    return Optional.of(
        new PartialDate(
            first.atStartOfDay().toInstant(ZoneOffset.UTC),
            next.atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(1),
            precision));
  }
}
