package health.cairn.imaging.dicom;

import health.cairn.imaging.render.Window;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.util.List;
import java.util.Optional;

/// The pixels of one series, as volumes.
///
/// @param stacks one per set of frames that form one volume (each b-value, echo, time point on its
///   own), largest first, then in order of acquisition; empty where the series has no volume (the
///   issues say why)
/// @param issues what a reader should know of the series as a whole, one sentence each
public record SeriesVolumes(List<Stack> stacks, List<String> issues) {

  public SeriesVolumes {
    stacks = List.copyOf(stacks);
    issues = List.copyOf(issues);
  }

  /// Frames on one grid.
  ///
  /// @param label what sets this stack apart from the others ("b 1000 s/mm2", "echo time 90 ms"), or
  ///   empty where it is the only one
  /// @param volume slices by position along the normal of the image plane: for axial images from the
  ///   feet to the head. Where [#spacingKnown] is false its affine has 1 mm steps that mean nothing;
  ///   where [#orientationKnown] is false its axes are the image's own
  /// @param spacingKnown whether millimetres may be shown and measured
  /// @param orientationKnown whether patient directions may be shown
  /// @param evenlySpaced false where a slice is missing or spacing varies: the affine then holds the
  ///   mean spacing, and distances across slices are approximate
  /// @param window the window the file suggests for its values, where it has one
  /// @param frames the frame each slice was read from, one per slice, in the volume's order
  /// @param issues what a reader should know of this stack, one sentence each
  public record Stack(
      String label,
      Volume volume,
      boolean spacingKnown,
      boolean orientationKnown,
      boolean evenlySpaced,
      Optional<Window> window,
      List<FrameReference> frames,
      List<String> issues) {

    public Stack {
      frames = List.copyOf(frames);
      issues = List.copyOf(issues);
      if (frames.size() != volume.grid().slices()) {
        throw new IllegalArgumentException("a stack that does not know where its slices are from");
      }
    }
  }

  /// One frame of one DICOM object.
  ///
  /// @param frame from 1; 0 for an object that has only one
  /// @param position centre of its first pixel, as its tags say; the volume's affine says the same
  ///   where slices are evenly spaced
  public record FrameReference(
      String sopClassUid, String sopInstanceUid, int frame, Optional<PatientPoint> position) {}
}
