package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Lets one [Member] classify a volume: the slices in which the tumour is largest are asked, and their
/// answers averaged by its area there.
public final class MemberClassifier implements Classifier {
  private static final String NONE = "none";

  private final Member member;

  public MemberClassifier(Member member) {
    this.member = member;
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
          member.model());
    }
    Mask mask = tumour.get().segment().mask();
    List<OnnxClassifier.TumourSlice> slices = OnnxClassifier.TumourSlice.largest(mask);
    List<SliceSample> samples = new ArrayList<>();
    for (OnnxClassifier.TumourSlice slice : slices) {
      samples.add(sample(volume, mask, slice.index()));
    }
    List<ClassProbabilities> answers = member.judge(samples, progress);
    double[] mean = new double[ClassProbabilities.CLASSES.size()];
    List<String> fusedFrom = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      double[] p = answers.get(i).ordered();
      for (int k = 0; k < mean.length; k++) {
        mean[k] += slices.get(i).weight() * p[k];
      }
      fusedFrom.add(
          String.format(
              Locale.ROOT,
              "slice %d of %d, weight %.2f",
              slices.get(i).index() + 1,
              volume.grid().slices(),
              slices.get(i).weight()));
    }
    return answer(ClassProbabilities.of(mean), mean, fusedFrom);
  }

  private Classification answer(
      ClassProbabilities probabilities, double[] ordered, List<String> fusedFrom) {
    String best = probabilities.best();
    double highest = ordered[Probabilities.argmax(ordered)];
    Optional<String> abstained = Optional.empty();
    if (best.equals(NONE)) {
      abstained = Optional.of("What was outlined does not look like a tumour of a known kind.");
    } else if (highest < OnnxClassifier.DEFAULT_MINIMUM_CONFIDENCE) {
      abstained =
          Optional.of(
              String.format(
                  Locale.ROOT,
                  "The most probable class reaches %.2f; below %.2f no decision is given.",
                  highest,
                  OnnxClassifier.DEFAULT_MINIMUM_CONFIDENCE));
    }
    return new Classification(
        abstained.isPresent() ? Optional.empty() : Optional.of(best),
        probabilities.byName(),
        Probabilities.normalisedEntropy(ordered),
        abstained,
        fusedFrom,
        member.model());
  }

  /// One slice of a volume with a mask's pixels on it.
  public static SliceSample sample(Volume volume, Mask mask, int slice) {
    Grid grid = volume.grid();
    float[] narrow = volume.sliceValues(slice);
    double[] values = new double[narrow.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = narrow[i];
    }
    BitSet region = new BitSet();
    int base = grid.offset(0, 0, slice);
    int end = base + grid.voxelsPerSlice();
    for (int at = mask.next(base); at >= 0 && at < end; at = mask.next(at + 1)) {
      region.set(at - base);
    }
    Affine affine = grid.affine();
    return new SliceSample(
        grid.rows(),
        grid.columns(),
        values,
        Optional.of(new SliceSample.PixelSpacing(affine.rowSpacingMm(), affine.columnSpacingMm())),
        region);
  }
}
