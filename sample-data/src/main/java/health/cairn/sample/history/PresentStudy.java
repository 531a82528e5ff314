package health.cairn.sample.history;

import health.cairn.fhir.author.Draft.SeriesDraft;
import java.time.LocalDateTime;
import java.util.List;

/// The examination whose images exist, as the record refers to it.
public record PresentStudy(
    String studyInstanceUid, LocalDateTime when, String description, List<SeriesDraft> series) {

  public PresentStudy {
    series = List.copyOf(series);
  }
}
