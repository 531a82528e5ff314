package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/// What is said of each part of an outline.
///
/// @param mask all parts together, with what they enclose
/// @param ensemble whether several networks answered, which can disagree
record Lesions(Mask mask, boolean ensemble) {

  /// The largest first.
  List<Segmentation.Lesion> of(List<Part> kept) {
    if (kept.size() == 1) {
      return List.of(lesion(kept.getFirst(), mask.count()));
    }
    List<Segmentation.Lesion> lesions = new ArrayList<>();
    BitSet taken = new BitSet();
    // What lies in the hole of another counts for the one inside: every voxel counts once.
    for (Filled part : smallestFirst(kept)) {
      BitSet own = part.voxels();
      own.andNot(taken);
      taken.or(own);
      lesions.add(lesion(part.marked(), own.cardinality()));
    }
    lesions.sort(Comparator.comparingDouble(Segmentation.Lesion::volumeMl).reversed());
    return lesions;
  }

  private List<Filled> smallestFirst(List<Part> kept) {
    return kept.stream()
        .map(part -> new Filled(part, TumourMask.of(mask.grid(), List.of(part)).bits()))
        .sorted(Comparator.comparingInt(part -> part.voxels().cardinality()))
        .toList();
  }

  private record Filled(Part marked, BitSet voxels) {}

  /// Mean over all of them; empty for a network alone.
  OptionalDouble disagreement(List<Part> kept) {
    if (!ensemble) {
      return OptionalDouble.empty();
    }
    long voxels = kept.stream().mapToLong(Part::voxels).sum();
    return OptionalDouble.of(kept.stream().mapToDouble(Part::disagreementSum).sum() / voxels);
  }

  private Segmentation.Lesion lesion(Part part, int voxels) {
    return new Segmentation.Lesion(
        voxels * mask.grid().affine().voxelVolumeMm3() / 1000,
        part.probabilitySum() / part.voxels(),
        part.entropySum() / part.voxels(),
        disagreement(List.of(part)),
        part.largestSlice());
  }
}
