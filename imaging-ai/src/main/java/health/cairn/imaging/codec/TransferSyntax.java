package health.cairn.imaging.codec;

import java.util.Arrays;
import java.util.Optional;

/// How pixels are encoded (DICOM PS3.5 section 10 and annex A): those that are decoded here.
public enum TransferSyntax {
  IMPLICIT_LITTLE("1.2.840.10008.1.2", Family.NATIVE),
  EXPLICIT_LITTLE("1.2.840.10008.1.2.1", Family.NATIVE),
  /// Inflated before it reaches a decoder.
  DEFLATED("1.2.840.10008.1.2.1.99", Family.NATIVE),
  EXPLICIT_BIG("1.2.840.10008.1.2.2", Family.NATIVE_BIG),
  RLE("1.2.840.10008.1.2.5", Family.RLE),
  JPEG_BASELINE("1.2.840.10008.1.2.4.50", Family.JPEG),
  /// 8 or 12 bits a sample.
  JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Family.JPEG),
  JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Family.JPEG),
  JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", Family.JPEG),
  JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", Family.JPEG_LS),
  JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", Family.JPEG_LS),
  JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Family.JPEG_2000),
  JPEG_2000("1.2.840.10008.1.2.4.91", Family.JPEG_2000);

  enum Family {
    NATIVE,
    NATIVE_BIG,
    RLE,
    JPEG,
    JPEG_LS,
    JPEG_2000
  }

  private final String uid;
  private final Family family;

  TransferSyntax(String uid, Family family) {
    this.uid = uid;
    this.family = family;
  }

  public String uid() {
    return uid;
  }

  Family family() {
    return family;
  }

  /// Whether pixels lie as fragments (PS3.5 A.4) instead of as one value.
  public boolean encapsulated() {
    return family != Family.NATIVE && family != Family.NATIVE_BIG;
  }

  /// Empty for a syntax that is not decoded here; see [#nameOf].
  public static Optional<TransferSyntax> of(String uid) {
    return Arrays.stream(values()).filter(syntax -> syntax.uid.equals(uid)).findFirst();
  }

  /// What people call a syntax, decoded here or not, for messages.
  public static String nameOf(String uid) {
    String name =
        switch (uid) {
          case "1.2.840.10008.1.2.4.100", "1.2.840.10008.1.2.4.101" -> "MPEG-2 video";
          case "1.2.840.10008.1.2.4.102", "1.2.840.10008.1.2.4.103", "1.2.840.10008.1.2.4.104" ->
              "MPEG-4 video";
          case "1.2.840.10008.1.2.4.107", "1.2.840.10008.1.2.4.108" -> "HEVC video";
          case "1.2.840.10008.1.2.4.110", "1.2.840.10008.1.2.4.111", "1.2.840.10008.1.2.4.112" ->
              "JPEG XL";
          case "1.2.840.10008.1.2.4.92", "1.2.840.10008.1.2.4.93" -> "JPEG 2000 part 2";
          case "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203" ->
              "High-Throughput JPEG 2000";
          case "1.2.840.10008.1.2.4.94", "1.2.840.10008.1.2.4.95" -> "JPIP (pixels on a server)";
          default ->
              of(uid).map(syntax -> syntax.name().replace('_', ' ')).orElse("an unknown one");
        };
    return name + " (" + uid + ")";
  }
}
