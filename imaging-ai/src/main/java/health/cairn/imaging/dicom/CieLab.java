package health.cairn.imaging.dicom;

/// A display colour as DICOM writes it: CIE L*a*b* under D50, each part as 16 bits (PS3.3 C.10.7.1.1).
final class CieLab {
  // sRGB to XYZ under D50 (IEC 61966-2-1, Bradford-adapted), rows X, Y, Z.
  private static final double[][] TO_XYZ = {
    {0.4360747, 0.3850649, 0.1430804},
    {0.2225045, 0.7168786, 0.0606169},
    {0.0139322, 0.0971045, 0.7141733}
  };
  private static final double[] WHITE = {0.96422, 1.0, 0.82521};

  private CieLab() {}

  /// @param rgb sRGB, 0xRRGGBB
  /// @return L*, a*, b* as unsigned 16-bit numbers
  static int[] of(int rgb) {
    double[] linear = {
      linear(rgb >> 16 & 0xFF), linear(rgb >> 8 & 0xFF), linear(rgb & 0xFF),
    };
    double[] f = new double[3];
    for (int i = 0; i < 3; i++) {
      double sum = 0;
      for (int j = 0; j < 3; j++) {
        sum += TO_XYZ[i][j] * linear[j];
      }
      f[i] = compressed(sum / WHITE[i]);
    }
    double lightness = 116 * f[1] - 16;
    return new int[] {
      word(lightness / 100),
      word((500 * (f[0] - f[1]) + 128) / 255),
      word((200 * (f[1] - f[2]) + 128) / 255)
    };
  }

  private static double linear(int channel) {
    double v = channel / 255.0;
    return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
  }

  private static double compressed(double t) {
    double edge = 6.0 / 29;
    return t > edge * edge * edge ? Math.cbrt(t) : t / (3 * edge * edge) + 4.0 / 29;
  }

  private static int word(double share) {
    return (int) Math.round(Math.clamp(share, 0.0, 1.0) * 0xFFFF);
  }
}
