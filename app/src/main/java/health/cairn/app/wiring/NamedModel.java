package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.RefusedModel;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.stream.Collectors;

/// A model as it is named on the command line: NAME, or NAME@VERSION where several versions are here.
public final class NamedModel {
  private NamedModel() {}

  public static boolean is(StoredModel model, String named) {
    int at = named.indexOf('@');
    return model.card().name().equals(at < 0 ? named : named.substring(0, at))
        && (at < 0 || model.card().version().equals(named.substring(at + 1)));
  }

  /// @throws CairnException REFUSED for a name that is not here or is not enough, INTEGRITY for a model whose
  ///   files are not its card's
  public static StoredModel find(ModelCatalogue models, String named) throws CairnException {
    int at = named.indexOf('@');
    String name = at < 0 ? named : named.substring(0, at);
    List<StoredModel> found = models.models().stream().filter(m -> is(m, named)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    if (found.size() > 1) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "There are several versions of "
              + name
              + " here; name one: "
              + found.stream()
                  .map(m -> name + "@" + m.card().version())
                  .collect(Collectors.joining(", "))
              + ".");
    }
    for (RefusedModel refused : models.refused()) {
      if (refused.card().filter(c -> c.name().equals(name)).isPresent()) {
        throw health.cairn.app.Failures.of(
            new health.cairn.imaging.ImagingException(refused.kind(), refused.reason()));
      }
    }
    throw new CairnException(
        CairnException.Kind.REFUSED,
        "There is no model " + named + " here; `cairn model list` names them.");
  }
}
