package health.cairn.imaging.radiomics;

import java.util.function.ObjDoubleConsumer;

/// Grey level dependence (PyRadiomics' GLDM, the IBSI's NGLDM, 3.11): how many neighbours share a
/// voxel's level, the voxel itself counted, at coarseness 0 and distance 1.
final class Gldm {
  private Gldm() {}

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    LevelSizes m = dependences(levels);
    out.accept("DependenceEntropy", m.entropy());
    out.accept("DependenceNonUniformity", m.sizeNonUniformity());
    out.accept("DependenceNonUniformityNormalized", m.sizeNonUniformity() / m.total());
    out.accept("DependenceVariance", m.sizeVariance());
    out.accept("GrayLevelNonUniformity", m.levelNonUniformity());
    out.accept("GrayLevelVariance", m.levelVariance());
    out.accept("HighGrayLevelEmphasis", m.emphasis(2, 0));
    out.accept("LargeDependenceEmphasis", m.emphasis(0, 2));
    out.accept("LargeDependenceHighGrayLevelEmphasis", m.emphasis(2, 2));
    out.accept("LargeDependenceLowGrayLevelEmphasis", m.emphasis(-2, 2));
    out.accept("LowGrayLevelEmphasis", m.emphasis(-2, 0));
    out.accept("SmallDependenceEmphasis", m.emphasis(0, -2));
    out.accept("SmallDependenceHighGrayLevelEmphasis", m.emphasis(2, -2));
    out.accept("SmallDependenceLowGrayLevelEmphasis", m.emphasis(-2, -2));
  }

  private static LevelSizes dependences(Levels levels) {
    Region region = levels.region();
    LevelSizes matrix = new LevelSizes();
    for (int z = 0; z < region.size(2); z++) {
      for (int y = 0; y < region.size(1); y++) {
        for (int x = 0; x < region.size(0); x++) {
          int level = levels.at(x, y, z);
          if (level > 0) {
            int same = 0;
            for (int k = 0; k < 27; k++) {
              same += levels.at(x + k % 3 - 1, y + k / 3 % 3 - 1, z + k / 9 - 1) == level ? 1 : 0;
            }
            matrix.add(level, same);
          }
        }
      }
    }
    return matrix;
  }
}
