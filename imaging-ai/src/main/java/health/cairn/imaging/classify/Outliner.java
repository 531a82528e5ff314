package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Trained;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.slice.Raster;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A network that outlines the tumour on single slices, for those who judge by the outline.
public final class Outliner implements Trained<Outliner> {
  private static final String STEP = "Outlining";

  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Segment task;
  private final ModelInput.Slices contract;

  /// @throws ImagingException `REFUSED` when the model does not outline one thing, a probability per
  ///   pixel, on single slices
  public Outliner(InferenceEngine engine, StoredModel model) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Segment segment)
        || segment.labels().size() != 1
        || segment.scores() != ModelCard.Scores.PROBABILITY
        || !model.card().slices().isSingle()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not outline one thing on single slices.");
    }
    this.engine = engine;
    this.model = model;
    this.task = segment;
    this.contract = model.card().slices();
  }

  private Outliner(Outliner whole, StoredModel part) {
    this.engine = whole.engine;
    this.model = part;
    this.task = whole.task;
    this.contract = whole.contract;
  }

  @Override
  public ModelRef ref() {
    return model.ref();
  }

  @Override
  public Optional<Outliner> neverSaw(String dataset, int fold) {
    return model.neverSaw(dataset, fold).map(part -> new Outliner(this, part));
  }

  @Override
  public List<Weights> weights() {
    return model.weights();
  }

  /// The card's: from this probability up a pixel counts as evidence, whatever the outline's cut.
  public double threshold() {
    return task.threshold();
  }

  /// A slice as the network sees it, with what it says there.
  ///
  /// @param image brightness in 0..1
  /// @param probability of a tumour, on the same pixels
  public record Seen(Raster image, Raster probability) {}

  /// @throws ImagingException `INTEGRITY` or `ENVIRONMENT` when the model cannot be run
  public List<Seen> look(List<SliceSample> slices, Progress progress) throws ImagingException {
    SampleImages images = new SampleImages(slices, contract);
    int side = contract.size();
    List<Seen> seen = new ArrayList<>();
    engine.run(
        model,
        images,
        (index, values) -> {
          FloatBuffer pixels = FloatBuffer.allocate(side * side);
          images.write(index, pixels);
          float[] map = new float[values.remaining()];
          values.get(map);
          seen.add(new Seen(Raster.of(side, side, pixels.array()), Raster.of(side, side, map)));
        },
        STEP,
        progress);
    return seen;
  }

  /// The same slices with what is outlined on them as their region.
  ///
  /// @throws ImagingException as [#look]
  public List<SliceSample> outline(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    List<SliceSample> outlined = new ArrayList<>();
    List<Seen> seen = look(slices, progress);
    for (int i = 0; i < slices.size(); i++) {
      double[] map = widened(seen.get(i).probability());
      double cut = task.cut().of(map.length, k -> map[k]).orElse(Double.POSITIVE_INFINITY);
      double[] probability = slices.get(i).input(contract).toSource(map);
      BitSet region = new BitSet();
      for (int k = 0; k < probability.length; k++) {
        region.set(k, probability[k] >= cut);
      }
      outlined.add(slices.get(i).withRegion(region));
    }
    return outlined;
  }

  /// What was seen, but only within the region that the slice comes with: the reader's or a whole
  /// volume's outline counts, not every mark on this one slice.
  public Seen within(Seen seen, SliceSample slice) {
    BitSet region = slice.region();
    double[] inside = new double[slice.rows() * slice.columns()];
    region.stream().forEach(i -> inside[i] = 1);
    double[] share = slice.input(contract).toNetwork(inside);
    Raster probability = seen.probability();
    return new Seen(
        seen.image(),
        Raster.drawn(
            probability.width(),
            probability.height(),
            (x, y) -> share[y * probability.width() + x] >= 0.5 ? probability.at(x, y) : 0));
  }

  private static double[] widened(Raster map) {
    double[] wide = new double[map.count()];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = map.at(i);
    }
    return wide;
  }
}
