package health.cairn.app.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import health.cairn.app.CairnException;
import health.cairn.ledger.verify.ProofParts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PDFRenderer;

/// Reads QR codes (ISO/IEC 18004) from photographs, screenshots and the pages of a PDF. They come from anybody:
/// bytes, pages and pixels are bounded.
public final class QrReader {
  /// Larger files are refused.
  public static final int MAX_BYTES = 32 << 20;

  private static final int MAX_PAGES = 20;
  private static final long MAX_PIXELS = 120_000_000;

  /// A code is large in a picture that was taken of it; more pixels only take time.
  private static final long READ_PIXELS = 9_000_000;

  private static final int PAGE_DPI = 200;
  private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

  private QrReader() {}

  public static boolean isPicture(byte[] file) {
    return begins(file, 0x89, 'P', 'N', 'G') || begins(file, 0xff, 0xd8, 0xff);
  }

  public static boolean isPdf(byte[] file) {
    return begins(file, '%', 'P', 'D', 'F', '-');
  }

  private static boolean begins(byte[] file, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (file.length <= i || (file[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /// @param file PNG or JPEG
  /// @return the texts of the codes in it, in no order; none where none can be read
  /// @throws CairnException REFUSED for a picture that cannot be read, or is too large
  public static Set<String> inPicture(byte[] file) throws CairnException {
    String format = begins(file, 0x89) ? "png" : "jpeg";
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      ImageReader reader = reader(format);
      try {
        reader.setInput(in, true, true);
        long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
        if (pixels > MAX_PIXELS) {
          throw refused("The picture has more than 120 million pixels; cut the codes out of it.");
        }
        ImageReadParam param = reader.getDefaultReadParam();
        int step = (int) Math.ceil(Math.sqrt((double) pixels / READ_PIXELS));
        param.setSourceSubsampling(step, step, 0, 0);
        return codes(reader.read(0, param));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) { // the platform's readers throw both on bad files
      throw new CairnException(
          CairnException.Kind.REFUSED, "The picture cannot be read; is it whole?", e);
    }
  }

  /// The platform's own: readers that libraries register have traps.
  private static ImageReader reader(String format) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getName().startsWith("com.sun.imageio.")) {
        return reader;
      }
    }
    throw new IOException("this Java platform reads no " + format.toUpperCase(Locale.ROOT));
  }

  /// @return the texts of the codes on its pages, in no order; none where none can be read
  /// @throws CairnException REFUSED for a PDF that cannot be read, or is too large
  public static Set<String> onPages(byte[] pdf) throws CairnException {
    Set<String> texts = new TreeSet<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      if (document.getNumberOfPages() > MAX_PAGES) {
        throw refused("The PDF has more than 20 pages; hand in only those with a code.");
      }
      PDFRenderer renderer = new PDFRenderer(document);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        PDPage shown = document.getPage(page);
        float dots = Math.max(shown.getCropBox().getWidth(), shown.getCropBox().getHeight());
        if (dots > 3000 || pixels(shown) > MAX_PIXELS) {
          throw refused("Page " + (page + 1) + " of the PDF is too large.");
        }
        float dpi = Math.min(PAGE_DPI, 4000 * 72 / dots);
        texts.addAll(codes(renderer.renderImageWithDPI(page, dpi)));
      }
    } catch (IOException | RuntimeException e) { // PDFBox throws both on bad files
      throw new CairnException(
          CairnException.Kind.REFUSED, "The PDF cannot be read; is it whole?", e);
    }
    return texts;
  }

  /// Of the pictures that a page shows.
  private static long pixels(PDPage page) throws IOException {
    long pixels = 0;
    PDResources resources = page.getResources();
    if (resources != null) {
      for (COSName name : resources.getXObjectNames()) {
        PDXObject object = resources.getXObject(name);
        if (object instanceof PDImageXObject image) {
          pixels += (long) image.getWidth() * image.getHeight();
        }
      }
    }
    return pixels;
  }

  /// As it is, and at half its size, where the grain of a photograph is finer than a code.
  private static Set<String> codes(BufferedImage picture) {
    Set<String> texts = new TreeSet<>();
    LuminanceSource whole = source(picture, 1);
    read(whole, texts);
    if (texts.isEmpty()) {
      read(source(picture, 2), texts);
    }
    return texts;
  }

  private static void read(LuminanceSource source, Set<String> texts) {
    BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(source));
    try {
      String text = new QRCodeReader().decode(bitmap, HINTS).getText();
      texts.add(text);
      if (!ProofParts.isPart(text)) {
        return;
      }
    } catch (ReaderException e) {
      // Several codes beside each other may hide each other from a reader that looks for one.
    }
    try {
      for (Result result : new QRCodeMultiReader().decodeMultiple(bitmap, HINTS)) {
        texts.add(result.getText());
      }
    } catch (ReaderException none) {
      return; // no code in it, or no other
    }
  }

  private static LuminanceSource source(BufferedImage picture, int step) {
    int width = picture.getWidth() / step;
    int height = picture.getHeight() / step;
    int[] pixels = new int[width * height];
    int[] row = new int[picture.getWidth()];
    for (int y = 0; y < height; y++) {
      picture.getRGB(0, y * step, row.length, 1, row, 0, row.length);
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = row[x * step];
      }
    }
    return new RGBLuminanceSource(width, height, pixels);
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
