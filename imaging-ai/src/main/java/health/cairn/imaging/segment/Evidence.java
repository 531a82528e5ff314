package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.Optional;

/// What else is known of a patient while a tumour is outlined on T1 after contrast agent.
///
/// @param beforeContrast T1 before contrast agent, on any grid in the same frame of reference; it tells
///   fluid and fat from tumour
/// @param abnormality what was outlined on FLAIR, on any grid in the same frame of reference; it tells a
///   glioma's core from what else takes up contrast agent
public record Evidence(Optional<Volume> beforeContrast, Optional<Mask> abnormality) {
  public static final Evidence NONE = new Evidence(Optional.empty(), Optional.empty());

  public static Evidence before(Volume beforeContrast) {
    return new Evidence(Optional.of(beforeContrast), Optional.empty());
  }

  public Evidence with(Mask outlined) {
    return new Evidence(beforeContrast, Optional.of(outlined));
  }
}
