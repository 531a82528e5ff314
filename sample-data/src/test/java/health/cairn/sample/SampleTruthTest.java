package health.cairn.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.segment.OnnxSegmenter;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of the tumour, and whether it can be found.
class SampleTruthTest {
  @TempDir static Path folder;
  private static Volume volume;
  private static Tumour tumour;

  @BeforeAll
  static void readImages() throws Exception {
    Bundled.unpack(folder);
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    DicomReader reader = new DicomReader();
    Series contrast =
        reader
            .read(List.of(folder.resolve("dicom")), scratch, Progress.NONE)
            .studies()
            .getFirst()
            .series()
            .stream()
            .filter(series -> series.role() == SequenceRole.T1C)
            .findFirst()
            .orElseThrow();
    volume = reader.volumes(contrast, Progress.NONE).stacks().getFirst().volume();
    tumour = Tumour.read(folder.resolve("truth/tumour.nii"), volume.grid());
  }

  @Test
  void tumour_voxelsGiveTheVolumeThatTheSurfaceEncloses() throws Exception {
    String json = Files.readString(folder.resolve("truth/truth.json"));
    Matcher matcher = Pattern.compile("bySurfaceIntegral\": ([0-9.]+)").matcher(json);
    assertTrue(matcher.find(), json);
    double expected = Double.parseDouble(matcher.group(1));
    double voxelMl = volume.grid().affine().voxelVolumeMm3() / 1000;
    assertEquals(expected, tumour.inside().cardinality() * voxelMl, 0.03 * expected);
  }

  @Test
  void segment_largestFindingIsTheTumour() throws Exception {
    Segmentation found;
    try (InferenceEngine engine = InferenceEngine.start()) {
      OnnxSegmenter segmenter =
          new OnnxSegmenter(engine, ModelCatalogue.open(List.of()).segmenter());
      found = segmenter.segment(volume, Progress.NONE);
    }
    BitSet largest = found.largest().orElseThrow().segment().mask().bits();
    BitSet common = tumour.inside();
    common.and(largest);
    double dice =
        2.0 * common.cardinality() / (largest.cardinality() + tumour.inside().cardinality());
    assertTrue(dice > 0.6, "Dice " + dice);
  }
}
