package health.cairn.app.bench;

import health.cairn.imaging.render.SlicePainter;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.util.List;

/// A new window and one slice of 512 x 512 painted with it: what each movement of the mouse costs before
/// the picture goes to the screen.
final class PaintBenchmark implements Benchmark {
  private static final int SIDE = 512;

  @Override
  public String name() {
    return "window-and-paint";
  }

  @Override
  public List<Measure> run() throws Exception {
    Grid grid =
        new Grid(
            SIDE,
            SIDE,
            1,
            new Affine(
                new PatientPoint(0, 0, 0),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, 1)),
            "");
    short[] samples = new short[grid.voxels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i * 7919L % 4096);
    }
    Volume volume = Volume.owning(grid, samples, false, 1, 0);
    SlicePainter painter = new SlicePainter();
    int[] argb = new int[SIDE * SIDE];
    double[] level = {500};
    double[] times =
        Timing.millis(
            200, 500, () -> painter.paint(volume, 0, new WindowLevel(1000, level[0]++), argb));
    return List.of(Measure.of(name(), "ms", times));
  }
}
