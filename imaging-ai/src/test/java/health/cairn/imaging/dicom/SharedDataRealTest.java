package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every image that others gave: loaded, or refused with a reason.
@Tag("realdata")
class SharedDataRealTest {
  @TempDir Path folder;

  private ReadResult read(String name) throws Exception {
    return new DicomReader().read(List.of(SharedData.folder(name)), folder, Progress.NONE);
  }

  @Test
  void read_loadsOrRefusesEveryFileWhenFoldersAreMixed() throws Exception {
    ReadResult result = read("dicom");

    assertEquals(result.filesRead(), result.instancesRead() + result.refused().size());
    assertTrue(result.refused().stream().noneMatch(refusal -> refusal.reason().isBlank()));
    DicomReader reader = new DicomReader();
    for (Study study : result.studies()) {
      for (Series series : study.series()) {
        if (series.instances().getFirst().source().name().contains("wg04")) continue;
        SeriesVolumes volumes = reader.volumes(series, Progress.NONE);
        assertFalse(
            volumes.stacks().isEmpty() && volumes.issues().isEmpty(),
            () -> "nothing said of " + series.instances().getFirst().source().name());
      }
    }
  }

  @Test
  void read_namesRolesWhenStudyIsAGlioblastomaInFourSequences() throws Exception {
    Study study = read("dicom/glioblastoma-4-sequence").studies().getFirst();

    Map<SequenceRole, Series> roles = new HashMap<>();
    for (Series series : study.series()) roles.put(series.role(), series);

    assertEquals("T1post", roles.get(SequenceRole.T1C).description());
    assertEquals("T1pre_reg", roles.get(SequenceRole.T1).description());
    assertEquals("FLAIR_reg", roles.get(SequenceRole.FLAIR).description());
    assertEquals("T2_reg", roles.get(SequenceRole.T2).description());
    for (Series series : study.series()) {
      assertFalse(series.roleReason().contains("by name"), series.roleReason());
    }
  }

  @Test
  void volumes_lieOnOneGridWhenSequencesAreCoRegistered() throws Exception {
    Study study = read("dicom/glioblastoma-4-sequence").studies().getFirst();
    var grids =
        study.series().stream()
            .map(
                series -> {
                  try {
                    return new DicomReader()
                        .volumes(series, Progress.NONE)
                        .stacks()
                        .getFirst()
                        .volume()
                        .grid();
                  } catch (ImagingException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();

    for (var grid : grids) {
      assertEquals(grids.getFirst().frameOfReferenceUid(), grid.frameOfReferenceUid());
      assertEquals(22, grid.slices());
      assertEquals(6.5, grid.affine().sliceSpacingMm(), 1e-3);
      assertTrue(grid.affine().origin().distanceTo(grids.getFirst().affine().origin()) < 1e-3);
    }
  }

  @Test
  void volumes_readsEnhancedMultiFrameOfEachVendor() throws Exception {
    var stacks = new HashMap<String, List<SeriesVolumes.Stack>>();
    for (Study study : read("dicom/mr-vendors").studies()) {
      for (Series series : study.series()) {
        stacks.put(series.description(), new DicomReader().volumes(series, Progress.NONE).stacks());
      }
    }

    var t1 = stacks.get("anat-T1w_acq-tfl").getFirst().volume().grid();
    assertEquals(96, t1.slices());
    assertEquals(2, t1.affine().sliceSpacingMm(), 1e-4);
    assertEquals(39, stacks.get("DWI_dir80_PA_ADC").getFirst().volume().grid().slices());
    // Magnitude and field map of Philips: two stacks of 32, each with its own rescale.
    assertEquals(2, stacks.get("B0 NS").size());
    assertEquals(-500, stacks.get("B0 NS").get(1).volume().intercept(), 1e-9);
    // One image without weighting, six directions, two slices each.
    assertEquals(7, stacks.get("Ax DWI TENSOR R2").size());
    assertEquals(List.of(), stacks.get("fMRI_MB_int"));
  }

  @Test
  void read_decodesNamesWhenCharacterSetsDiffer() throws Exception {
    var names = new HashMap<String, String>();
    for (Study study : read("dicom/charsets").studies()) {
      String file = study.series().getFirst().instances().getFirst().source().name();
      names.put(Path.of(file).getFileName().toString(), study.patient().name());
    }

    assertEquals("Tarou Yamada", names.get("SCSH31"));
    assertEquals("ﾀﾛｳ ﾔﾏﾀﾞ", names.get("SCSH32"));
    assertEquals("Gildong Hong", names.get("SCSI2"));
    assertEquals("XiaoDong Wang", names.get("SCSX1"));
    assertEquals("XiaoDong Wang", names.get("SCSX2"));
    assertEquals("Διονυσιος", names.get("SCSGREEK"));
    assertEquals("Jérôme Buc", names.get("SCSFREN"));
    assertEquals("Rüdiger Äneas", names.get("SCSGERM"));
    assertEquals("Люкceмбypг", names.get("SCSRUSS"));
    assertEquals("لنزار قباني", names.get("SCSARAB"));
    assertEquals("דבורה שרון", names.get("SCSHBRW"));
    assertEquals("Test-éüäöòДΘĝדصķћ๛ﾈİ", names.get("Lena-utf8.dcm"));
    assertEquals("Test-ДΘﾈ", names.get("Lena-shift-jis.dcm"));
    assertEquals("Test-๛", names.get("Lena-tis-620.dcm"));
    assertEquals("Test-éüäöòĝİ", names.get("Lena-latin3.dcm"));
    assertEquals("Test-Дћ", names.get("Lena-cyrillic.dcm"));
  }

  @Test
  void readSegmentation_readsBinaryOnesOfOtherSoftware() throws Exception {
    SegReader reader = new SegReader();
    Path segmentations = SharedData.folder("dicom/dcmqi/segmentations");

    Segmentation liver = reader.read(Source.of(segmentations.resolve("liver.dcm")));
    assertEquals(1, liver.segments().size());
    assertFalse(liver.segments().getFirst().mask().isEmpty());
    Segmentation overlaps = reader.read(Source.of(segmentations.resolve("partial_overlaps.dcm")));
    assertTrue(overlaps.segments().size() > 1);
    Path tumour = SharedData.folder("dicom/seg").resolve("TCGA-08-0360-gbm-seg.dcm");
    assertFalse(reader.read(Source.of(tumour)).segments().isEmpty());
    assertThrows(
        ImagingException.class,
        () -> reader.read(Source.of(segmentations.resolve("sparse-labelmap-noppv.dcm"))));
  }

  @Test
  void read_loadsOrRefusesEachFileWhenItIsHostile() throws Exception {
    Path hostile = SharedData.folder("dicom/hostile");
    try (var files = Files.list(hostile)) {
      for (Path file : files.toList()) {
        ReadResult result = new DicomReader().read(List.of(file), folder, Progress.NONE);
        assertEquals(1, result.filesRead(), file::toString);
      }
    }
  }
}
