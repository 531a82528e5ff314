package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which parts of what a slice-by-slice model marked are believed, and why the others are not.
///
/// The model sees one slice at a time and never saw a slice without tumour of the same patient, so it
/// marks vessels, dura and noise here and there. What separates a tumour from those is that it has
/// substance and goes on through neighbouring slices. The limits are stated here once, for every
/// patient; they are not learnt from one.
final class Plausibility {
  /// About the volume of a sphere of 6 mm: smaller spots are not measurable disease.
  static final double MIN_VOLUME_ML = 0.1;

  /// A part has to reach through at least this much of the stack: slices nearer than this all have
  /// to show it.
  static final double MIN_EXTENT_MM = 5;

  /// A part has to be at least a third as thick as it is wide: wide marks on one slice that their
  /// neighbours do not confirm are dura, skull or noise. In a series with fewer slices than that, down to a single one, it
  /// has to be on all of them.
  static final double MIN_THICKNESS = 1.0 / 3;

  /// A part's mean probability where it reaches the card's threshold ([Part#meanProbability]); the
  /// cut alone is the limit for a single voxel.
  static final double MIN_MEAN_PROBABILITY = 0.6;

  /// A part beside the main one has at least this share of its sum of probabilities.
  static final double MIN_SHARE_OF_MAIN = 0.1;

  /// A part enhances when at least a fifth of it took up contrast agent: what a rim of a tenth of the
  /// radius makes of a ring's area.
  static final double MIN_ENHANCING = 0.2;

  /// How far a glioma's core may lie from its abnormality on FLAIR, which surrounds it: the error of
  /// both outlines and of the patient's rest between two series.
  static final double MAX_APART_MM = 5;

  private Plausibility() {}

  /// @param kept main part first
  /// @param notes one sentence for each reason, with how many parts and how much volume it left out
  record Verdict(List<Part> kept, List<String> notes) {}

  /// @param parts largest sum of probabilities first
  /// @param enhancement where the patient was also imaged before the contrast agent
  /// @param near what lies within [#MAX_APART_MM] of the abnormality on FLAIR, where there is one
  static Verdict judge(
      List<Part> parts, Grid grid, Optional<Enhancement> enhancement, Optional<Mask> near) {
    double voxelMl = grid.affine().voxelVolumeMm3() / 1000;
    Dropped small = new Dropped(words("smaller than %.1f mL", MIN_VOLUME_ML), voxelMl);
    Dropped flat = new Dropped("too few neighbouring slices show it", voxelMl);
    Dropped doubtful =
        new Dropped(words("mean probability below %.2f", MIN_MEAN_PROBABILITY), voxelMl);
    Dropped dark =
        new Dropped("no uptake of contrast agent, unlike what was kept (fluid, fat)", voxelMl);
    Dropped away =
        new Dropped(
            words("more than %.0f mm from the abnormality on FLAIR", MAX_APART_MM)
                + " that surrounds what was kept (pituitary, vessels)",
            voxelMl);
    Dropped minor =
        new Dropped(words("less than %.0f %% of the main part", MIN_SHARE_OF_MAIN * 100), voxelMl);
    List<Part> plausible = new ArrayList<>();
    for (Part part : parts) {
      if (part.voxels() * voxelMl < MIN_VOLUME_ML) {
        small.add(part);
      } else if (part.slices() < Math.min(neededSlices(part, grid.affine()), grid.slices())) {
        flat.add(part);
      } else if (part.meanProbability() < MIN_MEAN_PROBABILITY) {
        doubtful.add(part);
      } else {
        plausible.add(part);
      }
    }
    List<String> notes = new ArrayList<>();
    List<Part> kept = new ArrayList<>();
    for (Part part : near(enhancing(plausible, enhancement, dark, notes), near, away, notes)) {
      if (!kept.isEmpty()
          && part.probabilitySum() < MIN_SHARE_OF_MAIN * kept.getFirst().probabilitySum()) {
        minor.add(part);
      } else {
        kept.add(part);
      }
    }
    if (kept.stream().anyMatch(part -> neededSlices(part, grid.affine()) > grid.slices())) {
      notes.add("The series has too few slices to confirm what was outlined on neighbouring ones.");
    }
    for (Dropped dropped : List.of(dark, away, flat, doubtful, minor, small)) {
      dropped.say(notes);
    }
    return new Verdict(kept, notes);
  }

  /// Where some parts enhance, the others are not believed. Where none does, all are: a tumour of low
  /// grade need not take up contrast agent.
  private static List<Part> enhancing(
      List<Part> parts, Optional<Enhancement> enhancement, Dropped dark, List<String> notes) {
    if (enhancement.isEmpty() || parts.isEmpty()) {
      return parts;
    }
    List<Part> enhancing =
        parts.stream().filter(part -> enhancement.get().share(part) >= MIN_ENHANCING).toList();
    if (enhancing.isEmpty()) {
      notes.add("What was outlined takes up no contrast agent.");
      return parts;
    }
    parts.stream().filter(part -> !enhancing.contains(part)).forEach(dark::add);
    return enhancing;
  }

  /// Where the abnormality on FLAIR surrounds some parts, the others are not believed. Where it surrounds
  /// none, all are: it may be another lesion, or this no glioma.
  private static List<Part> near(
      List<Part> parts, Optional<Mask> near, Dropped away, List<String> notes) {
    if (near.isEmpty() || parts.isEmpty()) {
      return parts;
    }
    List<Part> surrounded = parts.stream().filter(part -> meets(part, near.get())).toList();
    if (surrounded.isEmpty()) {
      notes.add("The abnormality on FLAIR lies away from what was outlined after contrast agent.");
      return parts;
    }
    parts.stream().filter(part -> !surrounded.contains(part)).forEach(away::add);
    return surrounded;
  }

  private static boolean meets(Part part, Mask mask) {
    for (Part.Run run : part.runs()) {
      int from = mask.grid().offset(run.from(), run.row(), run.slice());
      int next = mask.next(from);
      if (next >= 0 && next < from + run.to() - run.from()) {
        return true;
      }
    }
    return false;
  }

  /// On how many slices a part has to be: as thick as is asked for, both in millimetres and for its width (the
  /// diameter of a disc with the area of its largest slice).
  private static double neededSlices(Part part, Affine affine) {
    double pixelMm2 = affine.columnStep().cross(affine.rowStep()).length();
    double apartMm = affine.voxelVolumeMm3() / pixelMm2;
    double widthMm = 2 * Math.sqrt(part.largestSliceVoxels() * pixelMm2 / Math.PI);
    return Math.max(MIN_EXTENT_MM - 1e-6, MIN_THICKNESS * widthMm) / apartMm;
  }

  private static String words(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  private static final class Dropped {
    private final String reason;
    private final double voxelMl;
    private int parts;
    private long voxels;

    Dropped(String reason, double voxelMl) {
      this.reason = reason;
      this.voxelMl = voxelMl;
    }

    void add(Part part) {
      parts++;
      voxels += part.voxels();
    }

    void say(List<String> notes) {
      if (parts > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "Left out %d marked %s (%.1f mL): %s.",
                parts,
                parts == 1 ? "part" : "parts",
                voxels * voxelMl,
                reason));
      }
    }
  }
}
