package health.cairn.fhir.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A finding as the record holds it now.
///
/// @param reference `Observation/id`
/// @param title "Enhancing tumour", "Tumour type: glioma"
/// @param organ whether it is the volume of an organ, and says nothing of a tumour
/// @param undecidedBecause why a model named no kind of tumour; empty where one is named, or asked for none
/// @param figures numbers with unit
/// @param decidedBy who decided, as shown to readers; empty while Proposed
/// @param note the person's words, or empty
public record RecordedFinding(
    String reference,
    String studyInstanceUid,
    String title,
    boolean organ,
    Optional<String> undecidedBecause,
    FindingStatus status,
    Optional<ModelAuthor> model,
    String decidedBy,
    String note,
    Instant issued,
    List<Figure> figures,
    List<String> why,
    Optional<Analysis.KeySlice> keySlice) {

  public RecordedFinding {
    figures = List.copyOf(figures);
    why = List.copyOf(why);
  }

  /// @param label "Volume"
  /// @param value the number
  /// @param unit UCUM code ("mL", "mm", "1" for a probability)
  /// @param interval95 where there is one
  public record Figure(
      String label, double value, String unit, Optional<Analysis.Interval> interval95) {}
}
