package health.cairn.imaging.evaluate.leak;

import java.util.Optional;

/// One picture of a set that models are trained on; nothing of its content but the hash.
///
/// @param set name of the set's folder ("cheng_t1ce")
/// @param id of the picture in its set
/// @param patient as the set says; where it says nothing, the id
/// @param fold part of the set that is trained on, or not, as a whole
/// @param hash empty for volumes
public record ListedSlice(
    String set, String id, String patient, int fold, Optional<PerceptualHash> hash) {

  public String person() {
    return Person.of(patient);
  }

  @Override
  public String toString() {
    return set + " " + id + " (patient " + patient + ", fold " + fold + ")";
  }
}
