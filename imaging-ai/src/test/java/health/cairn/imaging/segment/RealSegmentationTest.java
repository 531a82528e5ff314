package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.evaluate.SharedData;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shipped models on a real recurrent glioblastoma: an enhancing ring in the patient's right
/// temporo-parietal region, behind and above an old resection cavity.
@Tag("realdata")
@Timeout(120)
class RealSegmentationTest {
  @TempDir Path scratch;

  @Test
  void segment_findsTheEnhancingRecurrenceAndLeavesTheCavityOut() throws Exception {
    Path patient = SharedData.require("dicom/glioblastoma-4-sequence/PGBM-003");
    Volume after = volume(patient.resolve("T1post"));
    Volume before = volume(patient.resolve("T1prereg"));
    ModelCatalogue models = ModelCatalogue.open(List.of());
    Segmentation result;
    Classification kind;
    try (InferenceEngine engine = InferenceEngine.start()) {
      result =
          new OnnxSegmenter(engine, models.segmenter())
              .segment(after, Evidence.before(before), Progress.NONE);
      kind =
          new MemberClassifier(new NetworkMember(engine, models.classifier()))
              .classify(after, result, Progress.NONE);
    }

    Mask mask = result.largest().orElseThrow().segment().mask();
    int slice = InPlaneDiameters.of(mask).slice();
    PatientPoint centre = centre(mask, slice);
    // A reader marks the ring on slices 11 and 12 of 22; LPS: the patient's right is negative x.
    assertTrue(slice == 10 || slice == 11, "slice " + slice);
    assertTrue(centre.xMm() < -30 && centre.xMm() > -70, centre.toString());
    assertEquals(19, InPlaneDiameters.of(mask).longestMm(), 6);
    assertTrue(mask.volumeMl() < 10, "the cavity (17 mL) is not tumour: " + mask.volumeMl());
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("no uptake of contrast agent")),
        result.notes().toString());
    assertEquals(22, result.slicesUsed());
    assertEquals(3, kind.probabilities().size());
  }

  /// With the opt-in pack, whose licence this test accepts for itself.
  @Test
  void compartments_holdTheRingInTheWholeTumourAndLeaveThePituitaryOut() throws Exception {
    Path patient = SharedData.require("dicom/glioblastoma-4-sequence/PGBM-003");
    Volume after = volume(patient.resolve("T1post"));
    Volume before = volume(patient.resolve("T1prereg"));
    Volume flair = volume(patient.resolve("FLAIRreg"));
    StoredModel pack =
        ModelCatalogue.ofFolders(List.of(Path.of("packs/lgg-flair")))
            .models()
            .getFirst()
            .withLicenceAccepted();
    Segmentation abnormality;
    Segmentation core;
    try (InferenceEngine engine = InferenceEngine.start()) {
      abnormality =
          new OnnxSegmenter(engine, pack)
              .segmentSequences(Map.of("FLAIR", flair, "T1", before, "T1C", after), Progress.NONE);
      core =
          new OnnxSegmenter(engine, ModelCatalogue.open(List.of()).segmenter())
              .segment(
                  after,
                  Evidence.before(before)
                      .with(abnormality.largest().orElseThrow().segment().mask()),
                  Progress.NONE);
    }

    Compartments both = Compartments.of(after.grid(), core, flair, abnormality);

    Mask ring = both.core().orElseThrow().segment().mask();
    Mask whole = both.whole().orElseThrow().segment().mask();
    assertTrue(
        core.notes().stream().anyMatch(n -> n.contains("from the abnormality on FLAIR")),
        "the mark on the pituitary: " + core.notes());
    PatientPoint centre = centre(ring, InPlaneDiameters.of(ring).slice());
    assertTrue(centre.xMm() < -30 && centre.xMm() > -70, centre.toString());
    assertTrue(whole.volumeMl() > 3 * ring.volumeMl(), whole.volumeMl() + " mL");
  }

  private Volume volume(Path folder) throws Exception {
    DicomReader reader = new DicomReader();
    Series series =
        reader
            .read(List.of(folder), scratch, Progress.NONE)
            .studies()
            .getFirst()
            .series()
            .getFirst();
    return reader.volumes(series, Progress.NONE).stacks().getFirst().volume();
  }

  private static PatientPoint centre(Mask mask, int slice) {
    PatientPoint sum = new PatientPoint(0, 0, 0);
    int n = 0;
    for (int row = 0; row < mask.grid().rows(); row++) {
      for (int column = 0; column < mask.grid().columns(); column++) {
        if (mask.at(column, row, slice)) {
          sum = sum.plus(mask.grid().affine().toPatient(new VoxelIndex(column, row, slice)));
          n++;
        }
      }
    }
    return sum.times(1.0 / n);
  }
}
