package health.cairn.imaging.measure;

/// The two diameters by which tumours are followed (RANO: Wen et al., J Clin Oncol 2010, 28:1963):
/// the longest within one acquired slice, and the longest at right angles to it in the same slice.
/// Ends lie on the outer edges of voxels, so a single voxel has the size of a voxel.
///
/// @param longestMm the largest distance between two points of the tumour in any one slice; 0 for
///   an empty mask
/// @param perpendicularMm the largest extent at right angles to the longest diameter in that slice
/// @param slice the slice they lie in, from 0; -1 for an empty mask
public record Diameters(double longestMm, double perpendicularMm, int slice) {}
