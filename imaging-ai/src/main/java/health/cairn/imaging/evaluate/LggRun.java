package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.evaluate.leak.Person;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StackImages;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges a model that outlines on FLAIR, with its neighbours and other sequences, on whole stacks.
final class LggRun {
  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Segment task;
  private final Origins known;

  LggRun(InferenceEngine engine, StoredModel model, Origins known) throws ImagingException {
    this.engine = engine;
    this.model = model;
    this.task = PictureMaps.oneStructure(model);
    this.known = known;
  }

  Scored run(Path dataset, Progress progress) throws ImagingException {
    List<LggCases.Case> cases = LggCases.list(dataset);
    Scored scored = new Scored();
    scored
        .notes()
        .add(
            "The set does not say how large a voxel is: distances are in voxels, not millimetres.");
    for (int i = 0; i < cases.size(); i++) {
      progress.report(PictureMaps.STEP, i, cases.size());
      LggCases.Case one = cases.get(i);
      if (known.leftOut(EvaluatedModels.outlining(model), origins(one.id()))) {
        continue;
      }
      try {
        scored.cases().add(score(one, LggStack.read(one), scored));
      } catch (ImagingException e) {
        if (e.kind() != ImagingException.Kind.REFUSED) {
          throw e;
        }
        scored.refused().add(new Refusal(one.id(), e.getMessage()));
      }
    }
    progress.report(PictureMaps.STEP, cases.size(), cases.size());
    return scored;
  }

  private List<Answerer.Origin> origins(String id) {
    return known.origins(id, 0, Optional.empty());
  }

  private CaseScore score(LggCases.Case one, LggStack stack, Scored scored)
      throws ImagingException {
    Answerer<StoredModel> answerer = Answerer.of(model, origins(one.id()));
    ModelInput.Slices input = model.card().slices();
    List<double[]> maps =
        PictureMaps.answers(
            engine,
            answerer.model(),
            StackImages.of(
                answerer.model(),
                SliceInput.ofPicture(input, stack.rows(), stack.columns()),
                stack));
    Lattice lattice = stack.lattice();
    int plane = lattice.rows() * lattice.columns();
    SliceInput onMask = SliceInput.ofPicture(input, lattice.rows(), lattice.columns());
    float[] probability = new float[lattice.cells()];
    for (int slice = 0; slice < stack.slices(); slice++) {
      double[] map = onMask.toSource(PictureMaps.probability(task, maps.get(slice)));
      for (int i = 0; i < plane; i++) {
        probability[slice * plane + i] = (float) map[i];
      }
    }
    BinaryMask truth = stack.truth();
    MaskScore outline =
        ProbabilityMask.score(
            task.labels().getFirst(),
            lattice,
            truth,
            at -> probability[at],
            task.threshold(),
            scored.voxels());
    Map<String, String> traits = new LinkedHashMap<>(one.traits());
    traits.put(Traits.SIZE, Traits.sizeOf(outline.overlap().truth(), lattice.cells()));
    return new CaseScore(
        one.id(),
        Person.of(one.id()),
        0,
        "",
        traits,
        List.of(outline),
        List.of(),
        answerer.exposure());
  }
}
