package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.util.Optional;

/// A model that was found but is not offered, and why.
///
/// @param path the card or the ONNX file, as it was found
/// @param kind `INTEGRITY` when the file is not the card's, `REFUSED` when card or file is unusable
/// @param reason one sentence
/// @param card where it could be read
public record RefusedModel(
    String path, ImagingException.Kind kind, String reason, Optional<ModelCard> card) {

  static RefusedModel because(String path, ImagingException why, Optional<ModelCard> card) {
    return new RefusedModel(path, why.kind(), String.valueOf(why.getMessage()), card);
  }
}
