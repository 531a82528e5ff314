package health.cairn.imaging.segment;

/// Which slices of a volume the model sees, and from which of its answers each slice is made.
///
/// Thin slices are averaged into slabs of up to 3 mm, as pixels are averaged in the plane: the models
/// learnt from slices of 5 mm and more, thin ones are noisier than anything they know, and time stays
/// bounded. Slices between two slab centres are interpolated.
///
/// @param slices in the volume
/// @param perSlab neighbouring slices that are averaged; the last slab may have fewer
record SlabPlan(int slices, int perSlab) {
  static final double SLAB_MM = 3;
  static final int MAX_SLABS = 160;

  static SlabPlan of(int slices, double sliceSpacingMm) {
    int byThickness = Math.max(1, (int) Math.floor(SLAB_MM / sliceSpacingMm + 1e-6));
    int byTime = (slices + MAX_SLABS - 1) / MAX_SLABS;
    return new SlabPlan(slices, Math.min(slices, Math.max(byThickness, byTime)));
  }

  int slabs() {
    return (slices + perSlab - 1) / perSlab;
  }

  int first(int slab) {
    return slab * perSlab;
  }

  int count(int slab) {
    return Math.min(perSlab, slices - first(slab));
  }

  double centre(int slab) {
    return first(slab) + (count(slab) - 1) / 2.0;
  }

  /// The two slabs a slice lies between, and the share of the second.
  Between between(int slice) {
    int slab = slice / perSlab;
    int below = slice < centre(slab) ? slab - 1 : slab;
    if (below < 0) {
      return new Between(0, 0, 0);
    }
    if (below + 1 >= slabs()) {
      return new Between(below, below, 0);
    }
    double share = (slice - centre(below)) / (centre(below + 1) - centre(below));
    return new Between(below, below + 1, share);
  }

  record Between(int below, int above, double share) {}
}
