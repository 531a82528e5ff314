package health.cairn.imaging.segment;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A glioma's compartments on one grid, that of the series after contrast agent: what enhances with
/// what it encloses (the core), and all of the tumour, which is the abnormality on FLAIR and the core
/// together (BraTS' whole tumour; Menze et al., IEEE TMI 2015, 34:1993).
///
/// @param core as the T1C model outlined it
/// @param whole absent where nothing was outlined on FLAIR, or what was is not believed; its means and
///   lesions are of what was outlined on FLAIR, without the core that was added
/// @param notes what a rule changed or doubts, one sentence each
public record Compartments(
    Optional<Segmentation.Found> core, Optional<Segmentation.Found> whole, List<String> notes) {

  /// FLAIR abnormality is brighter than the head around it; a tenth is within a coil's unevenness.
  static final double MIN_BRIGHTER = 1.1;

  /// More of the core than this outside of the abnormality is said: the two series may not match.
  static final double MAX_CORE_OUTSIDE = 0.2;

  private static final int SAMPLES = 200_000;

  public Compartments {
    notes = List.copyOf(notes);
  }

  /// @param grid of the series after contrast agent
  /// @param core what was outlined there; best with the abnormality as [Evidence]
  /// @param flair the series the abnormality was outlined on
  /// @param abnormality what was outlined on it
  public static Compartments of(
      Grid grid, Segmentation core, Volume flair, Segmentation abnormality) {
    List<String> notes = new ArrayList<>();
    Optional<Segmentation.Found> inner = core.largest();
    Optional<Segmentation.Found> found = abnormality.largest();
    if (found.isEmpty()) {
      return new Compartments(inner, Optional.empty(), notes);
    }
    Mask outlined = found.get().segment().mask();
    if (grid.frameOfReferenceUid().isEmpty()
        || !grid.frameOfReferenceUid().equals(outlined.grid().frameOfReferenceUid())) {
      notes.add(
          "FLAIR and the series after contrast agent do not share a frame of reference: the whole"
              + " tumour was left out.");
      return new Compartments(inner, Optional.empty(), notes);
    }
    double brightness = brightness(flair, outlined, inner.map(i -> i.segment().mask()));
    if (brightness < MIN_BRIGHTER) {
      notes.add(
          String.format(
              Locale.ROOT,
              "What was outlined on FLAIR (%.1f mL) is %.2f times as bright as the head around it,"
                  + " not %.1f: the whole tumour was left out.",
              outlined.volumeMl(),
              brightness,
              MIN_BRIGHTER));
      return new Compartments(inner, Optional.empty(), notes);
    }
    BitSet all = Resampler.resample(outlined, grid).bits();
    inner.ifPresent(i -> join(all, i.segment().mask(), notes));
    return new Compartments(
        inner.map(Compartments::core), Optional.of(whole(found.get(), Mask.of(grid, all))), notes);
  }

  /// The same outline by the name it has beside a whole tumour.
  private static Segmentation.Found core(Segmentation.Found found) {
    return new Segmentation.Found(
        new Segment("Enhancing core", found.segment().code(), found.segment().mask()),
        found.parts(),
        found.meanProbability(),
        found.uncertainty(),
        found.volumeCi95Ml(),
        found.cut(),
        found.disagreement(),
        found.lesions());
  }

  /// Adds the core to the abnormality, and says so where much of it lay outside.
  private static void join(BitSet abnormality, Mask core, List<String> notes) {
    BitSet outside = core.bits();
    outside.andNot(abnormality);
    double share = outside.cardinality() / (double) core.count();
    if (share > MAX_CORE_OUTSIDE) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%.0f %% of the core lies outside of the abnormality on FLAIR and was added to the"
                  + " whole tumour.",
              share * 100));
    }
    abnormality.or(core.bits());
  }

  private static Segmentation.Found whole(Segmentation.Found found, Mask mask) {
    double factor = mask.volumeMl() / found.segment().mask().volumeMl();
    return new Segmentation.Found(
        new Segment(found.segment().label(), found.segment().code(), mask),
        found.parts(),
        found.meanProbability(),
        found.uncertainty(),
        found.volumeCi95Ml().map(ci -> new Interval(ci.low() * factor, ci.high() * factor)),
        found.cut(),
        found.disagreement(),
        found.lesions());
  }

  /// Median of the abnormality without the core, divided by the median of the head without it.
  private static double brightness(Volume flair, Mask outlined, Optional<Mask> core) {
    Grid grid = flair.grid();
    BitSet rim = outlined.bits();
    core.map(mask -> Resampler.resample(mask, grid)).ifPresent(mask -> rim.andNot(mask.bits()));
    if (rim.isEmpty()) {
      rim.or(outlined.bits());
    }
    double[] inside = rim.stream().mapToDouble(at -> value(flair, at)).toArray();
    int stride = Math.max(1, grid.voxels() / SAMPLES);
    double[] sample = new double[(grid.voxels() + stride - 1) / stride];
    int n = 0;
    for (int at = 0; at < grid.voxels(); at += stride) {
      if (outlined.next(at) != at) {
        sample[n++] = value(flair, at);
      }
    }
    double air = Arrays.stream(sample, 0, n).average().orElse(0) / 2;
    double[] head = Arrays.stream(sample, 0, n).filter(v -> v > air).toArray();
    double around = median(head);
    return around > 0 ? median(inside) / around : Double.POSITIVE_INFINITY;
  }

  private static double value(Volume volume, int at) {
    Grid grid = volume.grid();
    int inSlice = at % grid.voxelsPerSlice();
    return volume.valueAt(
        inSlice % grid.columns(), inSlice / grid.columns(), at / grid.voxelsPerSlice());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values.length == 0 ? 0 : values[values.length / 2];
  }
}
