package health.cairn.imaging.dicom;

import java.util.Optional;

/// How a segment came about (Segment Algorithm Type, DICOM PS3.3 C.8.20.4).
public sealed interface SegOrigin {
  /// A program drew it.
  record Automatic(SegAlgorithm algorithm) implements SegOrigin {}

  /// A program drew it, and a person corrected that.
  ///
  /// @param by the person's name
  record Semiautomatic(SegAlgorithm algorithm, String by) implements SegOrigin {}

  /// A person drew it.
  ///
  /// @param by the person's name
  record Manual(String by) implements SegOrigin {}

  /// The defined term.
  default String type() {
    return switch (this) {
      case Automatic automatic -> "AUTOMATIC";
      case Semiautomatic semiautomatic -> "SEMIAUTOMATIC";
      case Manual manual -> "MANUAL";
    };
  }

  /// Who drew it, or helped to.
  default Optional<SegAlgorithm> byProgram() {
    return switch (this) {
      case Automatic(SegAlgorithm algorithm) -> Optional.of(algorithm);
      case Semiautomatic(SegAlgorithm algorithm, String by) -> Optional.of(algorithm);
      case Manual manual -> Optional.empty();
    };
  }

  /// The person who drew it, or corrected it.
  default Optional<String> byPerson() {
    return switch (this) {
      case Automatic automatic -> Optional.empty();
      case Semiautomatic(SegAlgorithm algorithm, String by) -> Optional.of(by);
      case Manual(String by) -> Optional.of(by);
    };
  }
}
