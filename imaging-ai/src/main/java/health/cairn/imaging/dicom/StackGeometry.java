package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The grid of a stack, from the positions of its frames, and what is wrong with it.
///
/// @param evenlySpaced see [SeriesVolumes.Stack#evenlySpaced]
record StackGeometry(
    Grid grid,
    boolean spacingKnown,
    boolean orientationKnown,
    boolean evenlySpaced,
    List<String> issues) {
  /// Steps may differ by this part of their median, or by [#EVEN_MM], before it is reported.
  private static final double EVEN = 0.02;

  private static final double EVEN_MM = 0.02;

  private static final PatientPoint X = new PatientPoint(1, 0, 0);
  private static final PatientPoint Y = new PatientPoint(0, 1, 0);
  private static final PatientPoint Z = new PatientPoint(0, 0, 1);

  static StackGeometry of(List<FrameInfo> frames) {
    FrameInfo first = frames.getFirst();
    FramePlane plane = first.plane();
    var issues = new ArrayList<String>();
    var spacing = plane.spacing().orElse(new FramePlane.PixelSpacing(1, 1));
    boolean spacingKnown = plane.spacing().isPresent();
    if (!spacingKnown) issues.add("No pixel spacing in these images: distances are off");
    boolean orientationKnown = plane.alongNormal().isPresent();
    if (!orientationKnown) {
      issues.add(
          "No position or orientation in these images: patient directions are off, and slices lie"
              + " in the order of their instance numbers");
      if (frames.size() > 1 && spacingKnown) {
        spacingKnown = false;
        issues.add("The spacing between slices is not known: distances are off");
      }
    }
    var axes = plane.axes().filter(known -> orientationKnown).orElse(new FramePlane.Axes(X, Y));
    PatientPoint origin =
        plane.position().filter(known -> orientationKnown).orElse(new PatientPoint(0, 0, 0));
    PatientPoint step = Z;
    boolean even = true;
    if (orientationKnown && frames.size() > 1) {
      PatientPoint last = frames.getLast().plane().position().orElseThrow();
      step = last.minus(origin).times(1.0 / (frames.size() - 1));
      even = checkSpacing(frames, axes.normal(), issues);
      checkTilt(step, axes.normal(), issues);
      checkShift(frames, step, axes.normal(), issues);
    } else if (orientationKnown) {
      step = axes.normal().times(first.thicknessMm().orElse(1.0));
      issues.add(
          first.thicknessMm().isPresent()
              ? "A single slice: its thickness is from Slice Thickness"
              : "A single slice without thickness: 1 mm is taken for it, and volumes are no more than"
                  + " its area");
    }
    Affine affine =
        new Affine(
            origin,
            axes.row().times(spacing.columnsMm()),
            axes.column().times(spacing.rowsMm()),
            step);
    Grid grid =
        new Grid(
            first.layout().columns(),
            first.layout().rows(),
            frames.size(),
            affine,
            orientationKnown ? first.frameOfReferenceUid() : "");
    if (orientationKnown && first.frameOfReferenceUid().isEmpty()) {
      issues.add("No frame of reference: these images cannot be compared with other series");
    }
    return new StackGeometry(grid, spacingKnown, orientationKnown, even, issues);
  }

  private static boolean checkSpacing(
      List<FrameInfo> frames, PatientPoint normal, List<String> issues) {
    double[] at =
        frames.stream()
            .mapToDouble(frame -> frame.plane().position().orElseThrow().dot(normal))
            .toArray();
    double[] steps = new double[at.length - 1];
    for (int i = 0; i < steps.length; i++) steps[i] = at[i + 1] - at[i];
    double[] sorted = steps.clone();
    Arrays.sort(sorted);
    double median = sorted[(sorted.length - 1) / 2];
    double tolerance = Math.max(EVEN * median, EVEN_MM);
    boolean even = true;
    boolean uneven = false;
    for (int i = 0; i < steps.length; i++) {
      if (Math.abs(steps[i] - median) <= tolerance) continue;
      even = false;
      long missing = Math.round(steps[i] / median) - 1;
      boolean whole = Math.abs(steps[i] - (missing + 1) * median) <= tolerance * (missing + 1);
      if (missing > 0 && whole) {
        issues.add(
            "%s missing between slice %d and %d (%.1f mm instead of %.1f mm)"
                .formatted(
                    missing == 1 ? "A slice is" : missing + " slices are",
                    i + 1,
                    i + 2,
                    steps[i],
                    median));
      } else {
        uneven = true;
      }
    }
    if (uneven) {
      issues.add(
          "Slices are unevenly spaced, %.2f to %.2f mm apart: distances across slices are"
                  .formatted(sorted[0], sorted[sorted.length - 1])
              + " approximate");
    }
    return even;
  }

  /// A stack may be sheared (CT with a tilted gantry); the affine follows it.
  private static void checkTilt(PatientPoint step, PatientPoint normal, List<String> issues) {
    double along = step.dot(normal);
    double aside = step.minus(normal.times(along)).length();
    if (aside > EVEN * Math.abs(along)) {
      issues.add(
          "The stack is tilted: each slice lies %.2f mm beside the one below it".formatted(aside));
    }
  }

  /// Slices that leave the line from the first to the last sideways are not on one grid.
  private static void checkShift(
      List<FrameInfo> frames, PatientPoint step, PatientPoint normal, List<String> issues) {
    PatientPoint origin = frames.getFirst().plane().position().orElseThrow();
    double along = step.dot(normal);
    double worst = 0;
    for (FrameInfo frame : frames) {
      PatientPoint from = frame.plane().position().orElseThrow().minus(origin);
      PatientPoint onLine = step.times(from.dot(normal) / along);
      worst = Math.max(worst, from.minus(onLine).length());
    }
    if (worst > 0.5) {
      issues.add("Slices are shifted against each other by up to %.1f mm".formatted(worst));
    }
  }
}
