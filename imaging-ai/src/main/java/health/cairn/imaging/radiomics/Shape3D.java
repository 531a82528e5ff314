package health.cairn.imaging.radiomics;

import java.util.function.ObjDoubleConsumer;

/// Size and form of a region of a volume (IBSI 3.1 under PyRadiomics' names). A slice diameter lies in
/// a plane of rows and columns, a column diameter in one of rows' constant y, a row diameter in one of
/// constant x.
final class Shape3D {
  private Shape3D() {}

  static void write(Region region, ObjDoubleConsumer<String> out) {
    SurfaceMesh mesh = SurfaceMesh.of(region);
    Axes axes = Axes.of(region);
    double volume = mesh.volumeMm3();
    double area = mesh.areaMm2();
    out.accept("Elongation", axes.ratio(1, 0));
    out.accept("Flatness", axes.ratio(2, 0));
    out.accept("LeastAxisLength", axes.length(2));
    out.accept("MajorAxisLength", axes.length(0));
    out.accept("Maximum2DDiameterColumn", Diameters.withinPlanes(mesh.vertices(), 1));
    out.accept("Maximum2DDiameterRow", Diameters.withinPlanes(mesh.vertices(), 0));
    out.accept("Maximum2DDiameterSlice", Diameters.withinPlanes(mesh.vertices(), 2));
    out.accept("Maximum3DDiameter", Diameters.ofVolume(mesh.vertices()));
    out.accept("MeshVolume", volume);
    out.accept("MinorAxisLength", axes.length(1));
    out.accept("Sphericity", Math.cbrt(36 * Math.PI * volume * volume) / area);
    out.accept("SurfaceArea", area);
    out.accept("SurfaceVolumeRatio", area / volume);
    out.accept(
        "VoxelVolume",
        region.voxels() * region.spacingMm(0) * region.spacingMm(1) * region.spacingMm(2));
  }
}
