package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Classifies the slices in which the tumour is largest and averages them by its area there.
public final class OnnxClassifier implements Classifier {
  /// Slices that are asked; more add time and, at the tumour's ends, little but doubt.
  static final int MAX_SLICES = 5;

  /// Slices with less than this share of the largest area are not asked.
  static final double MIN_AREA_SHARE = 0.25;

  /// Below this largest probability no decision is given where the card sets no limit of its own: a
  /// class that is not more likely than all others together is no proposal.
  static final double DEFAULT_MINIMUM_CONFIDENCE = 0.5;

  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Classify task;

  /// @throws ImagingException `REFUSED` when the model does not classify single slices
  public OnnxClassifier(InferenceEngine engine, StoredModel model) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Classify classify)
        || !model.card().slices().isSingle()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not classify single slices.");
    }
    this.engine = engine;
    this.model = model;
    this.task = classify;
  }

  @Override
  public Classification classify(Volume volume, Segmentation segmentation, Progress progress)
      throws ImagingException {
    Optional<Segmentation.Found> tumour = segmentation.largest();
    if (tumour.isEmpty()) {
      return new Classification(
          Optional.empty(),
          Map.of(),
          1,
          Optional.of("No tumour was outlined, so there is nothing to classify."),
          List.of(),
          model.ref());
    }
    Grid grid = volume.grid();
    List<TumourSlice> slices = TumourSlice.largest(tumour.get().segment().mask());
    SliceInput input =
        SliceInput.ofSpacing(
            model.card().slices(),
            grid.rows(),
            grid.columns(),
            grid.affine().rowSpacingMm(),
            grid.affine().columnSpacingMm());
    double[] mean = new double[task.classes().size()];
    engine.run(
        model,
        new Slices(volume, slices, input),
        (index, values) -> {
          double[] p = Probabilities.softmax(copy(values), task.temperature());
          for (int k = 0; k < mean.length; k++) {
            mean[k] += p[k] * slices.get(index).weight();
          }
        },
        "Classifying",
        progress);
    return answer(mean, slices, grid.slices());
  }

  private Classification answer(double[] mean, List<TumourSlice> slices, int slicesInVolume) {
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (int k = 0; k < mean.length; k++) {
      probabilities.put(task.classes().get(k), mean[k]);
    }
    List<String> fusedFrom = new ArrayList<>();
    for (TumourSlice slice : slices) {
      fusedFrom.add(
          String.format(
              Locale.ROOT,
              "slice %d of %d, weight %.2f",
              slice.index() + 1,
              slicesInVolume,
              slice.weight()));
    }
    int best = Probabilities.argmax(mean);
    double limit = task.minimumConfidence().orElse(DEFAULT_MINIMUM_CONFIDENCE);
    boolean decided = mean[best] >= limit;
    return new Classification(
        decided ? Optional.of(task.classes().get(best)) : Optional.empty(),
        probabilities,
        Probabilities.normalisedEntropy(mean),
        decided
            ? Optional.empty()
            : Optional.of(
                String.format(
                    Locale.ROOT,
                    "The most probable class reaches %.2f; below %.2f no decision is given.",
                    mean[best],
                    limit)),
        fusedFrom,
        model.ref());
  }

  private static double[] copy(FloatBuffer values) {
    double[] copy = new double[values.remaining()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.get(i);
    }
    return copy;
  }

  private record Slices(Volume volume, List<TumourSlice> slices, SliceInput input)
      implements ImageSource {
    @Override
    public int count() {
      return slices.size();
    }

    @Override
    public void write(int index, FloatBuffer target) {
      float[] values = volume.sliceValues(slices.get(index).index());
      double[] wide = new double[values.length];
      for (int i = 0; i < wide.length; i++) {
        wide[i] = values[i];
      }
      input.write(wide, target);
    }
  }

  /// A slice of the tumour and what it counts.
  ///
  /// @param weight its area's share of the areas of all slices asked
  record TumourSlice(int index, double weight) {
    static List<TumourSlice> largest(Mask mask) {
      Grid grid = mask.grid();
      int[] area = new int[grid.slices()];
      for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
        area[at / grid.voxelsPerSlice()]++;
      }
      List<Integer> order = new ArrayList<>();
      for (int slice = 0; slice < area.length; slice++) {
        order.add(slice);
      }
      order.sort((a, b) -> Integer.compare(area[b], area[a]));
      int largest = area[order.getFirst()];
      List<Integer> chosen =
          order.stream()
              .limit(MAX_SLICES)
              .filter(slice -> area[slice] > 0 && area[slice] >= MIN_AREA_SHARE * largest)
              .sorted()
              .toList();
      double total = chosen.stream().mapToDouble(slice -> area[slice]).sum();
      return chosen.stream().map(slice -> new TumourSlice(slice, area[slice] / total)).toList();
    }
  }
}
