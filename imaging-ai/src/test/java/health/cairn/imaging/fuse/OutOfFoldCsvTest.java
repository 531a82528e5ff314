package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutOfFoldCsvTest {
  private static final SliceEvidence EVIDENCE =
      new SliceEvidence(8.125, 0.75, 0.25, 0.5, -0.125, 0.25, 0.5, 0.015625, 0.25, 1);
  private static final List<OutOfFold> ROWS =
      List.of(
          row("0001", "100360", "vgg16", 0.5, EVIDENCE),
          row("0001", "100360", "vgg19", Double.NaN, EVIDENCE),
          row("0002", "100361", "vgg16", 0.25, SliceEvidence.UNKNOWN),
          row("0002", "100361", "vgg19", Double.NaN, SliceEvidence.UNKNOWN));

  @Test
  void write_isReadBack() throws IOException, ImagingException {
    assertEquals(ROWS, read(OutOfFoldCsv.write(ROWS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,patient | id,person | line 1: the header",
        "vgg19,0.5 | vgg19,half | line 3: \"pGlioma\"",
        "vgg19,0.5 | vgg19, | line 3: \"pGlioma\"",
        "vgg19,0.5 | vgg19,0.7 | line 3: probabilities",
        "vgg19,0.5 | vgg19,-0.5 | line 3: a probability",
        "vgg19,0.5 | vgg16,0.5 | line 3: this member",
        "vgg19,0.5 | vgg20,0.5 | line 1: not every image",
        "0002,100361,3,glioma,vgg16 | 0002,100361,4,glioma,vgg16 | line 5: this patient",
        "0002,100361 | 0002,1003 61 | line 4: \"patient\"",
        "0001,100360,3,glioma,vgg16 | 0001,100360,3,stroke,vgg16 | line 2: \"label\"",
        "8.125 | NaN | line 2: \"headPercent\"",
        "8.125 | 8.125,1 | line 2: 21 fields",
      })
  void read_namesTheLineOfWhatItRefuses(String good, String bad, String message) {
    String csv = OutOfFoldCsv.write(ROWS);
    assertTrue(csv.contains(good.strip()), csv);
    ImagingException refused =
        assertThrows(
            ImagingException.class, () -> read(csv.replaceFirst(good.strip(), bad.strip())));
    assertTrue(refused.getMessage().contains(message.strip()), refused.getMessage());
  }

  @Test
  void read_refusesAPatientInTwoFolds() {
    String csv = OutOfFoldCsv.write(ROWS).replace("0002,100361,3", "0002,100360,4");
    assertThrows(ImagingException.class, () -> read(csv));
  }

  @Test
  void read_refusesALineWithoutEnd() {
    String csv = OutOfFoldCsv.write(ROWS) + "x".repeat(5000);
    assertThrows(ImagingException.class, () -> read(csv));
  }

  private static OutOfFold row(
      String id, String patient, String member, double novelty, SliceEvidence evidence) {
    return new OutOfFold(
        id,
        patient,
        3,
        TumourClass.GLIOMA,
        member,
        List.of(0.5, 0.25, 0.25, 0.0),
        novelty,
        evidence);
  }

  private static List<OutOfFold> read(String csv) throws IOException, ImagingException {
    return OutOfFoldCsv.read(new StringReader(csv));
  }
}
