package health.cairn.imaging.inference;

/// Slices of one or more sequences, one above the other: slice `i` of each shows the same place.
public interface SliceStack {
  /// How many slices each sequence has.
  int slices();

  /// Whether there is a sequence of that name ("FLAIR").
  boolean has(String sequence);

  /// Intensities of one slice, rows after one another, any unit. May be asked several times for the
  /// same slice.
  double[] slice(String sequence, int index);
}
