package health.cairn.app.desk;

import health.cairn.imaging.Refusal;
import java.util.List;

/// What became of the files of an import: read = stored + merged + refused.
///
/// @param read files and archive members looked at, and entries of FHIR files that were refused alone
/// @param stored taken in
/// @param merged already there
/// @param refused not taken, each with its reason
/// @param notes what a person should know of files that were taken all the same
public record ImportSummary(
    int read, int stored, int merged, List<Refusal> refused, List<Note> notes) {

  /// @param path the file as it was named
  /// @param text a clause that follows the name, without patient data
  public record Note(String path, String text) {}

  /// Without notes.
  public ImportSummary(int read, int stored, int merged, List<Refusal> refused) {
    this(read, stored, merged, refused, List.of());
  }

  public ImportSummary {
    refused = List.copyOf(refused);
    notes = List.copyOf(notes);
    if (read != stored + merged + refused.size()) {
      throw new IllegalArgumentException("an import that lost count of its files");
    }
  }
}
