package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The NEMA WG04 images: the same picture in every transfer syntax.
@Tag("realdata")
class TransferSyntaxRealTest {
  @TempDir Path folder;

  private static short[] samples(Path file) throws Exception {
    PixelLayout layout =
        ObjectParser.parse(Source.of(file), (parsed, in) -> PixelLayout.of(parsed.header()));
    short[] samples = new short[layout.rows() * layout.columns()];
    PixelReader.read(
        new Instance("1.2", "1.2", Source.of(file), 1),
        List.of(new PixelReader.Destination(0, samples, 0)));
    return samples;
  }

  private static int largestDifference(short[] a, short[] b) {
    int largest = 0;
    for (int i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]));
    return largest;
  }

  private static double meanDifference(short[] a, short[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) sum += Math.abs(a[i] - b[i]);
    return sum / a.length;
  }

  @ParameterizedTest
  @ValueSource(strings = {"CT1", "CT2", "MR1", "MR2", "MR3", "MR4", "SC1"})
  void decode_givesSameSamplesWhenSyntaxesAreLossless(String image) throws Exception {
    Path wg04 = SharedData.folder("dicom/transfer-syntax/wg04");
    short[] reference = samples(wg04.resolve(image + "_RLE"));

    for (String syntax : List.of("JPLL", "JLSL", "J2KR")) {
      assertArrayEquals(reference, samples(wg04.resolve(image + "_" + syntax)), syntax);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CT1", "CT2", "MR1", "MR2", "MR3", "MR4", "SC1"})
  void decode_staysWithinItsBoundWhenSyntaxIsNearLossless(String image) throws Exception {
    Path wg04 = SharedData.folder("dicom/transfer-syntax/wg04");

    int largest =
        largestDifference(
            samples(wg04.resolve(image + "_RLE")), samples(wg04.resolve(image + "_JLSN")));

    // These were written with NEAR 4 at most.
    assertTrue(largest >= 1 && largest <= 4, image + " " + largest);
  }

  @ParameterizedTest
  @CsvSource({"MR1,J2KI", "MR2,J2KI", "MR4,J2KI", "MR1,JPLY", "MR2,JPLY", "MR3,JPLY", "MR4,JPLY"})
  void decode_staysCloseWhenSyntaxIsLossy(String image, String syntax) throws Exception {
    Path wg04 = SharedData.folder("dicom/transfer-syntax/wg04");
    short[] reference = samples(wg04.resolve(image + "_RLE"));
    int highest = 0;
    for (short sample : reference) highest = Math.max(highest, sample);

    double mean = meanDifference(reference, samples(wg04.resolve(image + "_" + syntax)));

    assertTrue(mean > 0 && mean < 0.03 * highest, image + " " + mean + " of " + highest);
  }

  @ParameterizedTest
  @CsvSource({
    "dcmdjpeg,MR1_JPLY,1", "dcmdjpeg,MR4_JPLY,1", "dcmdjpeg,CT2_JPLL,0",
    "dcmdrle,CT1_RLE,0", "dcmdjpls,MR2_JLSL,0", "dcmdjpls,CT1_JLSN,0"
  })
  void decode_agreesWithDcmtkWhenItIsInstalled(String tool, String image, int within)
      throws Exception {
    Path program = Path.of("/usr/bin", tool);
    assumeTrue(Files.isExecutable(program), tool + " (dcmtk) is not installed");
    Path file = SharedData.folder("dicom/transfer-syntax/wg04").resolve(image);
    Path plain = folder.resolve("plain.dcm");

    Process process =
        new ProcessBuilder(program.toString(), file.toString(), plain.toString())
            .inheritIO()
            .start();

    assertEquals(0, process.waitFor());
    assertTrue(largestDifference(samples(plain), samples(file)) <= within);
  }
}
