package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.VR;

/// Writes a volume as MR Image Storage objects (DICOM PS3.3 A.4), one file per slice, explicit VR
/// little endian. Stateless; any thread.
public final class SeriesWriter {
  private static final double ORTHOGONAL = 1e-4;

  /// Writes `IM0001.dcm`, `IM0002.dcm`, ... in the order of the volume's slices.
  ///
  /// SOP Instance UIDs follow from the Series Instance UID and the slice, so the same volume under
  /// the same UIDs gives the same bytes. Geometry is written from the grid's affine, which must be
  /// rectangular; samples are written as stored, with the volume's rescale where it is not 1 and 0.
  ///
  /// @param folder made where it does not exist; files of the same names are replaced
  /// @return one per slice, in slice order
  /// @throws ImagingException REFUSED for an oblique-angled grid or one without frame of reference;
  ///   ENVIRONMENT where the disk fails
  public List<WrittenObject> write(
      Volume volume, MrStudyHeader study, MrSeriesHeader series, Path folder, Progress progress)
      throws ImagingException {
    requireRectangular(volume.grid());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The folder " + folder + " cannot be made", e);
    }
    var written = new ArrayList<WrittenObject>();
    int slices = volume.grid().slices();
    for (int slice = 0; slice < slices; slice++) {
      progress.report("Writing images", slice, slices);
      Path file = folder.resolve("IM%04d.dcm".formatted(slice + 1));
      Attributes image = new Attributes();
      ModuleAttributes.study(image, study);
      ModuleAttributes.mrSeries(image, study, series);
      String uid = DicomUid.named(series.seriesInstanceUid() + "/" + (slice + 1));
      image.setString(Tag.SOPClassUID, VR.UI, UID.MRImageStorage);
      image.setString(Tag.SOPInstanceUID, VR.UI, uid);
      image.setInt(Tag.InstanceNumber, VR.IS, slice + 1);
      plane(image, volume.grid(), slice);
      pixels(image, volume, slice);
      DicomFile.write(image, file);
      written.add(new WrittenObject(file, UID.MRImageStorage, uid, series.seriesInstanceUid()));
    }
    progress.report("Writing images", slices, slices);
    return written;
  }

  private static void requireRectangular(Grid grid) throws ImagingException {
    if (grid.frameOfReferenceUid().isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, "The volume has no frame of reference to be written in");
    }
    Affine affine = grid.affine();
    PatientPoint x = unit(affine.columnStep());
    PatientPoint y = unit(affine.rowStep());
    PatientPoint z = unit(affine.sliceStep());
    if (Math.abs(x.dot(y)) > ORTHOGONAL || Math.abs(x.cross(y).dot(z)) < 1 - ORTHOGONAL) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, "The volume's axes are not at right angles");
    }
  }

  private static void plane(Attributes image, Grid grid, int slice) {
    Affine affine = grid.affine();
    PatientPoint x = unit(affine.columnStep());
    PatientPoint y = unit(affine.rowStep());
    PatientPoint at = affine.toPatient(new VoxelIndex(0, 0, slice));
    image.setString(Tag.FrameOfReferenceUID, VR.UI, grid.frameOfReferenceUid());
    image.setNull(Tag.PositionReferenceIndicator, VR.LO);
    image.setString(
        Tag.ImageOrientationPatient,
        VR.DS,
        DecimalText.of(x.xMm(), x.yMm(), x.zMm(), y.xMm(), y.yMm(), y.zMm()));
    image.setString(Tag.ImagePositionPatient, VR.DS, DecimalText.of(at.xMm(), at.yMm(), at.zMm()));
    image.setString(
        Tag.PixelSpacing, VR.DS, DecimalText.of(affine.rowSpacingMm(), affine.columnSpacingMm()));
    String spacing = DecimalText.of(affine.sliceSpacingMm());
    image.setString(Tag.SliceThickness, VR.DS, spacing);
    image.setString(Tag.SpacingBetweenSlices, VR.DS, spacing);
  }

  private static void pixels(Attributes image, Volume volume, int slice) {
    Grid grid = volume.grid();
    image.setInt(Tag.SamplesPerPixel, VR.US, 1);
    image.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    image.setInt(Tag.Rows, VR.US, grid.rows());
    image.setInt(Tag.Columns, VR.US, grid.columns());
    image.setInt(Tag.BitsAllocated, VR.US, 16);
    image.setInt(Tag.BitsStored, VR.US, 16);
    image.setInt(Tag.HighBit, VR.US, 15);
    image.setInt(Tag.PixelRepresentation, VR.US, volume.signed() ? 1 : 0);
    if (volume.slope() != 1 || volume.intercept() != 0) {
      image.setString(Tag.RescaleIntercept, VR.DS, DecimalText.of(volume.intercept()));
      image.setString(Tag.RescaleSlope, VR.DS, DecimalText.of(volume.slope()));
      image.setString(Tag.RescaleType, VR.LO, "US");
    }
    short[] samples = new short[grid.voxelsPerSlice()];
    volume.copySlice(slice, samples);
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    image.setBytes(Tag.PixelData, VR.OW, bytes);
  }

  private static PatientPoint unit(PatientPoint vector) {
    return vector.times(1 / vector.length());
  }
}
