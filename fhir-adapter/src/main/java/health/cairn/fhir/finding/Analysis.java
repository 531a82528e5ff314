package health.cairn.fhir.finding;

import health.cairn.fhir.Code;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What models say about one study of one patient.
///
/// @param patientReference `Patient/id`
/// @param analysedAt when the analysis ended
public record Analysis(
    String patientReference,
    SourceStudy study,
    List<Tumour> tumours,
    Optional<Classification> classification,
    Instant analysedAt) {

  public Analysis {
    tumours = List.copyOf(tumours);
    if (tumours.isEmpty() && classification.isEmpty()) {
      throw new IllegalArgumentException("an analysis says something");
    }
  }

  /// One segment.
  ///
  /// @param label "Enhancing tumour"
  /// @param organ which organ it is, where it is not of the tumour
  /// @param volumeMl millilitres
  /// @param volume95 95 % interval of the volume in millilitres
  /// @param longestMm longest diameter, where there is one
  /// @param perpendicularMm longest diameter at right angles to it in the same plane
  /// @param toTumourMm of an organ, smallest distance between surfaces; empty where no tumour is outlined in its space
  /// @param uncertainty 0 (sure) to 1, as the model defines it
  /// @param why what it rests on, sentences a reader can check
  /// @param keySlice the slice that shows it best
  public record Tumour(
      String label,
      Optional<Code> organ,
      ModelAuthor model,
      double volumeMl,
      Optional<Interval> volume95,
      Optional<Double> longestMm,
      Optional<Double> perpendicularMm,
      Optional<Double> toTumourMm,
      double uncertainty,
      List<String> why,
      Optional<KeySlice> keySlice) {
    public Tumour {
      why = List.copyOf(why);
    }

    /// Of a tumour.
    public Tumour(
        String label,
        ModelAuthor model,
        double volumeMl,
        Optional<Interval> volume95,
        Optional<Double> longestMm,
        Optional<Double> perpendicularMm,
        double uncertainty,
        List<String> why,
        Optional<KeySlice> keySlice) {
      this(
          label,
          Optional.empty(),
          model,
          volumeMl,
          volume95,
          longestMm,
          perpendicularMm,
          Optional.empty(),
          uncertainty,
          why,
          keySlice);
    }
  }

  /// What kind of tumour.
  ///
  /// @param categories at least one, unless the model declines to decide
  /// @param abstained whether the model declines to decide; the probabilities are kept all the same
  /// @param uncertainty 0 (sure) to 1, as the model defines it
  public record Classification(
      ModelAuthor model,
      List<Category> categories,
      boolean abstained,
      double uncertainty,
      List<String> why,
      Optional<KeySlice> keySlice) {
    public Classification {
      categories = List.copyOf(categories);
      why = List.copyOf(why);
      if (categories.isEmpty() && !abstained) {
        throw new IllegalArgumentException("a classification that decides has categories");
      }
    }

    /// The most probable category; of several, the first.
    public Category likeliest() {
      Category best = categories.getFirst();
      for (Category c : categories) {
        if (c.probability() > best.probability()) {
          best = c;
        }
      }
      return best;
    }
  }

  /// @param key "glioma", the model's own word
  /// @param code of a terminology, where there is one
  /// @param probability 0 to 1
  public record Category(String key, Optional<Code> code, double probability) {}

  /// @param low not above `high`
  public record Interval(double low, double high) {
    public Interval {
      if (!(low <= high)) {
        throw new IllegalArgumentException("an interval runs from low to high");
      }
    }
  }

  /// @param slice index in the volume, from 0
  public record KeySlice(String seriesInstanceUid, int slice) {}
}
