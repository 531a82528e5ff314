package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
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
    new CaseLoop<LggCases.Case>(model, known, LggCases.Case::id, progress)
        .run(cases, scored, (one, answerer) -> score(one, answerer, LggStack.read(one), scored));
    return scored;
  }

  private CaseScore score(
      LggCases.Case one, Answerer<StoredModel> answerer, LggStack stack, Scored scored)
      throws ImagingException {
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
            task.cut(),
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
