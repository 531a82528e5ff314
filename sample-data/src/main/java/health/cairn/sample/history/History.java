package health.cairn.sample.history;

import health.cairn.fhir.author.Draft;
import java.util.List;

/// Five years: high blood pressure; a first seizure that turns out to be a glioblastoma of the right
/// frontal lobe; operation, chemoradiotherapy, six cycles of temozolomide; a quiet year and a half;
/// and a relapse, which the present examination shows and nobody has read yet.
public final class History {
  private History() {}

  /// All entries in the order they were written. The same seed gives the same entries.
  public static List<Draft> of(long seed, PresentStudy present) {
    Chart chart = new Chart(new Physiology(seed));
    Imaging imaging = new Imaging(chart, seed);
    Before.write(chart);
    Illness.write(chart, imaging);
    Therapy.write(chart);
    Surveillance.write(chart, imaging);
    Relapse.write(chart, imaging, present);
    return chart.entries();
  }
}
