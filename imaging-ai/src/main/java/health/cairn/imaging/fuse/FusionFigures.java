package health.cairn.imaging.fuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;

/// What `cairn evaluate` measured of the fusion: the card of a model that has no file of its own. The training
/// folder's `ship_fusion.py` writes it.
///
/// @param version of the fusion that was measured
/// @param sha256 of it, of its rules and all that they join
record FusionFigures(String version, String sha256, Published measured) {
  static final String FILE = "fusion-figures.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static FusionFigures read(String text) throws ImagingException {
    try {
      JsonNode card = JSON.readTree(text);
      return new FusionFigures(
          card.path("version").asText(),
          card.path("sha256").asText(),
          Published.of(card.path("metrics")));
    } catch (JsonProcessingException e) {
      throw new ImagingException(
          ImagingException.Kind.INTEGRITY, "The program's own " + FILE + " is no JSON.", e);
    }
  }

  /// The figures of a model of this version, which say so where a part of it was replaced since; nothing of
  /// another version.
  Published of(ModelRef model) {
    if (!model.version().equals(version)) {
      return Published.NOTHING;
    }
    return model.sha256().equals(sha256)
        ? measured
        : new Published(
            measured.figures(),
            measured.measuredOn() + " Measured before a part of what is joined was replaced.");
  }
}
