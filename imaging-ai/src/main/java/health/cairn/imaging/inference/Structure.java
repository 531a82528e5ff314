package health.cairn.imaging.inference;

import health.cairn.imaging.uncertainty.VolumeIntervals;
import health.cairn.imaging.volume.Segment;
import java.util.Optional;

/// One thing a model outlines.
///
/// @param channel of the graph's output, from 0
/// @param label the card's word for it
/// @param code what it is, in SNOMED CT, NCIt or DCM; absent in cards of format 1
/// @param rgb recommended display colour, 0xRRGGBB
/// @param volumeIntervals from its predicted volume to the 95 % interval of its true one; the card's own
///   ([ModelCard.Segment#volumeIntervals]) are of all structures together
public record Structure(
    int channel,
    String label,
    Optional<Segment.Code> code,
    Optional<Integer> rgb,
    Optional<VolumeIntervals> volumeIntervals) {}
