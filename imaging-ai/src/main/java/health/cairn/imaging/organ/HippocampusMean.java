package health.cairn.imaging.organ;

import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.Structure;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Several looks at one hippocampus as one answer on the series' own grid: probabilities are averaged
/// over the boxes that hold a voxel, and interpolated at the centres of the series' voxels.
final class HippocampusMean {
  private HippocampusMean() {}

  static Hippocampus of(
      List<OrganLook> looks, Laterality side, Grid target, ModelCard.Segment task) {
    PatientPoint middle = mean(looks);
    List<Structure> structures = task.structures();
    List<BitSet> bits = new ArrayList<>();
    double[] entropy = new double[structures.size()];
    List<OutlineDoubt> doubts = new ArrayList<>();
    for (int i = 0; i < structures.size(); i++) {
      bits.add(new BitSet(target.voxels()));
      doubts.add(new OutlineDoubt());
    }
    double probability = 0;
    int labels = task.labels().size();
    double[] p = new double[labels];
    int[] range = around(middle, target);
    for (int slice = range[4]; slice <= range[5]; slice++) {
      for (int row = range[2]; row <= range[3]; row++) {
        for (int column = range[0]; column <= range[1]; column++) {
          PatientPoint point = target.affine().toPatient(new VoxelIndex(column, row, slice));
          if (!sample(looks, point, p)) {
            continue;
          }
          int best = 0;
          for (int label = 1; label < labels; label++) {
            best = p[label] > p[best] ? label : best;
          }
          for (int i = 0; i < structures.size(); i++) {
            doubts.get(i).add(p[structures.get(i).channel()]);
            if (structures.get(i).channel() == best) {
              bits.get(i).set(target.offset(column, row, slice));
              entropy[i] += entropy(p[best]);
              probability += 1 - p[0];
            }
          }
        }
      }
    }
    List<Hippocampus.Part> parts = new ArrayList<>();
    int voxels = 0;
    double ml = 0;
    double doubt = 0;
    for (int i = 0; i < structures.size(); i++) {
      Structure structure = structures.get(i);
      Mask mask = Mask.of(target, bits.get(i));
      voxels += mask.count();
      ml += mask.volumeMl();
      doubt += mask.isEmpty() ? 0 : mask.volumeMl() * doubts.get(i).mean();
      parts.add(
          new Hippocampus.Part(
              new Segment(
                  side.word() + " " + structure.label(), structure.code().orElseThrow(), mask),
              mask.isEmpty() ? 1 : entropy[i] / mask.count(),
              structure.rgb()));
    }
    double volumeMl = ml;
    double meanDoubt = ml > 0 ? doubt / ml : 1;
    return new Hippocampus(
        side,
        parts,
        ml,
        task.volumeIntervals().filter(i -> volumeMl > 0).map(i -> i.of(volumeMl, meanDoubt)),
        new Interval(
            looks.stream().mapToDouble(OrganLook::volumeMl).min().orElseThrow(),
            looks.stream().mapToDouble(OrganLook::volumeMl).max().orElseThrow()),
        looks.stream().mapToDouble(l -> l.middle().distanceTo(middle)).max().orElseThrow(),
        looks.size(),
        voxels == 0 ? 0 : probability / voxels,
        middle);
  }

  private static PatientPoint mean(List<OrganLook> looks) {
    PatientPoint sum = new PatientPoint(0, 0, 0);
    for (OrganLook look : looks) {
      sum = sum.plus(look.middle());
    }
    return sum.times(1.0 / looks.size());
  }

  /// Index ranges (columns, rows, slices) of the target that hold all boxes.
  private static int[] around(PatientPoint middle, Grid target) {
    double reach = (OrganBox.FRONT + OrganBox.UP) / 2.0;
    int[] sizes = {target.columns(), target.rows(), target.slices()};
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int corner = 0; corner < 8; corner++) {
      VoxelIndex index =
          target
              .affine()
              .toVoxel(
                  middle.plus(
                      new PatientPoint(
                          (corner & 1) == 0 ? -reach : reach,
                          (corner >> 1 & 1) == 0 ? -reach : reach,
                          (corner >> 2) == 0 ? -reach : reach)));
      double[] at = {index.column(), index.row(), index.slice()};
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], at[axis]);
        high[axis] = Math.max(high[axis], at[axis]);
      }
    }
    int[] range = new int[6];
    for (int axis = 0; axis < 3; axis++) {
      range[2 * axis] = Math.clamp((long) Math.floor(low[axis]), 0, sizes[axis] - 1);
      range[2 * axis + 1] = Math.clamp((long) Math.ceil(high[axis]), 0, sizes[axis] - 1);
    }
    return range;
  }

  /// Trilinear in each box that holds the point; the mean over them.
  private static boolean sample(List<OrganLook> looks, PatientPoint point, double[] p) {
    java.util.Arrays.fill(p, 0);
    int n = 0;
    for (OrganLook look : looks) {
      Grid grid = look.probabilities().getFirst().grid();
      VoxelIndex index = grid.affine().toVoxel(point);
      int column = (int) Math.floor(index.column());
      int row = (int) Math.floor(index.row());
      int slice = (int) Math.floor(index.slice());
      if (column < 0
          || row < 0
          || slice < 0
          || column + 1 >= grid.columns()
          || row + 1 >= grid.rows()
          || slice + 1 >= grid.slices()) {
        continue;
      }
      double x = index.column() - column;
      double y = index.row() - row;
      double z = index.slice() - slice;
      for (int corner = 0; corner < 8; corner++) {
        int dx = corner & 1;
        int dy = corner >> 1 & 1;
        int dz = corner >> 2;
        double weight = (dx == 1 ? x : 1 - x) * (dy == 1 ? y : 1 - y) * (dz == 1 ? z : 1 - z);
        if (weight == 0) {
          continue;
        }
        for (int label = 0; label < p.length; label++) {
          Volume volume = look.probabilities().get(label);
          p[label] += weight * volume.valueAt(column + dx, row + dy, slice + dz);
        }
      }
      n++;
    }
    for (int label = 0; label < p.length; label++) {
      p[label] /= Math.max(1, n);
    }
    return n > 0;
  }

  private static double entropy(double p) {
    return bits(p) + bits(1 - p);
  }

  private static double bits(double p) {
    return p > 0 ? -p * Math.log(p) / Math.log(2) : 0;
  }
}
