package health.cairn.app.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import health.cairn.ledger.verify.ProofParts;
import java.util.List;
import java.util.Map;

/// A QR code (ISO/IEC 18004) as a square of dark and light modules, with the quiet zone of four around it. It has the
/// least correction: on a clean screen or sheet, larger modules are read more surely than corrected small ones.
public final class QrModules {
  /// More make the modules too small to be read surely from a screen or a sheet.
  public static final int CHARACTERS = 1500;

  private final BitMatrix modules;

  private QrModules(BitMatrix modules) {
    this.modules = modules;
  }

  /// A proof as one code, or as several where it is too long for one.
  ///
  /// @param proof text of a compact proof
  public static List<QrModules> ofProof(String proof) {
    return ProofParts.of(proof, CHARACTERS).stream().map(QrModules::of).toList();
  }

  /// @param text at most [#CHARACTERS] of `0-9 A-Z $%*+-./:` and blanks
  private static QrModules of(String text) {
    try {
      return new QrModules(
          new QRCodeWriter()
              .encode(
                  text,
                  BarcodeFormat.QR_CODE,
                  0,
                  0,
                  Map.of(
                      EncodeHintType.ERROR_CORRECTION,
                      ErrorCorrectionLevel.L,
                      EncodeHintType.MARGIN,
                      4)));
    } catch (WriterException e) {
      throw new IllegalArgumentException("too much for a QR code", e);
    }
  }

  /// Modules on a side.
  public int size() {
    return modules.getWidth();
  }

  public boolean dark(int column, int row) {
    return modules.get(column, row);
  }
}
