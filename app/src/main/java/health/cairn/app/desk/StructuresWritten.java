package health.cairn.app.desk;

import java.nio.file.Path;
import java.util.List;

/// Structures that were written for dose planning.
///
/// @param notes what is not among them, one sentence each
public record StructuresWritten(List<Path> files, List<String> notes) {
  public StructuresWritten {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }
}
