package health.cairn.ui.fake;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.Random;

/// A head made of ellipsoids and noise, with a ring-enhancing mass, painted as each sequence would
/// show it. Coordinates are patient millimetres, so that series on different grids agree.
public final class SyntheticHead {
  public static final PatientPoint MASS = new PatientPoint(-32, 12, 24);
  static final double MASS_MM = 17;
  static final double OEDEMA_MM = 27;

  private SyntheticHead() {}

  /// An axial stack centred on the head.
  public static Grid axial(
      int size, double pixelMm, int slices, double sliceMm, double tiltDegrees, String frame) {
    double t = Math.toRadians(tiltDegrees);
    PatientPoint column = new PatientPoint(pixelMm, 0, 0);
    PatientPoint row = new PatientPoint(0, Math.cos(t), Math.sin(t)).times(pixelMm);
    PatientPoint slice = new PatientPoint(0, -Math.sin(t), Math.cos(t)).times(sliceMm);
    PatientPoint origin =
        column
            .times(-(size - 1) / 2.0)
            .plus(row.times(-(size - 1) / 2.0))
            .plus(slice.times(-(slices - 1) / 2.0));
    return new Grid(size, size, slices, new Affine(origin, column, row, slice), frame);
  }

  public static Volume volume(SequenceRole role, Grid grid, long seed) {
    Random random = new Random(seed);
    short[] stored = new short[grid.voxels()];
    int at = 0;
    for (int s = 0; s < grid.slices(); s++) {
      for (int r = 0; r < grid.rows(); r++) {
        for (int c = 0; c < grid.columns(); c++) {
          PatientPoint p = grid.affine().toPatient(new VoxelIndex(c, r, s));
          double value = tissue(role, p) + random.nextGaussian() * 14;
          stored[at++] = (short) Math.max(0, Math.round(value));
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  /// Voxels of the mass, or of mass and oedema.
  public static Mask mask(Grid grid, boolean withOedema) {
    BitSet bits = new BitSet(grid.voxels());
    double reach = withOedema ? 1 : 0;
    for (int s = 0; s < grid.slices(); s++) {
      for (int r = 0; r < grid.rows(); r++) {
        for (int c = 0; c < grid.columns(); c++) {
          PatientPoint p = grid.affine().toPatient(new VoxelIndex(c, r, s));
          double radius = reach > 0 ? OEDEMA_MM : MASS_MM;
          if (mass(p) < radius && brain(p) < 1) {
            bits.set(grid.offset(c, r, s));
          }
        }
      }
    }
    return Mask.of(grid, bits);
  }

  private static double mass(PatientPoint p) {
    PatientPoint d = p.minus(MASS);
    double wobble = 1 + 0.14 * Math.sin(d.xMm() / 4.1) * Math.cos(d.yMm() / 5.3 + d.zMm() / 6.0);
    return d.length() * wobble;
  }

  private static double brain(PatientPoint p) {
    double folds =
        1
            + 0.015 * Math.sin(p.xMm() / 3.1) * Math.sin(p.yMm() / 3.7)
            + 0.012 * Math.sin(p.zMm() / 3.3 + p.yMm() / 4.4);
    return (sq(p.xMm() / 66) + sq(p.yMm() / 82) + sq(p.zMm() / 66)) * folds;
  }

  private static double tissue(SequenceRole role, PatientPoint p) {
    double outer = sq(p.xMm() / 78) + sq(p.yMm() / 96) + sq(p.zMm() / 80);
    if (outer > 1) {
      return 12;
    }
    double inner = brain(p);
    if (outer > 0.93) {
      return of(role, 620, 640, 360, 300); // scalp fat
    }
    if (inner > 1.12) {
      return of(role, 70, 70, 50, 45); // skull
    }
    if (inner > 1) {
      return of(role, 130, 140, 900, 90); // fluid around the brain
    }
    double d = mass(p);
    if (d < MASS_MM * 0.62) {
      return of(role, 190, 210, 760, 430); // necrosis
    }
    if (d < MASS_MM) {
      return of(role, 300, 900, 560, 520); // enhancing rim
    }
    if (d < OEDEMA_MM) {
      return of(role, 300, 310, 700, 690); // oedema
    }
    double ventricle =
        Math.min(
            sq((p.xMm() - 9) / 6) + sq((p.yMm() + 4) / 26) + sq((p.zMm() - 14) / 12),
            sq((p.xMm() + 9) / 6) + sq((p.yMm() + 4) / 26) + sq((p.zMm() - 14) / 12));
    if (ventricle < 1 || Math.abs(p.xMm()) < 1.2 && inner > 0.2) {
      return of(role, 130, 140, 920, 80);
    }
    double ribbon =
        inner
            + 0.10 * Math.sin(p.xMm() / 5.2 + p.zMm() / 7.7) * Math.sin(p.yMm() / 4.6)
            + 0.05 * Math.sin(p.yMm() / 2.9 + p.xMm() / 3.4);
    return ribbon > 0.72
        ? of(role, 350, 360, 520, 450) // grey matter
        : of(role, 450, 465, 380, 360); // white matter
  }

  private static double of(SequenceRole role, double t1, double t1c, double t2, double flair) {
    return switch (role) {
      case T1 -> t1;
      case T1C -> t1c;
      case T2 -> t2;
      default -> flair;
    };
  }

  private static double sq(double v) {
    return v * v;
  }
}
