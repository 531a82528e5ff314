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
import java.util.Optional;

/// Lets a [Member] classify a volume: the slices in which the tumour is largest are asked, and their
/// answers averaged by its area there.
public final class MemberClassifier implements Classifier {
  /// The class of a slice without a tumour, where a member knows one.
  public static final String NONE = "none";

  private final Member member;
  private final Optional<SecondOpinion> second;

  public MemberClassifier(Member member) {
    this(member, Optional.empty());
  }

  /// @param second asked about the same slices, to say how likely `member` errs
  public MemberClassifier(Member member, Optional<SecondOpinion> second) {
    this.member = member;
    this.second = second;
  }

  public Member member() {
    return member;
  }

  @Override
  public Classification classify(Volume volume, Segmentation segmentation, Progress progress)
      throws ImagingException {
    Optional<Segmentation.Found> tumour = segmentation.largest();
    if (tumour.isEmpty()) {
      return Classification.none(
          "No tumour was outlined, so there is nothing to classify.", member.ref());
    }
    Mask mask = tumour.get().segment().mask();
    List<TumourSlice> slices = TumourSlice.largest(mask);
    List<SliceSample> samples = new ArrayList<>();
    for (TumourSlice slice : slices) {
      samples.add(sample(volume, mask, slice.index()));
    }
    SliceVotes votes = new SliceVotes(slices, member.judge(samples, progress));
    ClassProbabilities probabilities = votes.probabilities();
    Optional<Classification.Errs> errs =
        second.isPresent()
            ? Optional.of(errs(second.get(), slices, samples, probabilities, progress))
            : Optional.empty();
    Optional<String> abstained =
        votes.abstention().or(() -> abstention(probabilities, member.minimumConfidence()));
    return new Classification(
        abstained.isPresent() ? Optional.empty() : Optional.of(probabilities.best()),
        probabilities.byName(),
        Probabilities.normalisedEntropy(probabilities.ordered()),
        errs,
        member.predictionSet().map(set -> ClassSet.of(set, probabilities)),
        abstained,
        slices.stream().map(s -> named(s, volume.grid().slices())).toList(),
        votes.novelty(),
        votes.voices(),
        votes.rules(),
        votes.why(),
        member.ref());
  }

  private static Classification.Errs errs(
      SecondOpinion second,
      List<TumourSlice> slices,
      List<SliceSample> samples,
      ClassProbabilities said,
      Progress progress)
      throws ImagingException {
    ClassProbabilities other =
        new SliceVotes(slices, second.member().judge(samples, progress)).probabilities();
    double seconded = other.byName().getOrDefault(said.best(), 0.0);
    return new Classification.Errs(
        second.score().of(said.largest(), seconded), second.member().ref());
  }

  private static Optional<String> abstention(ClassProbabilities probabilities, double least) {
    if (probabilities.best().equals(NONE)) {
      return Optional.of("What was outlined does not look like a tumour of a known kind.");
    }
    return probabilities.largest() >= least
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "The most probable class reaches %.2f; below %.2f no decision is given.",
                probabilities.largest(),
                least));
  }

  private static String named(TumourSlice slice, int slicesInVolume) {
    return String.format(
        Locale.ROOT,
        "slice %d of %d, weight %.2f",
        slice.index() + 1,
        slicesInVolume,
        slice.weight());
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
