package health.cairn.imaging.fuse;

import health.cairn.imaging.inference.GraphFile;
import health.cairn.imaging.inference.Weights;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A fusion's rules with the people that their numbers were fitted on.
///
/// @param file they are kept in, for the list of what answers
public record FittedRules(Fusion fusion, String file, Weights.TrainedOn fittedOn) {
  /// The rules as a part of the model that they join.
  Weights weights() {
    String text = fusion.text();
    return Weights.of(
        new GraphFile(file, sha256(text), text.getBytes(StandardCharsets.UTF_8).length),
        List.of(fittedOn));
  }

  static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
