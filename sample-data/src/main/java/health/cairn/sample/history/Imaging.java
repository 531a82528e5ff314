package health.cairn.sample.history;

import health.cairn.fhir.Code;
import health.cairn.fhir.author.Draft;
import health.cairn.imaging.dicom.DicomUid;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// Earlier examinations: they are referred to and reported, their images are elsewhere.
final class Imaging {
  private final Chart chart;
  private final long seed;

  Imaging(Chart chart, long seed) {
    this.chart = chart;
    this.seed = seed;
  }

  void mr(String visit, LocalDate day, int hour, String conclusion) {
    OffsetDateTime start = Chart.at(day, hour, 40);
    List<Draft.SeriesDraft> series =
        List.of(
            series(start, 3, "AX T1 SE", 24),
            series(start, 4, "AX T2 TSE", 24),
            series(start, 5, "AX T2 FLAIR", 24),
            series(start, 8, "AX T1 SE +C", 24));
    study(
        visit,
        start,
        "MR",
        Terms.MR_BRAIN,
        "MR brain without and with contrast",
        series,
        conclusion);
  }

  void ct(String visit, LocalDate day, int hour, String conclusion) {
    OffsetDateTime start = Chart.at(day, hour, 20);
    List<Draft.SeriesDraft> series = List.of(series(start, 2, "HEAD 5.0", 32));
    study(visit, start, "CT", Terms.CT_HEAD, "CT head without contrast", series, conclusion);
  }

  private void study(
      String visit,
      OffsetDateTime start,
      String modality,
      Code code,
      String description,
      List<Draft.SeriesDraft> series,
      String conclusion) {
    String key = modality + " " + start.toLocalDateTime();
    Optional<String> during = Optional.of(visit);
    chart.add(new Draft.ImagingDraft(key, during, uid(key), start, description, modality, series));
    chart.add(
        new Draft.ReportDraft(
            "report " + key,
            during,
            "RAD",
            code,
            start.plusHours(2),
            conclusion,
            List.of(),
            Optional.of(key)));
  }

  private Draft.SeriesDraft series(
      OffsetDateTime start, int number, String description, int instances) {
    return new Draft.SeriesDraft(
        uid(start.toLocalDateTime() + "/" + number), number, description, instances);
  }

  private String uid(String name) {
    return DicomUid.named("cairn sample patient/" + seed + "/earlier/" + name);
  }
}
