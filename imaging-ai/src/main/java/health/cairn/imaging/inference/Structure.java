package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Segment;
import java.util.Optional;

/// One thing a model outlines.
///
/// @param channel of the graph's output, from 0
/// @param label the card's word for it
/// @param code what it is, in SNOMED CT, NCIt or DCM; absent in cards of format 1
/// @param rgb recommended display colour, 0xRRGGBB
public record Structure(
    int channel, String label, Optional<Segment.Code> code, Optional<Integer> rgb) {}
