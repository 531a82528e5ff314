package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.ellipsoid;
import static health.cairn.sample.phantom.Shapes.step;
import static health.cairn.sample.phantom.Shapes.union;

/// The hemispheres: cortex folded around white matter, ventricles and nuclei inside.
final class Cerebrum {
  private static final double CORTEX_MM = 2.9;

  /// Answer of a distance that nothing near depends on: it saves most of the work.
  private static final double FAR = 30;

  private final Folding folding;
  private final GradientNoise noise;

  Cerebrum(long seed) {
    folding = new Folding(seed);
    noise = new GradientNoise(seed + 7);
  }

  /// @param depth below the nearest wall of the compartment
  /// @param wall depth below the skull alone: what the sulci are measured from
  /// @param stem distance to the brain stem
  /// @param fold scratch space of the calling thread
  Tissue at(
      double x, double y, double z, double depth, double wall, double stem, Folding.Fold fold) {
    double rough = noise.at(x / 24, y / 24, z / 24);
    double sheet = midline(x, y, z);
    boolean falx = sheet < 0.7 && arc(y, z) > 9 + 6 * step(0, -40, y) && depth < 40;
    if (falx && z > -16) {
      return Tissue.DURA;
    }
    double ventricle = DeepStructures.ventricles(x, y, z) + 0.5 * rough;
    if (ventricle < 0) {
      return DeepStructures.choroid(x, y, z) && noise.at(x / 3, y / 3, z / 3) > -0.25
          ? Tissue.CHOROID
          : Tissue.CSF;
    }
    double cistern = cistern(x, y, z, stem);
    Tissue vessel = DeepStructures.vessel(x, y, z);
    if (vessel != null && (cistern < 2 || vessel == Tissue.VEIN)) {
      return vessel;
    }
    Tissue nucleus = DeepStructures.nucleus(x, y, z);
    if (nucleus != null && cistern > 0.5) {
      return nucleus;
    }
    if (stem < 0) {
      return Tissue.STEM;
    }
    return cortex(x, y, z, depth, wall, rough, Math.min(sheet - 1.3, cistern), fold);
  }

  private Tissue cortex(
      double x,
      double y,
      double z,
      double depth,
      double wall,
      double rough,
      double inner,
      Folding.Fold fold) {
    folding.look(x, y, z, wall, fold);
    // Fluid over the brain: more over the front and the top, as age has it.
    double fluid = 1.9 + 1.2 * rough + 0.8 * step(30, 70, z) + 0.5 * step(0, -60, y);
    double below = depth - Math.max(fluid, 0.6);
    // At the base the lobes are thin, and so are their folds.
    double end = Math.max(0, wall - fluid - fold.depthMm * (0.55 + 0.45 * step(-14, 8, z)));
    double opening = 0.95 + 0.5 * rough;
    double sulcus = Math.sqrt(fold.sulcusMm * fold.sulcusMm + end * end) - Math.max(opening, 0.35);
    double surface = union(below, sulcus, 5.5);
    surface = union(surface, sylvian(x, y, z) - 1.1, 4);
    surface = union(surface, union(inner, cingulate(x, y, z) - 0.7, 3), 2.5);
    if (surface < 0) {
      boolean vein = fold.veinMm < 1.15 && (below < 1 || fold.sulcusMm < 1.1);
      return vein ? Tissue.VEIN : Tissue.CSF;
    }
    double thickness = CORTEX_MM + 0.7 * noise.at(x / 11, y / 11, z / 11);
    return surface < thickness ? Tissue.GREY : Tissue.WHITE;
  }

  /// Distance to the sheet between the hemispheres, which ends above the corpus callosum.
  private double midline(double x, double y, double z) {
    if (Math.abs(x) > 16) {
      return Math.abs(x);
    }
    double wobble = 0.9 * noise.at(y / 26, z / 26, 5);
    double beside = Math.abs(x - wobble);
    double inside = Math.max(0, -arc(y, z));
    return Math.sqrt(beside * beside + inside * inside);
  }

  /// Distance above (outside) the corpus callosum in the midline plane.
  private static double arc(double y, double z) {
    return ellipsoid(0, y - 5, z + 2, 1, 45, z > -2 ? 35 : 16);
  }

  /// The sulcus that runs round the corpus callosum on the medial side.
  private double cingulate(double x, double y, double z) {
    double ax = Math.abs(x);
    if (ax > 26) {
      return FAR;
    }
    double side = x > 0 ? 40 : 0;
    double bend = 5.5 * noise.at(side + y / 17, z / 17, ax / 22);
    double along = arc(y, z) - 12 - 0.55 * ax + bend;
    double out = Math.max(0, ax - 9 - bend);
    double low = Math.max(0, -4 - z);
    double gap = Math.max(0, 2.4 * noise.at(side + y / 23, z / 23 + 9, 3));
    return hypot(along, out, low) + gap;
  }

  /// Distance to the cleft between temporal lobe, insula and the lobes above.
  private double sylvian(double x, double y, double z) {
    double ax = Math.abs(x);
    if (ax < 6 || z < -34 || z > 46 || y < -44 || y > 46) {
      return FAR;
    }
    double wave = 1.5 * noise.at(x / 14, y / 14, z / 14 + 20);
    double gyri = 2.0 * noise.at(x / 30, y / 7.5, z / 11 + 30);
    double insula = 41.5 - 0.006 * (y + 2) * (y + 2) + wave + gyri;
    double alongInsula = Math.max(0, Math.max(Math.abs(y + 3) - 21, Math.abs(z - 3) - 14));
    double sheet = hypot(ax - insula, alongInsula, 0);
    double roof = -7 + 0.78 * (y + 18) + 2 * wave + 5 * noise.at(x / 21, y / 29, z / 29 + 44);
    double lateral =
        hypot((z - roof) * 0.79, Math.max(0, Math.abs(y - 5) - 23), Math.max(0, insula - ax));
    double stemY = -23 - 0.22 * (ax - 15) + 2 * wave;
    double front =
        hypot(y - stemY, Math.max(0, Math.abs(ax - 32) - 18), Math.max(0, Math.abs(z + 16) - 9));
    return Math.min(sheet, Math.min(lateral, front));
  }

  /// Fluid spaces at the base: around the stalk of the pituitary and around the midbrain.
  private double cistern(double x, double y, double z, double stem) {
    double suprasellar = ellipsoid(x, y + 3, z + 19, 15, 16, 8);
    if (z > 4 || stem > 16) {
      return suprasellar;
    }
    double width = 1.7 + 1.1 * noise.at(x / 13, y / 13, z / 13 + 60);
    double ambient = Math.max(Math.abs(stem - width) - width, z + 2);
    return Math.min(suprasellar, ambient);
  }

  private static double hypot(double a, double b, double c) {
    return Math.sqrt(a * a + b * b + c * c);
  }

  /// How much a tissue lets water from leaking vessels spread: along fibres, hardly into cortex.
  static double permeability(Tissue tissue) {
    return switch (tissue) {
      case WHITE -> 0.92;
      case STEM, THALAMUS, PALLIDUM, DEEP_GREY -> 0.4;
      case GREY -> 0.30;
      default -> 0;
    };
  }
}
