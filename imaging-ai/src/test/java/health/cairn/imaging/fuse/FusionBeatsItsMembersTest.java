package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The promise of docs/decisions/0040-fuzzy-fusion.md on the real members' predictions: fitted on
/// fold 3, fusion beats every member on fold 4, the shipped rules are what the fit gives, and the
/// members that were asked are the shipped ones.
///
/// With `-Dcairn.fusion.out=FOLDER` the fitted rules and the table are written there first:
/// `mvn -pl imaging-ai test -Dtest=FusionBeatsItsMembersTest -Dcairn.fusion.out=FOLDER`
class FusionBeatsItsMembersTest {
  private static final String PREDICTIONS = "out-of-fold.csv";
  private static final String RULES = "fusion.rules";
  private static final int FIT_FOLD = 3;
  private static final int COMPARED_FOLD = 4;
  private static final long SEED = 20261122;

  @Test
  void fusion_beatsEveryMemberOnPatientsNobodySaw() throws IOException, ImagingException {
    try (InputStream in = getClass().getResourceAsStream(PREDICTIONS)) {
      if (in == null) {
        // Nothing was compared, so nothing may pass for fitted.
        assertNull(Fusion.class.getResource(RULES), RULES + " without " + PREDICTIONS);
        return;
      }
      String csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<OutOfFold> rows = OutOfFoldCsv.read(new StringReader(csv));
      Fusion fitted = FusionFit.fit(fold(rows, FIT_FOLD), FusionTemplate.text(), SEED);
      FusionComparison comparison = FusionComparison.of(fitted, fold(rows, COMPARED_FOLD));
      String out = System.getProperty("cairn.fusion.out", "");
      if (!out.isEmpty()) {
        Files.createDirectories(Path.of(out));
        Files.writeString(Path.of(out, RULES), fitted.text());
        Files.writeString(Path.of(out, "fusion.md"), comparison.markdown());
      }
      assertTrue(comparison.beatsEveryMember(), comparison.markdown());
      assertEquals(shipped(), fitted.text(), "the shipped rules are not what the fit gives");
    }
  }

  @Test
  void predictions_areThoseOfTheShippedModels() throws IOException, ImagingException {
    try (InputStream predictions = getClass().getResourceAsStream(PREDICTIONS);
        InputStream in = getClass().getResourceAsStream(AnsweredBy.FILE)) {
      if (predictions == null) {
        assertNull(in, AnsweredBy.FILE + " without " + PREDICTIONS);
        return;
      }
      assertNotNull(in, AnsweredBy.FILE + " does not stand beside " + PREDICTIONS);
      List<String> members = Fusion.read(shipped()).members();
      assertEquals(
          AnsweredBy.lines(ModelCatalogue.open(List.of()), members),
          new String(in.readAllBytes(), StandardCharsets.UTF_8),
          PREDICTIONS + " is of other models than the shipped ones; OutOfFoldTable writes it anew");
    }
  }

  private static String shipped() throws IOException {
    try (InputStream in = Fusion.class.getResourceAsStream(RULES)) {
      assertNotNull(in, RULES + " is not shipped");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<OutOfFold> fold(List<OutOfFold> rows, int fold) {
    return rows.stream().filter(row -> row.fold() == fold).toList();
  }
}
