package health.cairn.imaging.organ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.evaluate.SharedData;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.segment.Placed;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.PatientPoint;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shipped model in the whole head of a healthy volunteer (3-D T1, defaced, sagittal, 0.7 mm). Where
/// the hippocampi lie was seen on the pictures.
@Tag("realdata")
@Timeout(900)
class HippocampusRealTest {
  private static final PatientPoint LEFT = new PatientPoint(25, -3, -17);
  private static final PatientPoint RIGHT = new PatientPoint(-25, -7, -16);

  @TempDir Path scratch;

  @Test
  void find_placesBothBoxesAndAtTakesAReadersPoint() throws Exception {
    Placed head = placed("dicom/t1-3d-studyforrest.zip");
    try (InferenceEngine engine = InferenceEngine.start()) {
      HippocampusFinder finder = finder(engine);

      var found = assertInstanceOf(Hippocampus.Found.class, finder.find(head, Progress.NONE));
      var byReader =
          assertInstanceOf(
              Hippocampus.Found.class,
              finder.at(head, List.of(RIGHT.plus(new PatientPoint(4, 9, 5))), Progress.NONE));

      Hippocampus left = found.organs().get(0);
      Hippocampus right = found.organs().get(1);
      assertEquals(Laterality.LEFT, left.side());
      assertEquals(Laterality.RIGHT, right.side());
      assertTrue(left.middle().distanceTo(LEFT) < 3, left.middle().toString());
      assertTrue(right.middle().distanceTo(RIGHT) < 3, right.middle().toString());
      for (Hippocampus one : found.organs()) {
        assertTrue(one.volumeMl() > 2.4 && one.volumeMl() < 4.4, "mL " + one.volumeMl());
        assertTrue(one.spreadMm() < 2, "mm " + one.spreadMm());
        assertEquals(2, one.parts().size());
        assertEquals(head.volume().grid(), one.parts().getFirst().segment().mask().grid());
      }
      assertEquals("left anterior hippocampus", left.parts().getFirst().segment().label());
      Hippocampus same = byReader.organs().getFirst();
      assertEquals(Laterality.RIGHT, same.side());
      assertEquals(right.volumeMl(), same.volumeMl(), 0.15);
    }
  }

  @Test
  void find_refusesASeriesOfThickSlices() throws Exception {
    Placed thick = placed("dicom/glioblastoma-4-sequence/PGBM-003/T1prereg");
    try (InferenceEngine engine = InferenceEngine.start()) {
      var answer = finder(engine).find(thick, Progress.NONE);

      String reason = assertInstanceOf(Hippocampus.NotFound.class, answer).reason();
      assertTrue(reason.contains("3-D series"), reason);
    }
  }

  private static HippocampusFinder finder(InferenceEngine engine) throws Exception {
    return new HippocampusFinder(
        engine,
        ModelCatalogue.open(List.of()).models().stream()
            .filter(HippocampusFinder::outlinesHippocampus)
            .findFirst()
            .orElseThrow());
  }

  private Placed placed(String relative) throws Exception {
    DicomReader reader = new DicomReader();
    Series series =
        reader
            .read(List.of(SharedData.require(relative)), scratch, Progress.NONE)
            .studies()
            .getFirst()
            .series()
            .getFirst();
    SeriesVolumes.Stack stack = reader.volumes(series, Progress.NONE).stacks().getFirst();
    return new Placed(stack.volume(), stack.spacingKnown(), stack.orientationKnown());
  }
}
