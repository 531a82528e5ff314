package health.cairn.app.desk;

import health.cairn.imaging.Refusal;
import java.util.List;

/// What became of the files of an import: read = stored + merged + refused.
///
/// @param read files and archive members looked at
/// @param stored taken in
/// @param merged already there
/// @param refused not taken, each with its reason
public record ImportSummary(int read, int stored, int merged, List<Refusal> refused) {

  public ImportSummary {
    refused = List.copyOf(refused);
    if (read != stored + merged + refused.size()) {
      throw new IllegalArgumentException("an import that lost count of its files");
    }
  }
}
