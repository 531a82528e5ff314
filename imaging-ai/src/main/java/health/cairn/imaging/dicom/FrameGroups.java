package health.cairn.imaging.dicom;

import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;

/// The functional groups of one frame of an enhanced multi-frame object: its own first, then those
/// that all frames share (DICOM PS3.3 C.7.6.16).
record FrameGroups(Optional<Header> own, Optional<Header> shared) {

  /// @param frame from 0
  static FrameGroups of(Header header, int frame) {
    return of(header.items(Tag.PerFrameFunctionalGroupsSequence), shared(header), frame);
  }

  static Optional<Header> shared(Header header) {
    return header.item(Tag.SharedFunctionalGroupsSequence);
  }

  static FrameGroups of(List<Header> perFrame, Optional<Header> shared, int frame) {
    return new FrameGroups(
        frame < perFrame.size() ? Optional.of(perFrame.get(frame)) : Optional.empty(), shared);
  }

  /// The first item of a group's sequence.
  Optional<Header> item(int sequenceTag) {
    return own.flatMap(group -> group.item(sequenceTag))
        .or(() -> shared.flatMap(group -> group.item(sequenceTag)));
  }
}
