package health.cairn.app.bench;

import health.cairn.app.usecase.Scratch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The main job on a whole study, as `cairn analyze` does it: from the start of the program to files on
/// disk, with whatever models serve in the home.
///
/// @param home whose models answer
/// @param study makes the study in a folder and says where it is
record StudyBenchmark(String name, Program program, Path home, StudyMaker study, int runs)
    implements Benchmark {

  @FunctionalInterface
  interface StudyMaker {
    Path in(Path folder) throws Exception;
  }

  @Override
  public List<Measure> run() throws Exception {
    try (Scratch scratch = Scratch.create()) {
      String path = study.in(scratch.directory()).toString();
      String out = scratch.directory().resolve("out").toString();
      double[] millis = new double[runs];
      List<Double> peaks = new ArrayList<>();
      for (int i = -1; i < runs; i++) {
        Program.Ended ended =
            program.run(List.of("--home", home.toString(), "analyze", path, "--out", out));
        if (i >= 0) {
          millis[i] = ended.millis();
          ended.peakBytes().ifPresent(bytes -> peaks.add(bytes / 1e6));
        }
      }
      List<Measure> measures = new ArrayList<>();
      measures.add(Measure.of(name, "ms", millis));
      if (!peaks.isEmpty()) {
        double[] megabytes = peaks.stream().mapToDouble(Double::doubleValue).toArray();
        measures.add(Measure.of(name + "-peak-memory", "MB", megabytes));
      }
      return measures;
    }
  }
}
