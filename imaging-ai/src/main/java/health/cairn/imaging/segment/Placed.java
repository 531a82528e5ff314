package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Volume;

/// A volume and how much of its place in the patient is known.
///
/// @param spacingKnown whether its millimetres are the file's, and not a stand-in
/// @param orientationKnown whether its axes are the patient's, and not the image's own
public record Placed(Volume volume, boolean spacingKnown, boolean orientationKnown) {}
