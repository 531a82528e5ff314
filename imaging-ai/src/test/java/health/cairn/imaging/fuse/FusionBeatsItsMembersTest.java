package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelCatalogue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The promise of docs/decisions/0040-fuzzy-fusion.md on the real members' predictions: on each
/// fold fusion beats every member by rules that were fitted on the others, the shipped rules are what
/// the fit gives, and the members that were asked are the shipped ones.
///
/// With `-Dcairn.fusion.out=FOLDER` the fitted rules and the table are written there first:
/// `mvn -pl imaging-ai test -Dtest=FusionBeatsItsMembersTest -Dcairn.fusion.out=FOLDER`
class FusionBeatsItsMembersTest {
  private static final String PREDICTIONS = "out-of-fold.csv";
  private static final long SEED = 20261122;

  /// Each fold is judged by rules that were fitted on the others.
  @Test
  void fusion_beatsEveryMemberOnPatientsNobodySaw() throws IOException, ImagingException {
    List<OutOfFold> rows = OutOfFoldCsv.read(new StringReader(resource(PREDICTIONS)));
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("fusion.rules", fitted(rows).text());
    List<FusionComparison.Judged> judged = new ArrayList<>();
    for (int fold : Classifiers.FOLDS) {
      Fusion fitted = fitted(rows.stream().filter(row -> row.fold() != fold).toList());
      rules.put(Classifiers.without(fold), fitted.text());
      judged.add(
          new FusionComparison.Judged(
              fitted, rows.stream().filter(row -> row.fold() == fold).toList()));
    }
    FusionComparison all = FusionComparison.of(judged);
    String out = System.getProperty("cairn.fusion.out", "");
    if (!out.isEmpty()) {
      Files.createDirectories(Path.of(out));
      for (var one : rules.entrySet()) {
        Files.writeString(Path.of(out, one.getKey()), one.getValue());
      }
      Files.writeString(Path.of(out, "fusion.md"), all.markdown());
    }
    assertTrue(all.beatsEveryMember(), all.markdown());
    for (FusionComparison.Judged part : judged) {
      FusionComparison one = FusionComparison.of(List.of(part));
      assertTrue(one.beatsEveryMember(), one.markdown());
    }
    for (var one : rules.entrySet()) {
      assertEquals(
          shipped(one.getKey()), one.getValue(), one.getKey() + " is not what the fit gives");
    }
  }

  private static Fusion fitted(List<OutOfFold> rows) throws ImagingException {
    return FusionFit.fit(rows, FusionTemplate.text(), SEED);
  }

  @Test
  void predictions_areThoseOfTheShippedModels() throws IOException, ImagingException {
    assertEquals(
        AnsweredBy.lines(
            ModelCatalogue.open(List.of()), Fusion.read(Classifiers.rules()).members()),
        resource(AnsweredBy.FILE),
        PREDICTIONS + " is of other models than the shipped ones; OutOfFoldTable writes it anew");
  }

  private static String shipped(String rules) throws IOException {
    return text(Fusion.class.getResourceAsStream(rules), rules);
  }

  private static String resource(String name) throws IOException {
    return text(FusionBeatsItsMembersTest.class.getResourceAsStream(name), name);
  }

  private static String text(@Nullable InputStream stream, String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(stream, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
