package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.inference.SliceStack;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// One case of the `lgg_flair` layout: each picture shows one slice three times, T1 above FLAIR above
/// T1 after contrast agent.
///
/// @param masks per slice; empty where there is no mask file, which means no tumour
record LggStack(List<GreyPicture> pictures, List<Optional<GreyPicture>> masks, List<String> copied)
    implements SliceStack {
  private static final List<String> SEQUENCES = List.of("T1", "FLAIR", "T1C");
  // Of pictures and masks together; 2 bytes each.
  private static final long MAX_PIXELS = 60_000_000;

  LggStack {
    pictures = List.copyOf(pictures);
    masks = List.copyOf(masks);
    copied = List.copyOf(copied);
  }

  /// @throws ImagingException `REFUSED`, naming the slice, when one cannot be read, is not three
  ///   squares high or differs in size from the others
  static LggStack read(LggCases.Case one) throws ImagingException {
    if (one.missing() > 0 || one.missingMasks() > 0) {
      throw refused(
          one.missing() > 0
              ? one.missing() + " slices that index.csv names are missing"
              : one.missingMasks() + " slices with tumour have no mask");
    }
    List<GreyPicture> pictures = new ArrayList<>();
    List<Optional<GreyPicture>> masks = new ArrayList<>();
    long pixels = 0;
    int rows = 0;
    int columns = 0;
    for (String slice : one.slices()) {
      GreyPicture picture = GreyPicture.read(one.folder(), slice);
      if (picture.rows() % SEQUENCES.size() != 0
          || (!pictures.isEmpty()
              && (picture.rows() != pictures.getFirst().rows()
                  || picture.columns() != pictures.getFirst().columns()))) {
        throw refused("slice " + slice + " is not three sequences of the others' size");
      }
      pictures.add(picture);
      Optional<GreyPicture> mask =
          GreyPicture.exists(one.folder(), slice + "_mask")
              ? Optional.of(GreyPicture.read(one.folder(), slice + "_mask"))
              : Optional.empty();
      if (mask.isPresent()) {
        GreyPicture m = mask.get();
        if (rows != 0 && (m.rows() != rows || m.columns() != columns)) {
          throw refused("the mask of slice " + slice + " differs in size from the others");
        }
        rows = m.rows();
        columns = m.columns();
      }
      masks.add(mask);
      pixels += (long) picture.rows() * picture.columns();
      pixels += mask.map(m -> (long) m.rows() * m.columns()).orElse(0L);
      if (pixels > MAX_PIXELS) {
        throw refused("its slices are larger than can be held");
      }
    }
    LggStack stack = new LggStack(pictures, masks, one.copied());
    if (pixels == 0) {
      throw refused("it has no slices");
    }
    Lattice lattice = stack.lattice();
    if (!lattice.measurable()) {
      throw refused("its masks are larger than can be measured");
    }
    double stretched =
        lattice.rows() * (double) stack.columns() / ((double) lattice.columns() * stack.rows());
    if (stretched < 0.98 || stretched > 1.02) {
      throw refused("its masks do not have the shape of its slices");
    }
    return stack;
  }

  int rows() {
    return pictures.getFirst().rows() / SEQUENCES.size();
  }

  int columns() {
    return pictures.getFirst().columns();
  }

  /// That of the masks; of the pictures where there is none. The set does not say how large a voxel is.
  Lattice lattice() {
    return masks.stream()
        .flatMap(Optional::stream)
        .findFirst()
        .map(m -> Lattice.ofVoxels(m.columns(), m.rows(), pictures.size()))
        .orElse(Lattice.ofVoxels(columns(), rows(), pictures.size()));
  }

  BinaryMask truth() {
    Lattice lattice = lattice();
    int plane = lattice.rows() * lattice.columns();
    BitSet inside = new BitSet();
    for (int slice = 0; slice < masks.size(); slice++) {
      if (masks.get(slice).isPresent()) {
        GreyPicture mask = masks.get(slice).get();
        for (int i = 0; i < plane; i++) {
          if (mask.at(i) > ChengRun.MASK_LEVEL) {
            inside.set(slice * plane + i);
          }
        }
      }
    }
    return BinaryMask.of(lattice, inside::get);
  }

  @Override
  public int slices() {
    return pictures.size();
  }

  @Override
  public boolean has(String sequence) {
    return SEQUENCES.contains(sequence) && !copied.contains(sequence);
  }

  @Override
  public double[] slice(String sequence, int index) {
    int cells = rows() * columns();
    int start = SEQUENCES.indexOf(sequence) * cells;
    double[] values = new double[cells];
    for (int i = 0; i < cells; i++) {
      values[i] = pictures.get(index).at(start + i);
    }
    return values;
  }

  private static ImagingException refused(String reason) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The case cannot be judged: " + reason + ".");
  }
}
