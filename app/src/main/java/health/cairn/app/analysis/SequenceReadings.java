package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.Study;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The series of a study that are read, with their pixels.
final class SequenceReadings {
  private SequenceReadings() {}

  /// For each role the series with the most slices; ties go to the lower series number.
  static Map<SequenceRole, Reading> of(
      DicomReader reader,
      Study study,
      Collection<SequenceRole> roles,
      List<String> warnings,
      Progress progress)
      throws ImagingException {
    Map<SequenceRole, Reading> chosen = new LinkedHashMap<>();
    for (SequenceRole role : roles) {
      List<Series> candidates =
          study.series().stream()
              .filter(s -> s.role() == role)
              .sorted(
                  Comparator.comparingInt((Series s) -> -frames(s))
                      .thenComparingInt(Series::number)
                      .thenComparing(Series::seriesInstanceUid))
              .toList();
      for (Series series : candidates) {
        SeriesVolumes volumes = reader.volumes(series, progress);
        if (!volumes.stacks().isEmpty()) {
          SeriesVolumes.Stack stack = volumes.stacks().getFirst();
          chosen.put(role, new Reading(series, stack));
          String prefix = role + " (" + series.description() + "): ";
          volumes.issues().forEach(issue -> warnings.add(prefix + issue));
          stack.issues().forEach(issue -> warnings.add(prefix + issue));
          break;
        }
      }
    }
    return chosen;
  }

  private static int frames(Series series) {
    return series.instances().stream().mapToInt(i -> i.frames()).sum();
  }
}
