package health.cairn.imaging.volume;

import java.util.Arrays;
import java.util.Optional;

/// The side of the patient, never of the screen (SNOMED CT, DICOM PS3.16 CID 244).
public enum Laterality {
  LEFT("7771000", "Left"),
  RIGHT("24028007", "Right");

  private final String value;
  private final String meaning;

  Laterality(String value, String meaning) {
    this.value = value;
    this.meaning = meaning;
  }

  public Segment.Code code() {
    return new Segment.Code(value, "SCT", meaning);
  }

  /// "left", "right".
  public String word() {
    return this == LEFT ? "left" : "right";
  }

  /// The side that a label begins with ("left hippocampus"); empty where it names none.
  public static Optional<Laterality> named(String label) {
    return Arrays.stream(values()).filter(side -> label.startsWith(side.word() + " ")).findFirst();
  }

  public Laterality other() {
    return this == LEFT ? RIGHT : LEFT;
  }

  /// The side that a patient position lies on: x grows to the patient's left (LPS, DICOM PS3.3
  /// C.7.6.2.1.1).
  ///
  /// @param midlineXMm where the middle of the head is
  public static Laterality of(PatientPoint point, double midlineXMm) {
    return point.xMm() > midlineXMm ? LEFT : RIGHT;
  }
}
