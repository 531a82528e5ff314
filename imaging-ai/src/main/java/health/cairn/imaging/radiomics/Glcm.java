package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/// Grey level co-occurrence (IBSI 3.6) at distance 1, symmetrical; every feature is the mean of its
/// values over the directions, as PyRadiomics does by default (IBSI "3D, averaged" for a volume).
final class Glcm {
  private Glcm() {}

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    List<CoOccurrence> matrices = new ArrayList<>();
    for (Direction direction : Direction.of(levels.region())) {
      CoOccurrence.of(levels, direction).ifPresent(matrices::add);
    }
    if (matrices.isEmpty()) {
      // A region of isolated voxels: each next to itself only, a matrix with one entry.
      matrices.add(CoOccurrence.flat());
    }
    new Mean(matrices).write(out);
  }

  private record Mean(List<CoOccurrence> matrices) {
    void write(ObjDoubleConsumer<String> out) {
      List<CoOccurrence.Values> values = matrices.stream().map(CoOccurrence::values).toList();
      for (String name : values.getFirst().names()) {
        double sum = 0;
        for (CoOccurrence.Values value : values) {
          sum += value.of(name);
        }
        out.accept(name, sum / values.size());
      }
    }
  }
}
