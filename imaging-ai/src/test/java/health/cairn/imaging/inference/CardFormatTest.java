package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelInput.Channel;
import health.cairn.imaging.inference.ModelInput.Instead;
import health.cairn.imaging.uncertainty.OutlineCut;
import health.cairn.imaging.volume.Segment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cards of format 2; those of format 1 are `ModelCardReaderTest`'s.
class CardFormatTest {
  private static final String FLAIR =
      """
      {"format": 2, "name": "flair", "version": "1.0", "task": "segment", "licence": "CC-BY-4.0",
       "file": "flair.onnx", "bytes": 10,
       "sha256": "0000000000000000000000000000000000000000000000000000000000000000",
       "trainedOn": {"dataset": "lgg_flair", "folds": [1, 2]},
       "input": {"name": "image", "size": 192, "fieldOfViewMm": 250, "intensityRange": "stack",
         "lowPercentile": 0.01, "highPercentile": 0.995,
         "channels": [{"sequence": "FLAIR", "sliceOffset": -1}, {"sequence": "FLAIR"},
           {"sequence": "T1", "ifMissing": {"sequence": "FLAIR"}},
           {"sequence": "T1C", "ifMissing": "zeros"}]},
       "output": [{"name": "probability", "labels": ["whole tumour"]}],
       "structures": [{"label": "whole tumour", "code": "108369006", "meaning": "Neoplasm",
         "colour": "#f0e442"}],
       "threshold": 0.5}
      """;

  @TempDir Path folder;

  @Test
  void read_keepsChannelsAndWhatReplacesThem() throws Exception {
    ModelInput.Slices input = read(FLAIR).slices();

    assertEquals(
        List.of(
            new Channel("FLAIR", -1, new ModelInput.Refuse()),
            Channel.of("FLAIR"),
            new Channel("T1", 0, new Instead("FLAIR", 0)),
            new Channel("T1C", 0, new ModelInput.Zeros())),
        input.channels());
    assertEquals(ModelInput.Range.STACK, input.range());
    assertEquals(List.of("FLAIR", "T1", "T1C"), input.sequences());
    assertEquals(4 * 192 * 192, input.values());
  }

  @Test
  void read_keepsStructuresAndTrainingSets() throws Exception {
    ModelCard card = read(FLAIR);

    ModelCard.Segment task = (ModelCard.Segment) card.task();
    assertEquals(
        List.of(
            new Structure(
                0,
                "whole tumour",
                Optional.of(new Segment.Code("108369006", "SCT", "Neoplasm")),
                Optional.of(0xF0E442),
                Optional.empty())),
        task.structures());
    assertTrue(card.files().getFirst().neverSaw("lgg_flair", 3));
    assertTrue(!card.files().getFirst().neverSaw("lgg_flair", 2));
  }

  @Test
  void read_keepsTheCut() throws Exception {
    String cut = "\"rule\": \"expected-dice\", \"lowest\": 0.2, \"highest\": 0.45";

    assertEquals(OutlineCut.at(0.5), ((ModelCard.Segment) read(FLAIR).task()).cut());
    assertEquals(
        new OutlineCut(0.2, 0.45, 0.5), ((ModelCard.Segment) read(withCut(cut)).task()).cut());
    assertEquals(
        new OutlineCut(0.2, 0.45, 0.7),
        ((ModelCard.Segment) read(withCut(cut + ", \"mustReach\": 0.7")).task()).cut());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | cut.rule",
        "'rule': 'otsu', 'lowest': 0.2, 'highest': 0.5 | cut.rule",
        "'rule': 'expected-dice', 'highest': 0.5 | cut.lowest",
        "'rule': 'expected-dice', 'lowest': 0.2 | cut.highest",
        "'rule': 'expected-dice', 'lowest': 0, 'highest': 0.5 | cut.lowest",
        "'rule': 'expected-dice', 'lowest': 0.5, 'highest': 0.2 | cut.lowest",
        "'rule': 'expected-dice', 'lowest': 0.2, 'highest': 1.5 | cut.highest",
        "'rule': 'expected-dice', 'lowest': 0.2, 'highest': '0.5' | cut.highest",
        "'rule': 'expected-dice', 'lowest': 0.2, 'highest': 0.5, 'mustReach': 2 | cut.mustReach",
        "'rule': 'expected-dice', 'lowest': 0.2, 'highest': 0.5, 'mustReach': 0 | cut.mustReach",
        "'rule': 'expected-dice', 'lowest': 0.2, 'highest': 0.5, 'least': 0.5 | cut.least",
      },
      quoteCharacter = '"')
  void read_refusesACutNamingTheFieldThatIsWrong(String cut, String named) {
    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> read(withCut(cut.equals("''") ? "" : cut.replace('\'', '"'))));

    assertTrue(e.getMessage().contains("\"" + named + "\""), e.getMessage());
  }

  @Test
  void read_refusesACutWhereNothingWouldObeyIt() throws Exception {
    String cut = withCut("\"rule\": \"expected-dice\", \"lowest\": 0.2, \"highest\": 0.5");
    VolumeModels.install("brats-tiny", folder);
    String ofPatches = Files.readString(folder.resolve("from/brats-tiny.json"));

    for (String bad :
        List.of(
            cut.replace("\"format\": 2, ", ""),
            cut.replace("\"cut\"", "\"Cut\""),
            cut.replace("[\"whole tumour\"]", "[\"whole tumour\", \"core\"]"),
            ofPatches.replaceFirst("\\{", "{\"cut\": {},"))) {
      ImagingException e = assertThrows(ImagingException.class, () -> read(bad));
      assertTrue(e.getMessage().contains("\"cut\""), e.getMessage());
    }
  }

  private static String withCut(String fields) {
    return FLAIR.replace("\"threshold\": 0.5", "\"threshold\": 0.5, \"cut\": {" + fields + "}");
  }

  @Test
  void read_keepsPatches() throws Exception {
    ModelCard card = VolumeModels.install("structures-tiny", folder).card();

    ModelInput.Patches input = card.patches();
    assertEquals("RAS", input.axes());
    assertEquals(new ModelInput.Triple<>(48, 64, 48), input.patch());
    assertEquals(ModelInput.Window.CENTRED, input.window());
    assertEquals(new ModelInput.ZScore(), input.normalisation());
    ModelCard.Segment task = (ModelCard.Segment) card.task();
    assertEquals(ModelCard.Scores.SOFTMAX, task.scores());
    assertEquals(List.of(1, 2), task.structures().stream().map(Structure::channel).toList());
  }

  @Test
  void slices_refusesAModelOfVolumes() throws Exception {
    ModelCard card = VolumeModels.install("structures-tiny", folder).card();

    assertThrows(ImagingException.class, card::slices);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"format\": 2, | | format",
        "\"format\": 2 | \"format\": 3 | newer",
        "\"threshold\" | \"optin\": true, \"threshold\" | optIn",
        "\"threshold\" | \"licenseFile\": 1, \"threshold\" | licenceFile",
        "\"intensityRange\" | \"intensityrange\" | intensityrange",
        "\"sliceOffset\": -1 | \"sliceOffset\": -9 | sliceOffset",
        "\"sliceOffset\": -1 | \"offset\": -1 | offset",
        "\"zeros\" | \"noise\" | ifMissing",
        "\"108369006\" | \"C12\" | code",
        "\"meaning\": \"Neoplasm\", | | meaning",
        "#f0e442 | yellow | colour",
        "\"meaning\": \"Neoplasm\" | \"meaning\": \"Neoplasm\", \"volumeInterval\": {\"lowFactor\": 2, \"highFactor\": 1} | exchanged",
        "\"label\": \"whole tumour\" | \"label\": \"core\" | label",
        "[\"whole tumour\"] | [\"whole tumour\", \"core\"] | core",
        "\"folds\": [1, 2] | \"folds\": [] | folds",
        "\"file\": \"flair.onnx\" | \"file\": \"flair.onnx\", \"files\": [] | files",
        "\"name\": \"probability\" | \"name\": \"probability\", \"kind\": \"softmax\" | background",
        "\"size\": 192 | \"size\": 192, \"sequence\": \"T1\" | channels",
      })
  void read_refusesNamingTheFieldThatIsWrong(String from, String to, String named) {
    String bad =
        FLAIR.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to == null ? "" : to));
    assertTrue(!bad.equals(FLAIR), "the replacement must find its place");

    ImagingException e = assertThrows(ImagingException.class, () -> read(bad));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"axes\": \"RAS\" | \"axes\": \"RLS\" | axes",
        "48,\\s+64 | 48.5, 64 | patch",
        "48,\\s+64,\\s+48 | 512, 512, 512 | values",
        "\"window\": \"centred\" | \"window\": \"round\" | window",
        "\"kind\": \"z-score\" | \"kind\": \"none\" | normalisation",
        "\"background\" | \"air\" | background",
      })
  void read_refusesPatchesThatCannotBe(String from, String to, String named) throws Exception {
    VolumeModels.install("structures-tiny", folder);
    String good = Files.readString(folder.resolve("from/structures-tiny.json"));
    String bad = good.replaceFirst(from, to);
    assertTrue(!bad.equals(good), "the replacement must find its place");

    ImagingException e = assertThrows(ImagingException.class, () -> read(bad));

    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  private static ModelCard read(String json) throws ImagingException {
    return ModelCardReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
  }
}
