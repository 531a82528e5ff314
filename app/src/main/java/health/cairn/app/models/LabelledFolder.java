package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.usecase.Scratch;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.evaluate.EvaluatedModels;
import health.cairn.imaging.evaluate.ExampleSet;
import health.cairn.imaging.evaluate.Layout;
import health.cairn.imaging.evaluate.site.DicomCases;
import health.cairn.imaging.evaluate.site.DicomCases.Prepared;
import health.cairn.imaging.evaluate.site.DicomCases.Wanted;
import health.cairn.imaging.inference.ModelInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A folder of labelled cases, ready to be evaluated: a data set of a known layout as it is, or studies (DICOM) made
/// into one, whose pictures are destroyed when this is closed.
///
/// @param dataset what the evaluation reads
/// @param studies that were found where these are DICOM, else 0
/// @param taken of these
/// @param leftOut what is not judged, by file
/// @param scratch where a data set was made
public record LabelledFolder(
    Path dataset, int studies, int taken, List<Refusal> leftOut, Optional<Scratch> scratch)
    implements AutoCloseable {
  public LabelledFolder {
    leftOut = List.copyOf(leftOut);
  }

  /// In which layout a folder is evaluated.
  ///
  /// @throws ImagingException REFUSED for what is no folder
  public static Layout layout(Path folder) throws ImagingException {
    return Files.isDirectory(folder)
        ? Layout.find(folder).orElse(Layout.CHENG_T1CE)
        : Layout.of(folder);
  }

  /// @param models that are to be judged
  /// @param finder as [Wanted#finder]
  /// @throws ImagingException as [DicomCases#prepare]
  public static LabelledFolder open(
      Path folder, EvaluatedModels models, Optional<Outliner> finder, Progress progress)
      throws CairnException, ImagingException {
    layout(folder);
    if (Layout.find(folder).isPresent()) {
      return new LabelledFolder(folder, 0, 0, List.of(), Optional.empty());
    }
    if (models
        .segmenter()
        .filter(m -> m.card().input() instanceof ModelInput.Patches)
        .isPresent()) {
      throw new CairnException(CairnException.Kind.REFUSED, EvaluatedModels.VOLUMES_LIE);
    }
    if (models.learntFrom().stream().anyMatch(dataset -> dataset.startsWith(ExampleSet.SITE))) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The model was trained on outlines of a site, and studies do not say whether their patients were among"
              + " these: `cairn model learn test` asks it about patients who certainly were not.");
    }
    Wanted wanted = new Wanted(models.judgeOutlines(), Set.copyOf(models.classes()), finder);
    Scratch scratch = Scratch.create();
    try {
      Prepared cases = DicomCases.prepare(folder, wanted, scratch.directory(), progress);
      return new LabelledFolder(
          cases.dataset(), cases.studies(), cases.taken(), cases.leftOut(), Optional.of(scratch));
    } catch (ImagingException | RuntimeException e) {
      scratch.close();
      throw e;
    }
  }

  /// How many studies are not judged, as a sentence without a word about whose they are; empty where all are.
  Optional<String> shortOf() {
    return taken < studies
        ? Optional.of("%d of %d studies were left out.".formatted(studies - taken, studies))
        : Optional.empty();
  }

  @Override
  public void close() {
    scratch.ifPresent(Scratch::close);
  }
}
