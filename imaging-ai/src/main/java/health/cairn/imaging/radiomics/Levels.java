package health.cairn.imaging.radiomics;

/// A region in grey levels: 0 outside, 1..count inside.
final class Levels {
  private final Region region;
  private final int[] level;
  private final int count;

  private Levels(Region region, int[] level, int count) {
    this.region = region;
    this.level = level;
    this.count = count;
  }

  static Levels of(Region region, Binning binning) {
    double[] ascending = region.ascending();
    double low = ascending[0];
    double high = ascending[ascending.length - 1];
    int[] level = new int[region.cells()];
    int count = 0;
    for (int cell = 0; cell < level.length; cell++) {
      if (region.isInside(cell)) {
        double index =
            switch (binning) {
              case Binning.BinWidth bin ->
                  Math.floor(region.value(cell) / bin.width()) - Math.floor(low / bin.width()) + 1;
              case Binning.BinCount bin ->
                  high == low
                      ? 1
                      : Math.min(
                          bin.bins(),
                          Math.floor(bin.bins() * (region.value(cell) - low) / (high - low)) + 1);
            };
        if (index > Binning.MAX_LEVELS) {
          throw new IllegalArgumentException("more than " + Binning.MAX_LEVELS + " grey levels");
        }
        level[cell] = (int) index;
        count = Math.max(count, level[cell]);
      }
    }
    return new Levels(region, level, count);
  }

  Region region() {
    return region;
  }

  /// The highest level; levels in between need not occur.
  int count() {
    return count;
  }

  int at(int cell) {
    return level[cell];
  }

  /// 0 outside the region, also beyond its bounding box.
  int at(int x, int y, int z) {
    return region.isInside(x, y, z) ? level[region.offset(x, y, z)] : 0;
  }

  /// Share of each level among the region's voxels; index 0 is level 1.
  double[] histogram() {
    double[] share = new double[count];
    for (int value : level) {
      if (value > 0) {
        share[value - 1]++;
      }
    }
    for (int i = 0; i < count; i++) {
      share[i] /= region.voxels();
    }
    return share;
  }
}
