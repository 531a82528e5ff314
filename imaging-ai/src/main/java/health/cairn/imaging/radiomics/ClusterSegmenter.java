package health.cairn.imaging.radiomics;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.Trained;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.segment.Segmenter;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// [ClusterOutline] on every slice of a volume, of which the largest connected part is kept. The
/// unsupervised baseline among the segmenters; its note says so to the reader. It learnt from nobody, so
/// it never saw anyone.
public final class ClusterSegmenter implements Segmenter, Trained<ClusterSegmenter> {
  private static final String STEP = "Clustering";
  private static final Segment.Code NEOPLASM = new Segment.Code("108369006", "SCT", "Neoplasm");

  private final Clustering method;

  public ClusterSegmenter(Clustering method) {
    this.method = method;
  }

  @Override
  public ModelRef ref() {
    return ref(method);
  }

  @Override
  public Optional<ClusterSegmenter> neverSaw(String dataset, int fold) {
    return Optional.of(this);
  }

  @Override
  public List<Weights> weights() {
    return List.of();
  }

  @Override
  public Published published() {
    return method.published();
  }

  /// How the method is named in results. There are no weights, so its hash is that of no files: what it
  /// marked is stored like any model's, which has a hash.
  public static ModelRef ref(Clustering method) {
    return new ModelRef(
        method.word() + "-baseline", "1.0.0", ModelCard.sha256Of(List.of(), ""), "Apache-2.0");
  }

  @Override
  public Segmentation segment(Volume volume, Progress progress) {
    Grid grid = volume.grid();
    ClusterOutline outline = new ClusterOutline(method);
    BitSet marked = new BitSet(grid.voxels());
    Mask nothing = Mask.of(grid, new BitSet());
    for (int slice = 0; slice < grid.slices(); slice++) {
      progress.report(STEP, slice, grid.slices());
      SliceSample sample = MemberClassifier.sample(volume, nothing, slice);
      int base = grid.offset(0, 0, slice);
      outline.of(sample).stream().forEach(at -> marked.set(base + at));
    }
    BitSet part = largestPart(grid, marked);
    progress.report(STEP, grid.slices(), grid.slices());
    Optional<Segmentation.Found> found =
        part.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Segmentation.Found(
                    new Segment("Tumour", NEOPLASM, Mask.of(grid, part)),
                    1,
                    1,
                    1,
                    Optional.empty()));
    return new Segmentation(
        found.stream().toList(),
        grid.slices(),
        grid.slices(),
        ref(method),
        List.of("An unsupervised baseline: it marks the brightest compact part, tumour or not."));
  }

  /// The largest part whose voxels share faces.
  private static BitSet largestPart(Grid grid, BitSet marked) {
    BitSet open = (BitSet) marked.clone();
    BitSet largest = new BitSet();
    int[] steps = {1, grid.columns(), grid.voxelsPerSlice()};
    int[] sizes = {grid.columns(), grid.rows(), grid.slices()};
    for (int start = open.nextSetBit(0); start >= 0; start = open.nextSetBit(start + 1)) {
      BitSet part = new BitSet();
      ArrayDeque<Integer> front = new ArrayDeque<>(List.of(start));
      open.clear(start);
      while (!front.isEmpty()) {
        int at = front.remove();
        part.set(at);
        for (int axis = 0; axis < 3; axis++) {
          int index = at / steps[axis] % sizes[axis];
          for (int side = -1; side <= 1; side += 2) {
            int next = at + side * steps[axis];
            if (index + side >= 0 && index + side < sizes[axis] && open.get(next)) {
              open.clear(next);
              front.add(next);
            }
          }
        }
      }
      if (part.cardinality() > largest.cardinality()) {
        largest = part;
      }
    }
    return largest;
  }
}
