package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.List;

/// A step to a neighbour at Chebyshev distance 1; opposite steps are one direction (IBSI 3.6).
record Direction(int dx, int dy, int dz) {
  /// Half of the 26 neighbours, or of the 8 where the region is one slice thick: directions in which
  /// the bounding box is one voxel thick are left out, as PyRadiomics does.
  static List<Direction> of(Region region) {
    List<Direction> directions = new ArrayList<>();
    for (int dz = 0; dz <= (region.size(2) > 1 ? 1 : 0); dz++) {
      for (int dy = -1; dy <= 1; dy++) {
        for (int dx = -1; dx <= 1; dx++) {
          boolean forward = dz > 0 || dy > 0 || (dy == 0 && dx > 0);
          boolean thin = (dx != 0 && region.size(0) == 1) || (dy != 0 && region.size(1) == 1);
          if (forward && !thin) {
            directions.add(new Direction(dx, dy, dz));
          }
        }
      }
    }
    return directions;
  }
}
