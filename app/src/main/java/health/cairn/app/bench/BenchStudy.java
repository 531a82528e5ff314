package health.cairn.app.bench;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.DicomUid;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.sample.SampleException;
import health.cairn.sample.SamplePatient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Studies of known size for benchmarks, all of the sample patient's head.
final class BenchStudy {
  /// How a sequence of that role is announced in its headers.
  private record Acquired(
      int number, String kind, String variant, double repetitionMs, double echoMs) {}

  private static final Map<SequenceRole, Acquired> SEQUENCES =
      Map.of(
          SequenceRole.T1, new Acquired(1, "SE", "SP", 540, 11),
          SequenceRole.T1C, new Acquired(2, "SE", "SP", 540, 11),
          SequenceRole.T2, new Acquired(3, "SE", "SK\\SP", 4300, 98),
          SequenceRole.FLAIR, new Acquired(4, "SE\\IR", "SK\\SP", 9000, 112));

  private BenchStudy() {}

  /// Four sequences of 22 slices of 5 mm, as the sample patient was examined.
  static Path clinical(Path folder) throws IOException, SampleException {
    Path files = Files.createDirectories(folder.resolve("clinical"));
    try (ZipInputStream zip = new ZipInputStream(SamplePatient.bundledZip())) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith("dicom/") && !entry.isDirectory()) {
          Files.copy(zip, files.resolve(entry.getName().replace('/', '-')));
        }
      }
    }
    return files;
  }

  /// The same head on BraTS' grid: four sequences of 155 slices of 240 x 240 voxels of 1 mm.
  static Path isotropic(Path folder) throws IOException, SampleException, ImagingException {
    DicomReader reader = new DicomReader();
    Study study =
        reader.read(List.of(clinical(folder)), folder, Progress.NONE).studies().getFirst();
    Path files = folder.resolve("isotropic");
    for (Series series : study.series()) {
      SequenceRole role = series.role();
      Acquired acquired = SEQUENCES.get(role);
      if (acquired == null) {
        continue;
      }
      Volume volume = reader.volumes(series, Progress.NONE).stacks().getFirst().volume();
      new SeriesWriter()
          .write(
              fine(volume, 240, 240, 155),
              study(),
              series(role, acquired),
              files.resolve(role.name()),
              Progress.NONE);
    }
    return files;
  }

  /// One sequence on that grid.
  static Volume isotropic(SequenceRole role, Path folder)
      throws IOException, SampleException, ImagingException {
    return fine(acquired(role, folder), 240, 240, 155);
  }

  /// The middle of one sequence: 72 x 96 x 72 voxels of 1 mm.
  static Volume middle(SequenceRole role, Path folder)
      throws IOException, SampleException, ImagingException {
    return fine(acquired(role, folder), 72, 96, 72);
  }

  private static Volume acquired(SequenceRole role, Path folder)
      throws IOException, SampleException, ImagingException {
    DicomReader reader = new DicomReader();
    List<Series> all =
        reader.read(List.of(clinical(folder)), folder, Progress.NONE).studies().getFirst().series();
    Series series = all.stream().filter(s -> s.role() == role).findFirst().orElseThrow();
    return reader.volumes(series, Progress.NONE).stacks().getFirst().volume();
  }

  /// Around its middle, in voxels of 1 mm.
  private static Volume fine(Volume volume, int columns, int rows, int slices) {
    Grid from = volume.grid();
    PatientPoint centre =
        from.affine()
            .toPatient(
                new VoxelIndex(
                    (from.columns() - 1) / 2.0,
                    (from.rows() - 1) / 2.0,
                    (from.slices() - 1) / 2.0));
    Grid grid =
        new Grid(
            columns,
            rows,
            slices,
            new Affine(
                new PatientPoint(
                    centre.xMm() - (columns - 1) / 2.0,
                    centre.yMm() - (rows - 1) / 2.0,
                    centre.zMm() - (slices - 1) / 2.0),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, 1)),
            from.frameOfReferenceUid());
    return switch (Resampler.resample(
        volume, grid, Resampler.Space.SAME_FRAME_OF_REFERENCE, Progress.NONE)) {
      case Resampler.Resampled there -> there.volume();
      case Resampler.Refused refused -> throw new IllegalStateException(refused.reason());
    };
  }

  private static MrStudyHeader study() {
    return new MrStudyHeader(
        "BENCH",
        "Bench",
        "Mark",
        LocalDate.of(1970, 1, 1),
        "O",
        DicomUid.named("bench/study-155"),
        LocalDateTime.of(2026, 1, 1, 12, 0),
        "Benchmark",
        "");
  }

  private static MrSeriesHeader series(SequenceRole role, Acquired acquired) {
    boolean inverts = role == SequenceRole.FLAIR;
    return new MrSeriesHeader(
        DicomUid.named("bench/series-155/" + role),
        acquired.number(),
        "AX " + role.name(),
        acquired.kind(),
        acquired.variant(),
        "",
        acquired.repetitionMs(),
        acquired.echoMs(),
        inverts ? Optional.of(2420.0) : Optional.empty(),
        90,
        1.5,
        role == SequenceRole.T1C ? Optional.of("Gadolinium, synthetic") : Optional.empty(),
        Optional.empty(),
        "Cairn",
        "Bench",
        true);
  }
}
