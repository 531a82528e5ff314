package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A study of BraTS size (4 x 240 x 240 x 155 voxels of 1 mm) through a network of that kind, in a JVM of
/// its own so that its memory can be read: first argument the model's folder, second the rounds.
/// `python bring_your_own.py --large FOLDER` writes such a network.
final class BratsSizeRun {
  private BratsSizeRun() {}

  public static void main(String[] arguments) throws Exception {
    Grid grid =
        new Grid(
            240,
            240,
            155,
            new Affine(
                new PatientPoint(-120, -120, -70),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, 1)),
            "1.2.3");
    Map<String, Volume> study = new HashMap<>();
    List<String> sequences = List.of("FLAIR", "T1", "T1C", "T2");
    for (int i = 0; i < sequences.size(); i++) {
      study.put(sequences.get(i), VolumeModels.drawn(grid, i));
    }
    StoredModel model =
        ModelCatalogue.ofFolders(List.of(Path.of(arguments[0]))).models().getFirst();
    try (InferenceEngine engine = InferenceEngine.start()) {
      long before = System.nanoTime();
      VolumeAnswer answer =
          new SlidingWindow(engine, model).run(study, grid, grid, "Measuring", Progress.NONE);
      System.out.printf(
          Locale.ROOT,
          "{\"name\": \"first run\", \"patches\": %d, \"seconds\": %.1f, \"peakBytes\": %d,"
              + " \"boundBytes\": %d}%n",
          answer.patches(),
          (System.nanoTime() - before) / 1e9,
          peak(),
          bound(model, grid));
      int rounds = Integer.parseInt(arguments[1]);
      if (rounds > 0) {
        System.out.println(VolumeBench.ratio(engine, model, study, rounds, Progress.NONE));
        System.out.println("peakBytes with a raw session beside it " + peak());
      }
    }
  }

  private static long bound(StoredModel model, Grid grid) throws ImagingException {
    MemoryBound bound = MemoryBound.of(model.card().patches(), 3, grid, grid);
    return bound.heap() + bound.beside();
  }

  /// The most memory this process ever had resident.
  private static long peak() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    return -1;
  }
}
