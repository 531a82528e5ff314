package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lets a [Member] classify a volume: the slices in which the tumour is largest are asked, and their
/// answers averaged by its area there; where nothing is outlined, slices from the middle of the stack.
/// What is no head, or unlike what was trained on, gets no class ([VetoingMember]).
public final class MemberClassifier implements Classifier {
  /// The class of a slice without a tumour, where a member knows one.
  public static final String NONE = "none";

  private final Member member;
  private final Member asked;
  private final Optional<SecondOpinion> second;

  public MemberClassifier(Member member) {
    this(member, Optional.empty());
  }

  /// @param second asked about the same slices, to say how likely `member` errs
  public MemberClassifier(Member member, Optional<SecondOpinion> second) {
    this.member = member;
    this.asked = new VetoingMember(member);
    this.second = second;
  }

  public Member member() {
    return member;
  }

  @Override
  public Classification classify(Volume volume, Segmentation segmentation, Progress progress)
      throws ImagingException {
    Optional<Segmentation.Found> tumour = segmentation.largest();
    return tumour.isPresent()
        ? outlined(volume, tumour.get().segment().mask(), progress)
        : nothingOutlined(volume, progress);
  }

  private Classification outlined(Volume volume, Mask mask, Progress progress)
      throws ImagingException {
    List<TumourSlice> slices = TumourSlice.largest(mask);
    List<SliceSample> samples = samples(volume, mask, slices);
    SliceVotes votes = new SliceVotes(slices, asked.judge(samples, progress));
    ClassProbabilities probabilities = votes.probabilities();
    Optional<Classification.Errs> errs =
        second.isPresent()
            ? Optional.of(errs(second.get(), slices, samples, probabilities, progress))
            : Optional.empty();
    Optional<String> abstained =
        votes
            .abstention()
            .or(
                () ->
                    probabilities.best().equals(NONE)
                        ? Optional.of(
                            "What was outlined does not look like a tumour of a known kind.")
                        : unsure(probabilities));
    return answer(
        volume,
        votes,
        abstained,
        errs,
        member.predictionSet().map(set -> ClassSet.of(set, probabilities)));
  }

  /// The middle of the stack is asked whether this is a head at all, and one of the kind that is known.
  /// What was promised or fitted on outlined tumours (sets of classes, second opinions) holds nothing here.
  private Classification nothingOutlined(Volume volume, Progress progress) throws ImagingException {
    List<TumourSlice> slices = TumourSlice.central(volume.grid().slices());
    List<SliceSample> samples = samples(volume, Mask.of(volume.grid(), new BitSet()), slices);
    SliceVotes votes = new SliceVotes(slices, asked.judge(samples, progress));
    ClassProbabilities probabilities = votes.probabilities();
    boolean looks = !member.looksAtTheOutline() || !votes.voices().isEmpty();
    if (!looks || !member.classes().contains(NONE)) {
      return Classification.none(
          votes
              .abstention()
              .orElse(
                  looks
                      ? "No tumour was outlined, and the model knows no heads without one."
                      : "No tumour was outlined, and the model judges nothing but outlines."),
          member.ref());
    }
    Optional<String> abstained =
        votes
            .abstention()
            .or(
                () ->
                    probabilities.best().equals(NONE)
                        ? unsure(probabilities)
                        : Optional.of(
                            String.format(
                                Locale.ROOT,
                                "No tumour was outlined, yet %s is the most probable class (%.2f).",
                                probabilities.best(),
                                probabilities.largest())));
    return answer(volume, votes, abstained, Optional.empty(), Optional.empty())
        .saying(
            List.of("No tumour was outlined, so slices from the middle of the stack were asked."));
  }

  private Classification answer(
      Volume volume,
      SliceVotes votes,
      Optional<String> abstained,
      Optional<Classification.Errs> errs,
      Optional<ClassSet> set) {
    ClassProbabilities probabilities = votes.probabilities();
    return new Classification(
        abstained.isPresent() ? Optional.empty() : Optional.of(probabilities.best()),
        probabilities.byName(),
        Probabilities.normalisedEntropy(probabilities.ordered()),
        errs,
        set,
        abstained,
        votes.slices().stream().map(s -> named(s, volume.grid().slices())).toList(),
        votes.novelty(),
        votes.voices(),
        votes.rules(),
        votes.why(),
        member.ref());
  }

  private static List<SliceSample> samples(Volume volume, Mask mask, List<TumourSlice> slices) {
    return slices.stream().map(slice -> sample(volume, mask, slice.index())).toList();
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

  private Optional<String> unsure(ClassProbabilities probabilities) {
    return unsure(probabilities, member.minimumConfidence());
  }

  /// Why no class is named where the most probable one is not probable enough.
  ///
  /// @param least below this largest probability, as [Member#minimumConfidence]
  public static Optional<String> unsure(ClassProbabilities probabilities, double least) {
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
