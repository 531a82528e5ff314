package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.Trained;
import health.cairn.imaging.uncertainty.OutlineCut;
import java.util.List;

/// Outlines one thing on pictures: a network, or a method that learnt from nobody.
interface PictureOutlines extends Trained<PictureOutlines> {
  /// What is outlined ("tumour").
  String label();

  /// From which probability on a pixel is inside.
  OutlineCut cut();

  /// @return one for each picture, in order
  List<OnGrid> ask(List<GreyPicture> pictures) throws ImagingException;

  /// What was said of one picture, on any grid that covers the same.
  @FunctionalInterface
  interface OnGrid {
    /// A probability for each pixel, rows after one another.
    double[] probability(int rows, int columns);
  }
}
