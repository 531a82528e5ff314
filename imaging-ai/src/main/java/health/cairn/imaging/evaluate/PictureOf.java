package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;

/// A picture that is not in a set's index, with what is said of it.
record PictureOf(ChengIndex.Row row, Reading reading) {
  /// Reads it when its turn comes, so that a set of any length fits the heap.
  @FunctionalInterface
  interface Reading {
    GreyPicture read() throws ImagingException;
  }
}
