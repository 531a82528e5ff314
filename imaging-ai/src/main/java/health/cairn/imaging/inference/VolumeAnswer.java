package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Volume;
import java.util.List;

/// What a patch model says of a volume.
///
/// @param probabilities per label of the card, values 0..1, on the grid that was asked for; 0 where the
///   model did not look
/// @param patches that went through the network
/// @param notes what a reader should know, one sentence each
public record VolumeAnswer(List<Volume> probabilities, int patches, List<String> notes) {
  public VolumeAnswer {
    probabilities = List.copyOf(probabilities);
    notes = List.copyOf(notes);
  }
}
