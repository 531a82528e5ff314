package health.cairn.imaging.volume;

/// A place on a grid, in voxels; whole numbers are voxel centres.
///
/// @param column along a row of the image, from 0
/// @param row down the image, from 0
/// @param slice through the stack, from 0
public record VoxelIndex(double column, double row, double slice) {}
