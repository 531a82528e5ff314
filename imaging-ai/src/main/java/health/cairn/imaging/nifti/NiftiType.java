package health.cairn.imaging.nifti;

import health.cairn.imaging.nifti.NiftiReader.NiftiException;
import java.nio.ByteBuffer;

/// How a voxel is stored (nifti1.h, `datatype`). 64-bit integers are read where doubles hold them.
enum NiftiType {
  UINT8(2, 1),
  INT16(4, 2),
  INT32(8, 4),
  FLOAT32(16, 4),
  FLOAT64(64, 8),
  INT8(256, 1),
  UINT16(512, 2),
  UINT32(768, 4),
  INT64(1024, 8),
  UINT64(1280, 8);

  private final int code;
  private final int bytes;

  NiftiType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static NiftiType of(int code, int bits) throws NiftiException {
    for (NiftiType type : values()) {
      if (type.code == code) {
        if (bits != 8 * type.bytes) {
          throw new NiftiException("its data type " + code + " does not have " + bits + " bits");
        }
        return type;
      }
    }
    throw new NiftiException("its data type " + code + " is not read (complex, colour or unknown)");
  }

  int bytes() {
    return bytes;
  }

  double read(ByteBuffer from, int at) {
    return switch (this) {
      case UINT8 -> from.get(at) & 0xff;
      case INT8 -> from.get(at);
      case INT16 -> from.getShort(at);
      case UINT16 -> from.getShort(at) & 0xffff;
      case INT32 -> from.getInt(at);
      case UINT32 -> from.getInt(at) & 0xffffffffL;
      case FLOAT32 -> from.getFloat(at);
      case FLOAT64 -> from.getDouble(at);
      case INT64 -> (double) from.getLong(at);
      case UINT64 -> unsigned(from.getLong(at));
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? (double) bits : 2.0 * (bits >>> 1);
  }
}
