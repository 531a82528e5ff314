package health.cairn.app.analysis;

import health.cairn.imaging.measure.SurfaceDistance;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// All that is outlined of a tumour, on the grid of organs that a distance to it is measured from.
record TumourSurface(Mask mask) {

  /// @return empty where nothing is outlined, and where its place on that grid is not known: in another frame of
  ///   reference
  static Optional<TumourSurface> of(List<Mask> outlined, Grid target) {
    BitSet bits = new BitSet();
    for (Mask mask : outlined) {
      Grid grid = mask.grid();
      if (grid.equals(target)) {
        bits.or(mask.bits());
      } else if (!grid.frameOfReferenceUid().isEmpty()
          && grid.frameOfReferenceUid().equals(target.frameOfReferenceUid())) {
        bits.or(Resampler.resample(mask, target).bits());
      } else {
        return Optional.empty();
      }
    }
    return bits.isEmpty()
        ? Optional.empty()
        : Optional.of(new TumourSurface(Mask.of(target, bits)));
  }

  /// Smallest distance between surfaces in millimetres; empty without a tumour.
  static OptionalDouble distance(Optional<TumourSurface> tumour, Mask organ) {
    return tumour.isEmpty()
        ? OptionalDouble.empty()
        : SurfaceDistance.mm(tumour.get().mask(), organ);
  }
}
