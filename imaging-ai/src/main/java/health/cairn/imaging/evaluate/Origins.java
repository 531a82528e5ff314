package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.Answerer.Origin;
import health.cairn.imaging.evaluate.leak.ListedSlice;
import health.cairn.imaging.evaluate.leak.PerceptualHash;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.Trained;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a case's patient stands in the sets that the shipped models were trained on: by the
/// patient's number, by what the picture looks like, and by the index's own folds.
final class Origins {
  private static final String TUMOUR_FREE = "notumor";

  private final SliceList known;
  private final boolean unseenOnly;

  /// @param unseenOnly whether patients whom every file of a model was trained on are left out
  Origins(SliceList known, boolean unseenOnly) {
    this.known = known;
    this.unseenOnly = unseenOnly;
  }

  /// Whether a case is not to be judged by these models.
  boolean leftOut(EvaluatedModels models, List<Origin> origins) {
    return unseenOnly
        && (models.segmenter().filter(m -> seen(m, origins)).isPresent()
            || models.classifier().filter(m -> seen(m, origins)).isPresent()
            || models.outliner().filter(m -> seen(m, origins)).isPresent());
  }

  private static <T extends Trained<T>> boolean seen(T model, List<Origin> origins) {
    return Answerer.of(model, origins).exposure() == Exposure.SEEN;
  }

  /// @param stated where the index says it stands; taken for patients that nothing else is known of
  /// @param picture what the case looks like, where it is one picture
  List<Origin> origins(String patient, Optional<Origin> stated, Optional<PerceptualHash> picture) {
    Set<Origin> origins = new LinkedHashSet<>();
    List<ListedSlice> same = new ArrayList<>(known.ofPatient(patient));
    picture.ifPresent(hash -> same.addAll(known.near(hash)));
    for (ListedSlice slice : same) {
      origins.add(new Origin(slice.set(), slice.fold()));
      if (slice.set().equals(TUMOUR_FREE)) {
        // Training takes tumour-free pictures of the folds it takes tumours of, and a card need not
        // name both.
        origins.add(new Origin(Layout.CHENG_T1CE.word(), slice.fold()));
      }
    }
    if (origins.isEmpty()) {
      stated.ifPresent(origins::add);
    }
    return List.copyOf(origins);
  }
}
