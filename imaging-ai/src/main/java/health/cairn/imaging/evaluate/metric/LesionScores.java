package health.cairn.imaging.evaluate.metric;

import health.cairn.imaging.measure.SquaredDistance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Lesion-wise scoring as the BraTS 2023 challenges define it (Saluja et al.,
/// github.com/rachitsaluja/BraTS-2023-Metrics; arXiv 2305.17033): true lesions that touch after a
/// dilation by three cells count as one; a predicted part belongs to every true lesion whose dilation
/// it meets; each true lesion is scored against the parts that belong to it; a missed lesion and a
/// part that belongs to none score Dice 0 and a distance of 374, the diagonal of a BraTS volume in
/// millimetres.
///
/// Parts are connected by faces, edges or corners; the dilation is by faces and edges. In a picture,
/// both are by all eight neighbours. Distances are those of [Hausdorff#hd95], in the lattice's unit.
///
/// @param dice mean over true lesions and false parts; 1 when there are none
/// @param hd95 mean over true lesions and false parts; 0 when there are none
/// @param lesions true lesions that count
/// @param missed of these, those that no part belongs to
/// @param falseParts predicted parts that belong to no true lesion
public record LesionScores(double dice, double hd95, int lesions, int missed, int falseParts) {
  /// Of a missed or false lesion.
  public static final double PENALTY_HD95 = 374;

  /// True lesions of at most this volume do not count where the voxel size is known (mm3).
  public static final double IGNORED_UP_TO_MM3 = 50;

  private static final int DILATION = 3;

  /// @throws IllegalArgumentException for more than 40 million cells
  public static LesionScores of(BinaryMask truth, BinaryMask predicted) {
    Lattice lattice = truth.lattice();
    BinaryMask.requireSame(lattice, predicted.lattice());
    double ignored =
        lattice.unit() == Lattice.Unit.MILLIMETRES && !lattice.flat() ? IGNORED_UP_TO_MM3 : 0;
    List<int[]> parts = Components.of(predicted.bits(), lattice);
    int[] partAt = labelled(parts, lattice);
    BitSet belong = new BitSet();
    double dice = 0;
    double hd95 = 0;
    int lesions = 0;
    int missed = 0;
    for (BitSet lesion : lesions(truth, lattice)) {
      BitSet mine = labels(Components.dilated(lesion, lattice, DILATION), partAt);
      belong.or(mine);
      if (lesion.cardinality() * lattice.cellSize() <= ignored) {
        continue;
      }
      lesions++;
      if (mine.isEmpty()) {
        missed++;
        hd95 += PENALTY_HD95;
        continue;
      }
      BinaryMask one = BinaryMask.of(lattice, lesion);
      BinaryMask answer =
          BinaryMask.of(lattice, cells(mine.stream().mapToObj(i -> parts.get(i - 1)).toList()));
      dice += one.overlap(answer).dice();
      hd95 += Hausdorff.hd95(one, answer);
    }
    int falseParts = parts.size() - belong.cardinality();
    hd95 += falseParts * PENALTY_HD95;
    int all = lesions + falseParts;
    return all == 0
        ? new LesionScores(1, 0, 0, 0, 0)
        : new LesionScores(dice / all, hd95 / all, lesions, missed, falseParts);
  }

  /// What touches after the dilation, cut back to the true mask.
  private static List<BitSet> lesions(BinaryMask truth, Lattice lattice) {
    BitSet inside = truth.bits();
    List<BitSet> lesions = new ArrayList<>();
    for (int[] part : Components.of(Components.dilated(inside, lattice, DILATION), lattice)) {
      BitSet lesion = cells(List.of(part));
      lesion.and(inside);
      lesions.add(lesion);
    }
    return lesions;
  }

  /// Number of the part, from 1, per cell.
  private static int[] labelled(List<int[]> parts, Lattice lattice) {
    if (lattice.cells() > SquaredDistance.MAX_CELLS) {
      throw new IllegalArgumentException("lesions over " + lattice.cells() + " cells");
    }
    int[] partAt = new int[lattice.cells()];
    for (int p = 0; p < parts.size(); p++) {
      for (int cell : parts.get(p)) {
        partAt[cell] = p + 1;
      }
    }
    return partAt;
  }

  private static BitSet labels(BitSet cells, int[] partAt) {
    BitSet labels = new BitSet();
    cells.stream().map(cell -> partAt[cell]).filter(part -> part > 0).forEach(labels::set);
    return labels;
  }

  private static BitSet cells(List<int[]> parts) {
    BitSet cells = new BitSet();
    parts.forEach(part -> IntStream.of(part).forEach(cells::set));
    return cells;
  }
}
