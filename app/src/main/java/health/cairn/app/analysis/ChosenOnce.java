package health.cairn.app.analysis;

import java.util.ArrayList;
import java.util.List;

/// That a reader let other models answer in one look than those that serve here, in sentences that stay with
/// what they found.
///
/// @param outlines of the models that outline
/// @param structures of the models of volumes
/// @param kind of the one that says what kind of tumour it is
/// @param rests why what was promoted to say that does not answer, although nobody chose otherwise
public record ChosenOnce(
    List<String> outlines, List<String> structures, List<String> kind, List<String> rests) {
  /// What serves here answers.
  public static final ChosenOnce NOBODY =
      new ChosenOnce(List.of(), List.of(), List.of(), List.of());

  public ChosenOnce {
    outlines = List.copyOf(outlines);
    structures = List.copyOf(structures);
    kind = List.copyOf(kind);
    rests = List.copyOf(rests);
  }

  boolean nobody() {
    return outlines.isEmpty() && structures.isEmpty() && kind.isEmpty();
  }

  List<String> ofKind() {
    List<String> all = new ArrayList<>(kind);
    all.addAll(rests);
    return all;
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(outlines);
    all.addAll(structures);
    all.addAll(ofKind());
    return all;
  }
}
