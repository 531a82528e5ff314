package health.cairn.fhir.timeline;

/// How exactly a date is known (R4 dateTime: 2019, 2019-03, 2019-03-05, or a time with its zone).
public enum Precision {
  YEAR,
  MONTH,
  DAY,
  INSTANT
}
