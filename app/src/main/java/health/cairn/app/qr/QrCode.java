package health.cairn.app.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A text as a picture of one QR code (ISO/IEC 18004), black on white with the quiet zone it needs.
public final class QrCode {
  private static final int QUIET_MODULES = 4;
  private static final int MODULE_PIXELS = 6;

  private QrCode() {}

  /// A PNG. The code repairs 15 % of itself, or 7 % where the text is too long for that.
  ///
  /// @param text best of `0-9 A-Z $%*+-./:` and blanks only, of which 3,391 fit, or 4,296 with less repair
  /// @return empty when it is too long for one code
  public static Optional<byte[]> png(String text) {
    return modules(text, ErrorCorrectionLevel.M)
        .or(() -> modules(text, ErrorCorrectionLevel.L))
        .map(QrCode::png);
  }

  private static Optional<BitMatrix> modules(String text, ErrorCorrectionLevel level) {
    Map<EncodeHintType, Object> hints =
        Map.of(EncodeHintType.ERROR_CORRECTION, level, EncodeHintType.MARGIN, QUIET_MODULES);
    try {
      return Optional.of(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
    } catch (WriterException e) {
      return Optional.empty(); // longer than fits at this level
    }
  }

  private static byte[] png(BitMatrix modules) {
    int side = modules.getWidth() * MODULE_PIXELS;
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean black = modules.get(x / MODULE_PIXELS, y / MODULE_PIXELS);
        picture.setRGB(x, y, black ? 0 : 0xffffff);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("every Java platform writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
