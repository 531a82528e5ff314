package health.cairn.ui.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Which stretch of time is on the screen. Time runs left to right; the right edge never passes
/// `latest` (today).
///
/// @param start seconds since 1970 at the left edge
/// @param end seconds since 1970 at the right edge
/// @param earliest as far as there is anything to see
/// @param latest today
public record TimeAxis(double start, double end, double earliest, double latest) {
  static final double DAY = 86_400;
  static final double SHORTEST = DAY / 2;

  /// A mark on the axis.
  ///
  /// @param seconds where
  /// @param label "2024", "Mar", "12"
  /// @param major whether it begins something larger
  public record Tick(double seconds, String label, boolean major) {}

  private enum Step {
    DECADE(3650),
    YEARS5(1826),
    YEAR(365),
    QUARTER(91),
    MONTH(30),
    WEEK(7),
    DAY(1);

    private final double days;

    Step(double days) {
      this.days = days;
    }
  }

  /// All of a history.
  public static TimeAxis whole(Instant first, Instant today) {
    double latest = today.getEpochSecond();
    double span = Math.max(30 * DAY, latest - first.getEpochSecond());
    double earliest = latest - span * 1.03;
    return new TimeAxis(earliest, latest, earliest, latest);
  }

  public double x(Instant when, double width) {
    return x((double) when.getEpochSecond(), width);
  }

  /// @param seconds since 1970
  public double x(double seconds, double width) {
    return (seconds - start) / (end - start) * width;
  }

  /// Seconds since 1970 under a pixel.
  public double secondsAt(double x, double width) {
    return start + x / width * (end - start);
  }

  /// Enlarged (`factor` above 1) about a pixel; what is under it stays there, unless today would
  /// leave the right edge.
  public TimeAxis zoomedAt(double x, double width, double factor) {
    double span = Math.clamp((end - start) / factor, SHORTEST, latest - earliest);
    double fixed = secondsAt(x, width);
    return placed(fixed - x / width * span, span);
  }

  /// Moved with the pointer.
  public TimeAxis panned(double dxPx, double width) {
    double span = end - start;
    return placed(start - dxPx / width * span, span);
  }

  private TimeAxis placed(double from, double span) {
    double first = Math.max(earliest, Math.min(from, latest - span));
    return new TimeAxis(first, first + span, earliest, latest);
  }

  /// Marks that are at least `apartPx` pixels from each other.
  public List<Tick> ticks(double width, double apartPx) {
    double daysPerPx = (end - start) / DAY / width;
    Step step = Step.DECADE;
    for (Step candidate : Step.values()) {
      if (candidate.days / daysPerPx >= apartPx) {
        step = candidate;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    LocalDate at = floor(day(start), step);
    LocalDate last = day(end);
    while (!at.isAfter(last) && ticks.size() < 500) {
      double seconds = at.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
      if (seconds >= start) {
        ticks.add(tick(at, seconds, step));
      }
      at = next(at, step);
    }
    return ticks;
  }

  private static LocalDate day(double seconds) {
    return LocalDate.ofInstant(Instant.ofEpochSecond((long) seconds), ZoneOffset.UTC);
  }

  private static Tick tick(LocalDate at, double seconds, Step step) {
    String month =
        at.getMonth().getDisplayName(java.time.format.TextStyle.SHORT, java.util.Locale.US);
    boolean january = at.getDayOfYear() == 1;
    return switch (step) {
      case DECADE, YEARS5, YEAR -> new Tick(seconds, String.valueOf(at.getYear()), true);
      case QUARTER, MONTH ->
          new Tick(seconds, january ? String.valueOf(at.getYear()) : month, january);
      case WEEK, DAY ->
          new Tick(seconds, at.getDayOfMonth() + " " + month, at.getDayOfMonth() == 1);
    };
  }

  private static LocalDate floor(LocalDate date, Step step) {
    return switch (step) {
      case DECADE -> LocalDate.of(date.getYear() / 10 * 10, 1, 1);
      case YEARS5 -> LocalDate.of(date.getYear() / 5 * 5, 1, 1);
      case YEAR -> LocalDate.of(date.getYear(), 1, 1);
      case QUARTER -> LocalDate.of(date.getYear(), (date.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case MONTH -> date.withDayOfMonth(1);
      case WEEK -> date.minusDays(date.getDayOfWeek().getValue() - 1L);
      case DAY -> date;
    };
  }

  private static LocalDate next(LocalDate date, Step step) {
    return switch (step) {
      case DECADE -> date.plusYears(10);
      case YEARS5 -> date.plusYears(5);
      case YEAR -> date.plusYears(1);
      case QUARTER -> date.plusMonths(3);
      case MONTH -> date.plusMonths(1);
      case WEEK -> date.plusWeeks(1);
      case DAY -> date.plusDays(1);
    };
  }

  /// The calendar day at a place on the axis, as this desk reads it.
  public static LocalDate dayAt(double seconds) {
    return dayOf(Instant.ofEpochSecond((long) seconds));
  }

  /// The calendar day of an instant, as this desk reads it.
  static LocalDate dayOf(Instant when) {
    return LocalDate.ofInstant(when, ZoneId.systemDefault());
  }
}
