package health.cairn.imaging.fuse;

/// What is known of one image beside the members' answers. NaN where it cannot be said (no outline,
/// no head, no spacing); a rule that asks for it then does not fire.
///
/// @param headPercent area of the outlined tumour in percent of what is not air on the slice, so that it
///   needs no spacing; 0 where nothing is outlined, NaN where all is air
/// @param meanProbability of the segmenter inside the outline, 0..1
/// @param midlineOffset distance of the outline's centre from the head's line of symmetry, in half
///   widths of the head: 0 on the line, 1 at its side
/// @param centreOffset distance of the outline's centre from the head's centre, in its half axes:
///   0 in the middle, 1 at the edge
/// @param heightOffset the same along the image's rows: -1 top, 0 middle, 1 bottom
/// @param rimContact share of the outline's edge that lies within a fifth of the head's radius of the
///   head's own edge, 0..1
/// @param contrast (inside - around) / (inside + around) of the image's brightness, -1..1
/// @param noise standard deviation of the noise (Immerkaer 1996), as a share of the image's range
/// @param sharpness 95th percentile of the brightness step between neighbouring pixels in the head
/// @param headFound 1 where something of a head's size and shape fills the image, 0 where not
public record SliceEvidence(
    double headPercent,
    double meanProbability,
    double midlineOffset,
    double centreOffset,
    double heightOffset,
    double rimContact,
    double contrast,
    double noise,
    double sharpness,
    double headFound) {

  /// Nothing is known but the members' answers.
  public static final SliceEvidence UNKNOWN =
      new SliceEvidence(
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN);
}
