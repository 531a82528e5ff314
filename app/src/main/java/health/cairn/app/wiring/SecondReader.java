package health.cairn.app.wiring;

import health.cairn.app.analysis.Explainer;
import health.cairn.app.analysis.OrganSearch;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.store.Home;
import health.cairn.app.store.LicenceBook;
import health.cairn.app.usecase.ExplainStudy;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.MemberClassifier;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.organ.HippocampusFinder;
import health.cairn.imaging.segment.OnnxSegmenter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The models of a home and the engine that runs them, started when first asked for.
public final class SecondReader implements AutoCloseable {
  private final List<Path> modelFolders;
  private @Nullable InferenceEngine engine;

  public SecondReader(Home home) {
    this(List.of(home.models()));
  }

  /// @param modelFolders where to look for models besides the shipped ones
  public SecondReader(List<Path> modelFolders) {
    this.modelFolders = List.copyOf(modelFolders);
  }

  /// @throws ImagingException ENVIRONMENT where it cannot be read which licences were accepted
  public ModelCatalogue catalogue() throws ImagingException {
    Set<String> accepted = new HashSet<>();
    for (Path folder : modelFolders) {
      accepted.addAll(LicenceBook.in(folder).accepted());
    }
    return ModelCatalogue.open(modelFolders).withLicencesAccepted(accepted);
  }

  /// @throws ImagingException INTEGRITY for a model that is not what its card says
  public StudyAnalyzer analyzer() throws ImagingException {
    ModelCatalogue models = catalogue();
    Member classifier = classifier(models);
    return new StudyAnalyzer(
        new DicomReader(),
        new OnnxSegmenter(engine(), models.segmenter()),
        new MemberClassifier(classifier),
        new Explainer(engine(), classifier),
        wholeTumour(models));
  }

  /// Says why, with the models that classify now.
  public ExplainStudy explain() throws ImagingException {
    Member classifier = classifier(catalogue());
    return new ExplainStudy(new MemberClassifier(classifier), new Explainer(engine(), classifier));
  }

  /// The first that is free to run, the joined opinions where there are some.
  private Member classifier(ModelCatalogue models) throws ImagingException {
    return Classifiers.of(engine(), models).stream()
        .filter(member -> !member.awaitsLicence())
        .findFirst()
        .orElseThrow();
  }

  /// @throws ImagingException REFUSED where no model outlines the hippocampus
  public OrganSearch organs() throws ImagingException {
    Optional<StoredModel> model =
        catalogue().models().stream()
            .filter(m -> !m.awaitsLicence())
            .filter(HippocampusFinder::outlinesHippocampus)
            .findFirst();
    if (model.isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED, "No model that outlines the hippocampus is installed.");
    }
    return new OrganSearch(new HippocampusFinder(engine(), model.get()));
  }

  private Optional<OnnxSegmenter> wholeTumour(ModelCatalogue models) throws ImagingException {
    Optional<StoredModel> model = models.outlines(SequenceRole.FLAIR.name());
    return model.isEmpty()
        ? Optional.empty()
        : Optional.of(new OnnxSegmenter(engine(), model.get()));
  }

  public synchronized InferenceEngine engine() {
    InferenceEngine running = engine;
    if (running == null) {
      running = InferenceEngine.start();
      engine = running;
    }
    return running;
  }

  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }
}
