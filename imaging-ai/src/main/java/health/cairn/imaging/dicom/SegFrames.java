package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The frames of a segmentation: one for each slice that holds part of a segment, segment after
/// segment, and their bits.
final class SegFrames {
  private final List<Frame> list;
  private final BitSet bits;
  private final int bytes;

  private SegFrames(List<Frame> list, BitSet bits, int bytes) {
    this.list = List.copyOf(list);
    this.bits = bits;
    this.bytes = bytes;
  }

  /// @param segment number of the segment, from 1
  /// @param slice of the grid, from 0
  record Frame(int segment, int slice) {}

  static SegFrames of(Grid grid, List<Segment> segments) {
    int perSlice = grid.voxelsPerSlice();
    var list = new ArrayList<Frame>();
    BitSet packed = new BitSet();
    for (int number = 1; number <= segments.size(); number++) {
      Mask mask = segments.get(number - 1).mask();
      int at = mask.next(0);
      while (at >= 0) {
        int slice = at / perSlice;
        int end = (slice + 1) * perSlice;
        int base = Math.multiplyExact(list.size(), perSlice);
        list.add(new Frame(number, slice));
        for (; at >= 0 && at < end; at = mask.next(at + 1)) packed.set(base + at % perSlice);
      }
    }
    int bytes = (int) (((long) list.size() * perSlice + 7) / 8);
    return new SegFrames(list, packed, bytes);
  }

  List<Frame> list() {
    return list;
  }

  /// One bit a pixel, lowest bit first, frames without a gap between them (PS3.5 8.1.1); of even
  /// length.
  byte[] packed() {
    byte[] all = new byte[bytes + (bytes & 1)];
    byte[] set = bits.toByteArray();
    System.arraycopy(set, 0, all, 0, set.length);
    return all;
  }
}
