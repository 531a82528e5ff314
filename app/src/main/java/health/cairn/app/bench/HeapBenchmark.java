package health.cairn.app.bench;

import health.cairn.app.wiring.DemoHome;
import health.cairn.imaging.Progress;
import java.util.List;

/// Heap in use after garbage collection with the sample patient imported and analysed, nothing open.
final class HeapBenchmark implements Benchmark {
  @Override
  public String name() {
    return "heap-at-rest";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (DemoHome home = DemoHome.create("bench")) {
      home.desk().importFrom(List.of(home.samplePatient()), Progress.NONE);
      String study = home.desk().worklist().getFirst().study().orElseThrow().studyInstanceUid();
      home.desk().analyze(study, Progress.NONE);
      Runtime runtime = Runtime.getRuntime();
      double[] samples = new double[3];
      for (int i = 0; i < samples.length; i++) {
        System.gc();
        samples[i] = (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
      }
      return List.of(Measure.of(name(), "MB", samples));
    }
  }
}
