package health.cairn.app.bench;

import health.cairn.app.usecase.Scratch;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.DicomUid;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Headers, sorting and pixels of one MR series of 384 slices of 256 x 256, from files that the operating
/// system has in memory.
final class SeriesBenchmark implements Benchmark {
  private static final int SLICES = 384;
  private static final int SIDE = 256;

  @Override
  public String name() {
    return "read-384-slices";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (Scratch scratch = Scratch.create()) {
      new SeriesWriter().write(volume(), study(), series(), scratch.directory(), Progress.NONE);
      DicomReader reader = new DicomReader();
      double[] samples =
          Timing.millis(
              2,
              7,
              () -> {
                ReadResult found =
                    reader.read(List.of(scratch.directory()), scratch.directory(), Progress.NONE);
                int slices =
                    reader
                        .volumes(found.studies().getFirst().series().getFirst(), Progress.NONE)
                        .stacks()
                        .getFirst()
                        .volume()
                        .grid()
                        .slices();
                if (slices != SLICES) {
                  throw new IllegalStateException("read " + slices + " slices");
                }
              });
      return List.of(Measure.of(name(), "ms", samples));
    }
  }

  private static Volume volume() {
    Grid grid =
        new Grid(
            SIDE,
            SIDE,
            SLICES,
            new Affine(
                new PatientPoint(-128, -128, -192),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, 1)),
            DicomUid.named("bench/frame"));
    short[] samples = new short[grid.voxels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 31 % 1000);
    }
    return Volume.owning(grid, samples, false, 1, 0);
  }

  private static MrStudyHeader study() {
    return new MrStudyHeader(
        "BENCH",
        "Bench",
        "Mark",
        LocalDate.of(1970, 1, 1),
        "O",
        DicomUid.named("bench/study"),
        LocalDateTime.of(2026, 1, 1, 12, 0),
        "Benchmark",
        "");
  }

  private static MrSeriesHeader series() {
    return new MrSeriesHeader(
        DicomUid.named("bench/series"),
        1,
        "T1",
        "GR",
        "SP",
        "",
        2000,
        3,
        Optional.empty(),
        9,
        3,
        Optional.empty(),
        Optional.empty(),
        "Cairn",
        "Bench",
        true);
  }
}
