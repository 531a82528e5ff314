package health.cairn.imaging.evaluate.site;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.SliceView;
import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which slices of a volume stand for a patient of whom nobody outlined anything.
final class ShownSlices {
  private static final int OF_A_HEAD = 5;
  private static final double APART_MM = 2;
  private static final int AT_ONCE = 16;

  private ShownSlices() {}

  /// Of a head without a tumour: some of its middle half, evenly apart.
  static List<Integer> ofAHead(Volume volume) {
    int slices = volume.grid().slices();
    List<Integer> heads =
        IntStream.range(slices / 4, slices - slices / 4)
            .filter(slice -> showsAHead(volume, slice))
            .boxed()
            .toList();
    return evenly(heads, OF_A_HEAD);
  }

  private static boolean showsAHead(Volume volume, int slice) {
    double[] view = SliceView.of(volume, slice);
    int side = (int) Math.sqrt(view.length);
    return HeadOutline.of(Raster.drawn(side, side, (x, y) -> view[y * side + x])).found();
  }

  /// Of a tumour that somebody named and nobody outlined: where the network that outlines here sees the larger
  /// part of it, which is what an analysis would ask about as well. None where it sees nothing.
  static List<Integer> ofATumour(Volume volume, Outliner finder, Progress progress)
      throws ImagingException {
    int step = Math.max(1, (int) Math.round(APART_MM / volume.grid().affine().sliceSpacingMm()));
    List<Integer> looked =
        IntStream.iterate(0, s -> s < volume.grid().slices(), s -> s + step).boxed().toList();
    List<Integer> areas = new ArrayList<>();
    for (int from = 0; from < looked.size(); from += AT_ONCE) {
      List<SliceSample> some =
          looked.subList(from, Math.min(looked.size(), from + AT_ONCE)).stream()
              .map(slice -> sample(volume, slice))
              .toList();
      finder.outline(some, progress).forEach(s -> areas.add(s.region().cardinality()));
    }
    int largest = areas.stream().mapToInt(Integer::intValue).max().orElse(0);
    return IntStream.range(0, areas.size())
        .filter(i -> areas.get(i) > 0 && 2 * areas.get(i) >= largest)
        .mapToObj(looked::get)
        .toList();
  }

  private static SliceSample sample(Volume volume, int slice) {
    Grid grid = volume.grid();
    float[] narrow = volume.sliceValues(slice);
    double[] values = new double[narrow.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = narrow[i];
    }
    return new SliceSample(
        grid.rows(),
        grid.columns(),
        values,
        Optional.of(
            new SliceSample.PixelSpacing(
                grid.affine().rowSpacingMm(), grid.affine().columnSpacingMm())),
        new BitSet());
  }

  /// At most so many, as far apart as can be.
  static <T> List<T> evenly(List<T> all, int most) {
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    return IntStream.range(0, most)
        .mapToObj(i -> all.get((int) ((i + 0.5) * all.size() / most)))
        .toList();
  }
}
