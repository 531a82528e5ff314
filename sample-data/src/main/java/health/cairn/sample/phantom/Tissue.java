package health.cairn.sample.phantom;

/// What a point of the head consists of, by the constants that make its MR signal at 1.5 T.
///
/// Values are in the middle of what textbooks give for adults (relaxation times in milliseconds,
/// proton density relative to water). Flowing blood is given as it appears in spin-echo images:
/// mostly void before contrast.
enum Tissue {
  AIR(1000, 50, 0.0, 0),
  SKIN(480, 45, 0.62, 0.20),
  FAT(270, 92, 0.98, 0),
  MUSCLE(880, 46, 0.74, 0.10),
  BONE(800, 20, 0.03, 0),
  MARROW(380, 75, 0.52, 0.03),
  MUCOSA(1100, 140, 0.80, 0.45),
  GLAND(950, 90, 0.80, 0.14),
  DURA(900, 40, 0.45, 0.55),
  CSF(4200, 1900, 1.00, 0),
  VITREOUS(4000, 1500, 0.97, 0),
  LENS(1100, 45, 0.60, 0),
  NERVE(650, 75, 0.68, 0),
  GREY(980, 101, 0.82, 0.02),
  DEEP_GREY(860, 88, 0.79, 0.02),
  THALAMUS(790, 86, 0.765, 0.02),
  PALLIDUM(690, 68, 0.725, 0.02),
  WHITE(610, 79, 0.700, 0.01),
  STEM(670, 83, 0.725, 0.01),
  CHOROID(1400, 220, 0.88, 0.75),
  VEIN(1300, 60, 0.22, 0.9),
  ARTERY(1300, 60, 0.09, 0.35),
  /// Brain water-logged by leaking vessels.
  OEDEMA(1160, 178, 0.85, 0.01),
  /// Scar around what was removed.
  GLIOSIS(1150, 150, 0.83, 0.05),
  /// Living, enhancing tumour.
  TUMOUR(1180, 122, 0.85, 0.85),
  /// Dead core of the tumour: protein-rich fluid, so not nulled on FLAIR as CSF is.
  NECROSIS(2100, 330, 0.93, 0.06);

  /// Relaxivity of the contrast agent in blood at 1.5 T, L/(mmol s).
  private static final double RELAXIVITY = 4.1;

  private final double t1Ms;
  private final double t2Ms;
  private final double protonDensity;
  private final double uptakeMmolPerL;

  Tissue(double t1Ms, double t2Ms, double protonDensity, double uptakeMmolPerL) {
    this.t1Ms = t1Ms;
    this.t2Ms = t2Ms;
    this.protonDensity = protonDensity;
    this.uptakeMmolPerL = uptakeMmolPerL;
  }

  double t1Ms(boolean contrast) {
    double rate = 1000 / t1Ms + (contrast ? RELAXIVITY * uptakeMmolPerL : 0);
    return 1000 / rate;
  }

  double t2Ms() {
    return t2Ms;
  }

  /// Blood that carries contrast agent recovers between pulses, so less of it is void.
  double protonDensity(boolean contrast) {
    return contrast && this == VEIN ? 0.72 : protonDensity;
  }
}
