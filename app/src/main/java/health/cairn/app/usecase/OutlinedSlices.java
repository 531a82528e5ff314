package health.cairn.app.usecase;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.dicom.BurnedIn;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.ScanDetails;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.evaluate.ExampleSlice;
import health.cairn.imaging.evaluate.ExampleTraits;
import health.cairn.imaging.volume.Mask;
import java.util.List;
import java.util.Optional;

/// What of a series could become an example: the slices that an outline touches, and what is known of them.
///
/// @param traits of the patient and the scanner
/// @param burnedIn whether text may stand in the pixels
record OutlinedSlices(List<ExampleSlice> slices, ExampleTraits traits, boolean burnedIn) {
  OutlinedSlices {
    slices = List.copyOf(slices);
  }

  /// @param outline on the grid of the stack
  static OutlinedSlices of(Series series, Stack stack, Mask outline) throws ImagingException {
    Instance first = series.instances().getFirst();
    return new OutlinedSlices(
        ExampleSlice.of(stack.volume(), outline),
        ExampleTraits.of(
            ScanDetails.of(first),
            stack.orientationKnown()
                ? Optional.of(stack.volume().grid().affine())
                : Optional.empty()),
        BurnedIn.said(first));
  }
}
