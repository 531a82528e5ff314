package health.cairn.imaging.evaluate;

import java.util.List;
import java.util.Set;

/// What the files of a set of volumes show and what the numbers in its labels mean.
///
/// @param sequences of each image of a case, in their order, by our names ("T1C")
/// @param structures for each structure of a model, in its order, the numbers of the voxels inside
/// @param known every number that a voxel may have beside 0
record VolumeKey(List<String> sequences, List<Set<Integer>> structures, Set<Integer> known) {
  VolumeKey {
    sequences = List.copyOf(sequences);
    structures = List.copyOf(structures);
    known = Set.copyOf(known);
  }
}
