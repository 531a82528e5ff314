package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;

/// A model that can be asked for: its card, where it comes from, and its bytes, which are checked
/// against the card's hash each time they are read.
public final class StoredModel {
  private final ModelCard card;
  private final String origin;
  private final ModelBytes bytes;

  StoredModel(ModelCard card, String origin, ModelBytes bytes) {
    this.card = card;
    this.origin = origin;
    this.bytes = bytes;
  }

  public ModelCard card() {
    return card;
  }

  /// "bundled", or the folder it was added in.
  public String origin() {
    return origin;
  }

  /// Reads the ONNX file and checks size and hash.
  ///
  /// @throws ImagingException `INTEGRITY`, naming both hashes, when the file is not the card's
  byte[] verified() throws ImagingException {
    return ModelIntegrity.verified(card, bytes);
  }
}
