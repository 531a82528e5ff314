package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How well a model outlines what readers outlined.
public final class ExampleScores {
  /// As in sets on disk.
  private static final int MASK_LEVEL = 127;

  private static final int AT_ONCE = 16;

  private ExampleScores() {}

  /// @param model outlines one thing on single slices
  /// @return mean Dice of each patient's examples, in order of their first
  /// @throws ImagingException `INTEGRITY` or `ENVIRONMENT` where the model cannot be run
  public static Map<String, Double> dice(
      InferenceEngine engine, StoredModel model, List<Example> examples, Progress progress)
      throws ImagingException {
    PictureOutlines outlines = EvaluatedModels.outlining(model).outlines(engine).orElseThrow();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (int from = 0; from < examples.size(); from += AT_ONCE) {
      progress.report(PictureMaps.STEP, from, examples.size());
      List<Example> some = examples.subList(from, Math.min(from + AT_ONCE, examples.size()));
      List<GreyPicture> pictures = new ArrayList<>();
      for (Example one : some) {
        pictures.add(GreyPicture.read(one.slice().image()));
      }
      List<PictureOutlines.OnGrid> said = outlines.ask(pictures);
      for (int i = 0; i < some.size(); i++) {
        all.computeIfAbsent(some.get(i).patient(), patient -> new ArrayList<>())
            .add(dice(outlines, said.get(i), GreyPicture.read(some.get(i).slice().mask())));
      }
    }
    progress.report(PictureMaps.STEP, examples.size(), examples.size());
    Map<String, Double> means = new LinkedHashMap<>();
    all.forEach(
        (patient, each) ->
            means.put(patient, each.stream().mapToDouble(d -> d).average().orElseThrow()));
    return means;
  }

  private static double dice(
      PictureOutlines outlines, PictureOutlines.OnGrid said, GreyPicture mask) {
    Lattice lattice = Lattice.ofPixels(mask.rows(), mask.columns());
    double[] probability = said.probability(mask.rows(), mask.columns());
    return ProbabilityMask.score(
            outlines.label(),
            lattice,
            BinaryMask.of(lattice, at -> mask.at(at) > MASK_LEVEL),
            at -> probability[at],
            outlines.cut(),
            new VoxelErrors())
        .dice();
  }
}
