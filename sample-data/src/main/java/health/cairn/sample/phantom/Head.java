package health.cairn.sample.phantom;

/// The whole head: what is at a point. Safe for use by several threads, each with a [Probe] of its
/// own.
final class Head {
  private final HeadShape shape;
  private final SkullAndFace skull;
  private final Cerebrum cerebrum;
  private final PosteriorFossa fossa;
  private final Tumour tumour;
  private final Resection resection;

  Head(long seed) {
    shape = new HeadShape(seed * 31 + 1);
    skull = new SkullAndFace(seed * 31 + 2);
    cerebrum = new Cerebrum(seed * 31 + 3);
    fossa = new PosteriorFossa(seed * 31 + 4);
    tumour = new Tumour(seed * 31 + 5);
    resection = new Resection(seed * 31 + 6);
  }

  Tumour tumour() {
    return tumour;
  }

  /// What a thread needs to ask for points.
  static final class Probe {
    private final Blend blend = new Blend();
    private final Folding.Fold fold = new Folding.Fold();
  }

  /// The mixture at a point; valid until the probe's next use.
  Blend at(double x, double y, double z, Probe probe) {
    Blend blend = probe.blend;
    if (x * x / (95.0 * 95) + (y - 12) * (y - 12) / (125.0 * 125) > 1) {
      blend.set(Tissue.AIR);
      return blend;
    }
    double vault = shape.vault(x, y, z);
    if (vault > 26 && z > 0) {
      blend.set(Tissue.AIR);
      return blend;
    }
    double skin = shape.skin(vault, x, y, z);
    if (skin > 0) {
      blend.set(Tissue.AIR);
      return blend;
    }
    double outside = shape.intracranial(vault, x, y, z);
    if (outside > 0) {
      blend.set(outer(x, y, z, outside, vault, -skin));
      return blend;
    }
    double push = tumour.push(x, y, z, -vault);
    double px = x - push * (x - Tumour.CENTRE_X);
    double py = y - push * (y - Tumour.CENTRE_Y);
    double pz = z - push * (z - Tumour.CENTRE_Z);
    blend.set(inner(px, py, pz, -outside, probe.fold));
    boolean belowTentorium = shape.behindRidge(x, y) > 0 && z < shape.tentorium(x, y);
    if (!belowTentorium && blend.base() != Tissue.DURA) {
      resection.apply(x, y, z, resection.cavity(x, y, z), blend);
      tumour.apply(x, y, z, tumour.distance(x, y, z), blend);
    }
    return blend;
  }

  private Tissue outer(double x, double y, double z, double outside, double vault, double depth) {
    Tissue tissue = skull.at(x, y, z, outside, vault, depth);
    double flap = resection.flapEdge(x, y, z);
    boolean bony = tissue == Tissue.BONE || tissue == Tissue.MARROW;
    if (bony && flap > -1.3 && flap < 0) {
      return Tissue.MUSCLE; // the cut has filled with scar
    }
    return tissue == Tissue.MARROW && flap < -1 && flap > -5 ? Tissue.BONE : tissue;
  }

  private Tissue inner(double x, double y, double z, double depth, Folding.Fold fold) {
    double ax = Math.abs(x);
    double q = shape.behindRidge(x, y);
    double tent = (z - shape.tentorium(x, y)) * 0.85;
    boolean behind = q > 0;
    if (sinus(ax, y, z, depth, behind ? tent : 99)) {
      return Tissue.VEIN;
    }
    double thick = resection.flapEdge(x, y, z) < 0 && z > 0 ? 1.7 : 1.0;
    if (depth < thick) {
      return Tissue.DURA;
    }
    double stem = PosteriorFossa.stem(x, y, z);
    boolean incisura = ax < 19 - 0.25 * Math.max(0, y - 20) && y < 46;
    if (behind && Math.abs(tent) < 0.8 && !incisura) {
      return Tissue.DURA;
    }
    if (behind && tent < 0) {
      double roof = incisura ? 4 - tent : -tent;
      return fossa.at(x, y, z, Math.min(depth, roof), stem);
    }
    double floor = behind ? (incisura ? 9 + tent : tent) : 99;
    return cerebrum.at(x, y, z, Math.min(depth, floor), depth, stem, fold);
  }

  /// The large draining vessels that lie in the dura.
  private static boolean sinus(double ax, double y, double z, double depth, double tent) {
    boolean sagittal = ax < 4.6 - 0.62 * depth && (z > 22 || y > 66) && y > -62;
    boolean transverse = Math.abs(tent) < 3.6 - 0.4 * depth && depth < 7 && y > 46;
    boolean straight = ax < 1.8 && Math.abs(tent) < 2.6 && y > 50;
    return sagittal || transverse || straight;
  }
}
