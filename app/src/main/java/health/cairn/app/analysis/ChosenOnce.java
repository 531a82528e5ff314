package health.cairn.app.analysis;

import java.util.ArrayList;
import java.util.List;

/// That a reader let other models answer in one look than those that serve here, in sentences that stay with
/// what they found.
///
/// @param outlines of the models that outline
/// @param structures of the models of volumes
/// @param kind of the one that says what kind of tumour it is
public record ChosenOnce(List<String> outlines, List<String> structures, List<String> kind) {
  /// What serves here answers.
  public static final ChosenOnce NOBODY = new ChosenOnce(List.of(), List.of(), List.of());

  public ChosenOnce {
    outlines = List.copyOf(outlines);
    structures = List.copyOf(structures);
    kind = List.copyOf(kind);
  }

  boolean nobody() {
    return outlines.isEmpty() && structures.isEmpty() && kind.isEmpty();
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(outlines);
    all.addAll(structures);
    all.addAll(kind);
    return all;
  }
}
