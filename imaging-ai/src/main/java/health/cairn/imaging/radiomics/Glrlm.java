package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ToDoubleFunction;

/// Grey level run lengths (IBSI 3.7): mean over the directions.
final class Glrlm {
  private Glrlm() {}

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    List<LevelSizes> matrices = new ArrayList<>();
    for (Direction direction : Direction.of(levels.region())) {
      LevelSizes matrix = new LevelSizes();
      if (runs(levels, direction, matrix)) {
        matrices.add(matrix);
      }
    }
    if (matrices.isEmpty()) {
      LevelSizes single = new LevelSizes();
      for (int cell = 0; cell < levels.region().cells(); cell++) {
        if (levels.at(cell) > 0) {
          single.add(levels.at(cell), 1);
        }
      }
      matrices.add(single);
    }
    int voxels = levels.region().voxels();
    mean(out, matrices, "GrayLevelNonUniformity", LevelSizes::levelNonUniformity);
    mean(
        out, matrices, "GrayLevelNonUniformityNormalized", m -> m.levelNonUniformity() / m.total());
    mean(out, matrices, "GrayLevelVariance", LevelSizes::levelVariance);
    mean(out, matrices, "HighGrayLevelRunEmphasis", m -> m.emphasis(2, 0));
    mean(out, matrices, "LongRunEmphasis", m -> m.emphasis(0, 2));
    mean(out, matrices, "LongRunHighGrayLevelEmphasis", m -> m.emphasis(2, 2));
    mean(out, matrices, "LongRunLowGrayLevelEmphasis", m -> m.emphasis(-2, 2));
    mean(out, matrices, "LowGrayLevelRunEmphasis", m -> m.emphasis(-2, 0));
    mean(out, matrices, "RunEntropy", LevelSizes::entropy);
    mean(out, matrices, "RunLengthNonUniformity", LevelSizes::sizeNonUniformity);
    mean(out, matrices, "RunLengthNonUniformityNormalized", m -> m.sizeNonUniformity() / m.total());
    mean(out, matrices, "RunPercentage", m -> m.total() / voxels);
    mean(out, matrices, "RunVariance", LevelSizes::sizeVariance);
    mean(out, matrices, "ShortRunEmphasis", m -> m.emphasis(0, -2));
    mean(out, matrices, "ShortRunHighGrayLevelEmphasis", m -> m.emphasis(2, -2));
    mean(out, matrices, "ShortRunLowGrayLevelEmphasis", m -> m.emphasis(-2, -2));
  }

  private static void mean(
      ObjDoubleConsumer<String> out,
      List<LevelSizes> matrices,
      String name,
      ToDoubleFunction<LevelSizes> feature) {
    out.accept(name, matrices.stream().mapToDouble(feature).average().orElse(0));
  }

  /// @return whether any line along the direction holds two neighbours; a direction in which every run
  ///   is a single voxel by the region's shape says nothing (PyRadiomics drops it too)
  private static boolean runs(Levels levels, Direction step, LevelSizes matrix) {
    Region region = levels.region();
    boolean neighbours = false;
    for (int z = 0; z < region.size(2); z++) {
      for (int y = 0; y < region.size(1); y++) {
        for (int x = 0; x < region.size(0); x++) {
          int level = levels.at(x, y, z);
          if (level == 0) {
            continue;
          }
          int before = levels.at(x - step.dx(), y - step.dy(), z - step.dz());
          neighbours |= before > 0;
          if (before != level) {
            matrix.add(level, length(levels, step, x, y, z, level));
          }
        }
      }
    }
    return neighbours;
  }

  private static int length(Levels levels, Direction step, int x, int y, int z, int level) {
    int length = 1;
    while (levels.at(x + length * step.dx(), y + length * step.dy(), z + length * step.dz())
        == level) {
      length++;
    }
    return length;
  }
}
