package health.cairn.sample.phantom;

/// How one series is acquired, at 1.5 T.
///
/// @param role short name, also that of its folder
/// @param description Series Description
/// @param number Series Number
/// @param repetitionMs TR
/// @param echoMs TE, effective
/// @param inversionMs TI; 0 where there is no inversion pulse
/// @param contrast whether contrast agent had been given
/// @param matrix pixels along a side
/// @param noise standard deviation of the noise in each channel, in units of the signal of water
/// @param gain stored value of the signal of fully relaxed water
/// @param windowTop stored value that a reader would show as white
public record MrSequence(
    String role,
    String description,
    int number,
    double repetitionMs,
    double echoMs,
    double inversionMs,
    boolean contrast,
    int matrix,
    double noise,
    double gain,
    double windowTop) {

  public static final double FIELD_STRENGTH_TESLA = 1.5;

  /// T1 weighted, spin echo.
  public static final MrSequence T1 =
      new MrSequence("T1", "AX T1 SE", 3, 540, 11, 0, false, 256, 0.0085, 1500, 950);

  /// T2 weighted, turbo spin echo, with finer pixels than the others.
  public static final MrSequence T2 =
      new MrSequence("T2", "AX T2 TSE", 4, 4300, 98, 0, false, 320, 0.0075, 1900, 1000);

  /// T2 weighted with the fluid nulled by inversion.
  public static final MrSequence FLAIR =
      new MrSequence("FLAIR", "AX T2 FLAIR", 5, 9000, 112, 2420, false, 256, 0.0050, 3400, 1150);

  /// T1 weighted after contrast agent.
  public static final MrSequence T1_CONTRAST =
      new MrSequence("T1C", "AX T1 SE +C", 8, 540, 11, 0, true, 256, 0.0085, 1500, 1150);

  /// Whether the sequence begins with an inversion pulse.
  public boolean inverts() {
    return inversionMs > 0;
  }

  /// Magnitude of a tissue's signal by the spin-echo and inversion-recovery equations (Bernstein,
  /// King, Zhou, "Handbook of MRI Pulse Sequences", 14.1 and 14.2), in units of fully relaxed water.
  double signal(Tissue tissue) {
    double t1 = tissue.t1Ms(contrast);
    double saturation = StrictMath.exp(-repetitionMs / t1);
    double longitudinal =
        inverts() ? 1 - 2 * StrictMath.exp(-inversionMs / t1) + saturation : 1 - saturation;
    double decay = StrictMath.exp(-echoMs / tissue.t2Ms());
    return tissue.protonDensity(contrast) * Math.abs(longitudinal) * decay;
  }
}
