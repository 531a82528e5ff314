package health.cairn.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchStudyTest {

  @Test
  void isotropic_isFourKnownSequencesOf155Slices(@TempDir Path folder) throws Exception {
    Path study = BenchStudy.isotropic(folder);

    ReadResult read = new DicomReader().read(List.of(study), folder, Progress.NONE);
    List<Series> series = read.studies().getFirst().series();
    assertEquals(List.of(), read.refused());
    assertEquals(
        Set.of(SequenceRole.T1, SequenceRole.T1C, SequenceRole.T2, SequenceRole.FLAIR),
        series.stream().map(Series::role).collect(Collectors.toSet()));
    series.forEach(one -> assertEquals(155, one.instances().size()));
  }
}
