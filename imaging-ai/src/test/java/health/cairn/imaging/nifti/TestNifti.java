package health.cairn.imaging.nifti;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntUnaryOperator;
import java.util.zip.GZIPOutputStream;

/// Small NIfTI-1 files of 1 mm voxels.
public final class TestNifti {
  private TestNifti() {}

  /// A packed file of bytes.
  public static byte[] ofBytes(int i, int j, int k, IntUnaryOperator value) throws IOException {
    return packed(file(i, j, k, NiftiType.UINT8, ByteOrder.LITTLE_ENDIAN, value));
  }

  static byte[] file(int i, int j, int k, NiftiType type, ByteOrder order, IntUnaryOperator value) {
    int voxels = i * j * k;
    ByteBuffer file = ByteBuffer.allocate(352 + voxels * type.bytes()).order(order);
    file.putInt(0, 348);
    file.putShort(40, (short) 3);
    file.putShort(42, (short) i).putShort(44, (short) j).putShort(46, (short) k);
    file.putShort(70, code(type)).putShort(72, (short) (8 * type.bytes()));
    file.putFloat(76, 1).putFloat(80, 1).putFloat(84, 1).putFloat(88, 1);
    file.putFloat(108, 352).putFloat(112, 1);
    file.put(123, (byte) 10);
    file.putShort(254, (short) 1);
    file.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
    file.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    for (int at = 0; at < voxels; at++) {
      put(file, 352 + at * type.bytes(), type, value.applyAsInt(at));
    }
    return file.array();
  }

  static byte[] packed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static short code(NiftiType type) {
    return switch (type) {
      case UINT8 -> 2;
      case INT16 -> 4;
      case INT32 -> 8;
      case FLOAT32 -> 16;
      case FLOAT64 -> 64;
      case INT8 -> 256;
      case UINT16 -> 512;
      case UINT32 -> 768;
      case INT64 -> 1024;
      case UINT64 -> 1280;
    };
  }

  private static void put(ByteBuffer file, int at, NiftiType type, int value) {
    switch (type) {
      case UINT8, INT8 -> file.put(at, (byte) value);
      case INT16, UINT16 -> file.putShort(at, (short) value);
      case INT32, UINT32 -> file.putInt(at, value);
      case FLOAT32 -> file.putFloat(at, value);
      case FLOAT64 -> file.putDouble(at, value);
      case INT64, UINT64 -> file.putLong(at, value);
    }
  }
}
