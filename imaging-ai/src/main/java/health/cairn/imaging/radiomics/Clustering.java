package health.cairn.imaging.radiomics;

import health.cairn.imaging.inference.ModelCard.Figure;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.measure.Interval;
import java.util.List;
import java.util.Optional;

/// How pixels are grouped without labels.
public enum Clustering {
  K_MEANS("k-means", 0.242, 0.169, 0.331),
  FUZZY_C_MEANS("fuzzy-c-means", 0.205, 0.141, 0.287);

  private static final String MEASURED_ON =
      "613 slices of 47 patients of cheng_t1ce (fold 4), every one with a tumour; nothing was learnt";

  private final String word;
  private final double diceMean;
  private final double diceLow;
  private final double diceHigh;

  Clustering(String word, double diceMean, double diceLow, double diceHigh) {
    this.word = word;
    this.diceMean = diceMean;
    this.diceLow = diceLow;
    this.diceHigh = diceHigh;
  }

  /// As on a command line.
  public String word() {
    return word;
  }

  /// How well its outlines fit, by `mvn -pl imaging-ai test -Dtest=ClusterOutlineTest
  /// -Dcairn.radiomics.clusters=all`.
  public Published published() {
    return new Published(
        List.of(
            new Figure("diceMean", diceMean, Optional.of(new Interval(diceLow, diceHigh))),
            new Figure("diceMedian", 0, Optional.empty()),
            new Figure("patients", 47, Optional.empty())),
        MEASURED_ON);
  }
}
