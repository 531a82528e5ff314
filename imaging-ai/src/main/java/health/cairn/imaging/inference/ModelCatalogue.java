package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The models that can be asked for: those bundled with the program and those added in folders.
///
/// Opening reads every card and checks every file's hash. A model that is refused never stands in
/// the way of the others. Immutable; open again to see what was added since.
public final class ModelCatalogue {
  private final List<StoredModel> models;
  private final List<RefusedModel> refused;

  private ModelCatalogue(List<StoredModel> models, List<RefusedModel> refused) {
    this.models = List.copyOf(models);
    this.refused = List.copyOf(refused);
  }

  /// The bundled models, then those of each folder. A folder that does not exist has no models.
  public static ModelCatalogue open(List<Path> folders) {
    List<StoredModel> models = new ArrayList<>();
    List<RefusedModel> refused = new ArrayList<>();
    BundledModels.read(models, refused);
    for (Path folder : folders) {
      ModelFolder.read(folder, models, refused);
    }
    return new ModelCatalogue(models, refused);
  }

  /// Only the models in these folders, none of the bundled ones.
  public static ModelCatalogue ofFolders(List<Path> folders) {
    List<StoredModel> models = new ArrayList<>();
    List<RefusedModel> refused = new ArrayList<>();
    for (Path folder : folders) {
      ModelFolder.read(folder, models, refused);
    }
    return new ModelCatalogue(models, refused);
  }

  public List<StoredModel> models() {
    return models;
  }

  public List<RefusedModel> refused() {
    return refused;
  }

  public Optional<StoredModel> find(String name, String version) {
    return models.stream()
        .filter(m -> m.card().name().equals(name) && m.card().version().equals(version))
        .findFirst();
  }

  /// The model that outlines a tumour on single slices when nobody chose one: the bundled one, else
  /// the first added. Models whose licence awaits acceptance are left aside.
  ///
  /// @throws ImagingException `INTEGRITY` when the only such model is not the one its card names,
  ///   else `REFUSED` when there is none
  public StoredModel segmenter() throws ImagingException {
    return first(ModelCard.Segment.class, "outlines a tumour");
  }

  /// The model to classify with when nobody chose one: the bundled one, else the first added.
  ///
  /// @throws ImagingException `INTEGRITY` when the only such model is not the one its card names,
  ///   else `REFUSED` when there is none
  public StoredModel classifier() throws ImagingException {
    return first(ModelCard.Classify.class, "classifies a tumour");
  }

  /// The model that outlines something on slices of that sequence, with the help of others: the first
  /// that is not awaiting the acceptance of its licence.
  ///
  /// @param sequence what its first channel shows ("FLAIR")
  public Optional<StoredModel> outlines(String sequence) {
    return models.stream()
        .filter(m -> m.card().task() instanceof ModelCard.Segment)
        .filter(m -> m.card().input() instanceof ModelInput.Slices)
        .filter(m -> m.card().input().channels().getFirst().sequence().equals(sequence))
        .filter(m -> !m.awaitsLicence())
        .findFirst();
  }

  /// The same models, those among them free to run whose licence a person has accepted.
  ///
  /// @param accepted hashes of the models ([ModelCard#sha256])
  public ModelCatalogue withLicencesAccepted(Set<String> accepted) {
    return accepted(m -> accepted.contains(m.card().sha256()));
  }

  /// The same by the models' names, for someone who accepts them for one run.
  public ModelCatalogue withLicencesAcceptedOf(Collection<String> names) {
    return accepted(m -> names.contains(m.card().name()));
  }

  /// Only what is shipped with the program.
  public ModelCatalogue shipped() {
    return new ModelCatalogue(models.stream().filter(StoredModel::bundled).toList(), refused);
  }

  private ModelCatalogue accepted(Predicate<StoredModel> which) {
    return new ModelCatalogue(
        models.stream().map(m -> which.test(m) ? m.withLicenceAccepted() : m).toList(), refused);
  }

  private StoredModel first(Class<? extends ModelCard.Task> task, String does)
      throws ImagingException {
    for (StoredModel model : models) {
      if (suits(model.card(), task) && !model.awaitsLicence()) {
        return model;
      }
    }
    for (RefusedModel model : refused) {
      if (model.card().filter(card -> suits(card, task)).isPresent()) {
        throw new ImagingException(model.kind(), model.reason());
      }
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "No model that " + does + " is installed.");
  }

  private static boolean suits(ModelCard card, Class<? extends ModelCard.Task> task) {
    return task.isInstance(card.task())
        && card.input() instanceof ModelInput.Slices slices
        && slices.isSingle();
  }
}
