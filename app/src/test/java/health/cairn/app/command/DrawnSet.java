package health.cairn.app.command;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Drawn heads as a raw data set of nnU-Net, in its own words and NIfTI.
final class DrawnSet {
  private static final List<SequenceRole> CHANNELS =
      List.of(SequenceRole.T1C, SequenceRole.T1, SequenceRole.FLAIR, SequenceRole.T2);
  private static final int FIRST_SEED = 2001;
  private static final int HEADER = 352;

  private DrawnSet() {}

  static Path write(int heads, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
    Files.writeString(
        folder.resolve("dataset.json"),
        """
        {"channel_names": {"0": "T1ce", "1": "T1", "2": "FLAIR", "3": "T2"},
         "labels": {"background": 0, "whole tumour": [1, 2, 3], "tumour core": [2, 3], "enhancing tumour": [3]},
         "regions_class_order": [1, 2, 3], "numTraining": %d, "file_ending": ".nii.gz"}
        """
            .formatted(heads));
    for (int head = 0; head < heads; head++) {
      DrawnTumour drawn = DrawnTumour.of(FIRST_SEED + head);
      String id = "head_%03d".formatted(head);
      for (int channel = 0; channel < CHANNELS.size(); channel++) {
        Volume volume = drawn.sequences().get(CHANNELS.get(channel));
        write(
            folder.resolve("imagesTr/%s_%04d.nii.gz".formatted(id, channel)),
            volume.grid(),
            volume.storedCopy());
      }
      write(
          folder.resolve("labelsTr/" + id + ".nii.gz"), DrawnTumour.GRID, labels(drawn.regions()));
    }
    return folder;
  }

  /// How many of the regions hold a voxel: they lie inside of each other.
  private static short[] labels(Map<String, Mask> regions) {
    short[] labels = new short[DrawnTumour.GRID.voxels()];
    for (Mask region : regions.values()) {
      region.bits().stream().forEach(at -> labels[at]++);
    }
    return labels;
  }

  private static void write(Path file, Grid grid, short[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(HEADER + 2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 348);
    bytes.putShort(40, (short) 3);
    bytes.putShort(42, (short) grid.columns()).putShort(44, (short) grid.rows());
    bytes.putShort(46, (short) grid.slices());
    bytes.putShort(70, (short) 4).putShort(72, (short) 16);
    bytes.putFloat(108, HEADER).putFloat(112, 1);
    bytes.put(123, (byte) 2);
    bytes.putShort(254, (short) 1);
    Affine affine = grid.affine();
    PatientPoint[] steps = {
      affine.columnStep(), affine.rowStep(), affine.sliceStep(), affine.origin()
    };
    for (int column = 0; column < steps.length; column++) {
      // NIfTI counts to the right and forwards, DICOM to the left and backwards.
      bytes.putFloat(280 + 4 * column, (float) -steps[column].xMm());
      bytes.putFloat(296 + 4 * column, (float) -steps[column].yMm());
      bytes.putFloat(312 + 4 * column, (float) steps[column].zMm());
      if (column < 3) {
        bytes.putFloat(80 + 4 * column, (float) steps[column].length());
      }
    }
    bytes.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    for (int at = 0; at < values.length; at++) {
      bytes.putShort(HEADER + 2 * at, values[at]);
    }
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes.array());
    }
  }
}
