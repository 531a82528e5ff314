package health.cairn.imaging.radiomics;

import java.util.ArrayDeque;
import java.util.function.ObjDoubleConsumer;

/// Sizes of connected zones of one grey level (IBSI 3.8), 26-connected, or 8-connected in one slice.
final class Glszm {
  private Glszm() {}

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    LevelSizes m = zones(levels);
    out.accept("GrayLevelNonUniformity", m.levelNonUniformity());
    out.accept("GrayLevelNonUniformityNormalized", m.levelNonUniformity() / m.total());
    out.accept("GrayLevelVariance", m.levelVariance());
    out.accept("HighGrayLevelZoneEmphasis", m.emphasis(2, 0));
    out.accept("LargeAreaEmphasis", m.emphasis(0, 2));
    out.accept("LargeAreaHighGrayLevelEmphasis", m.emphasis(2, 2));
    out.accept("LargeAreaLowGrayLevelEmphasis", m.emphasis(-2, 2));
    out.accept("LowGrayLevelZoneEmphasis", m.emphasis(-2, 0));
    out.accept("SizeZoneNonUniformity", m.sizeNonUniformity());
    out.accept("SizeZoneNonUniformityNormalized", m.sizeNonUniformity() / m.total());
    out.accept("SmallAreaEmphasis", m.emphasis(0, -2));
    out.accept("SmallAreaHighGrayLevelEmphasis", m.emphasis(2, -2));
    out.accept("SmallAreaLowGrayLevelEmphasis", m.emphasis(-2, -2));
    out.accept("ZoneEntropy", m.entropy());
    out.accept("ZonePercentage", m.total() / levels.region().voxels());
    out.accept("ZoneVariance", m.sizeVariance());
  }

  private static LevelSizes zones(Levels levels) {
    Region region = levels.region();
    boolean[] seen = new boolean[region.cells()];
    LevelSizes matrix = new LevelSizes();
    ArrayDeque<Integer> front = new ArrayDeque<>();
    for (int start = 0; start < seen.length; start++) {
      int level = levels.at(start);
      if (level == 0 || seen[start]) {
        continue;
      }
      seen[start] = true;
      front.add(start);
      int size = 0;
      while (!front.isEmpty()) {
        int cell = front.remove();
        size++;
        int x = cell % region.size(0);
        int y = cell / region.size(0) % region.size(1);
        int z = cell / (region.size(0) * region.size(1));
        for (int k = 0; k < 27; k++) {
          int nx = x + k % 3 - 1;
          int ny = y + k / 3 % 3 - 1;
          int nz = z + k / 9 - 1;
          if (levels.at(nx, ny, nz) == level && !seen[region.offset(nx, ny, nz)]) {
            seen[region.offset(nx, ny, nz)] = true;
            front.add(region.offset(nx, ny, nz));
          }
        }
      }
      matrix.add(level, size);
    }
    return matrix;
  }
}
