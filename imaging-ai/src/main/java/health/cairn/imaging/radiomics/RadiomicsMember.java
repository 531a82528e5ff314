package health.cairn.imaging.radiomics;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The classical member: measures the outlined region ([TumourFeatures]) and asks boosted trees. With
/// several parts their probabilities are averaged. A slice on which nothing was outlined gets the
/// model's fixed answer for that, mostly "none".
public final class RadiomicsMember implements Member {
  private static final String STEP = "Measuring";
  private static final int REASONS = 3;

  private final RadiomicsModel model;

  public RadiomicsMember(RadiomicsModel model) {
    this.model = model;
  }

  @Override
  public ModelRef ref() {
    return model.ref();
  }

  @Override
  public Published published() {
    return model.published();
  }

  @Override
  public List<Weights> weights() {
    return model.weights();
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return model.neverSaw(dataset, fold).map(RadiomicsMember::new);
  }

  @Override
  public List<String> classes() {
    return RadiomicsModel.CLASSES;
  }

  @Override
  public Map<String, Double> figures() {
    return model.figures();
  }

  @Override
  public boolean looksAtTheOutline() {
    return true;
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress) {
    List<Judgement> answers = new ArrayList<>();
    for (SliceSample slice : slices) {
      progress.report(STEP, answers.size(), slices.size());
      Decision decision = decide(slice);
      answers.add(
          Judgement.of(decision.probabilities(), Double.NaN).because(decision.inWords(REASONS)));
    }
    progress.report(STEP, slices.size(), slices.size());
    return answers;
  }

  /// A decision and what led to it.
  ///
  /// @param decision the most probable class
  /// @param influences strongest first; empty where nothing was outlined
  public record Decision(
      ClassProbabilities probabilities, String decision, List<Influence> influences) {
    public Decision {
      influences = List.copyOf(influences);
    }

    /// The strongest influences as sentences.
    public List<String> inWords(int most) {
      return influences.stream().limit(most).map(i -> i.sentence(decision)).toList();
    }
  }

  /// What one slice shows, and which features moved the answer how far.
  public Decision decide(SliceSample slice) {
    Optional<Map<String, Double>> features = TumourFeatures.of(slice);
    if (features.isEmpty()) {
      ClassProbabilities p = model.nothingOutlined();
      return new Decision(p, p.best(), List.of());
    }
    int classes = RadiomicsModel.CLASSES.size();
    double[] mean = new double[classes];
    List<Map<String, double[]>> credits = new ArrayList<>();
    for (BoostedTreesReader.Content part : model.parts()) {
      BoostedTrees.Answer answer = part.trees().answer(values(part, features.get()));
      double[] p = answer.probabilities();
      for (int k = 0; k < classes; k++) {
        mean[k] += p[k] / model.parts().size();
      }
      credits.add(byFeature(part, answer));
    }
    ClassProbabilities answer = ClassProbabilities.of(RadiomicsModel.CLASSES, mean);
    return new Decision(answer, answer.best(), influences(mean, credits, features.get()));
  }

  private static float[] values(BoostedTreesReader.Content part, Map<String, Double> features) {
    float[] x = new float[part.features().size()];
    for (int i = 0; i < x.length; i++) {
      Double value = features.get(part.features().get(i));
      if (value == null) {
        throw new IllegalStateException("a model asks for " + part.features().get(i));
      }
      x[i] = value.floatValue();
    }
    return x;
  }

  private static Map<String, double[]> byFeature(
      BoostedTreesReader.Content part, BoostedTrees.Answer answer) {
    Map<String, double[]> credits = new java.util.HashMap<>();
    for (int i = 0; i < part.features().size(); i++) {
      double[] perClass = new double[RadiomicsModel.CLASSES.size()];
      for (int k = 0; k < perClass.length; k++) {
        perClass[k] = answer.credit(k, i);
      }
      credits.put(part.features().get(i), perClass);
    }
    return credits;
  }

  private static List<Influence> influences(
      double[] probabilities, List<Map<String, double[]>> credits, Map<String, Double> features) {
    Integer[] order = {0, 1, 2, 3};
    Arrays.sort(order, Comparator.comparingDouble(k -> -probabilities[k]));
    int decided = order[0];
    int other = order[1];
    List<Influence> influences = new ArrayList<>();
    features.forEach(
        (name, value) -> {
          double score = 0;
          for (Map<String, double[]> part : credits) {
            double[] perClass = part.get(name);
            if (perClass != null) {
              score += (perClass[decided] - perClass[other]) / credits.size();
            }
          }
          if (score != 0) {
            influences.add(new Influence(name, FeatureWords.of(name), value, score));
          }
        });
    influences.sort(Comparator.comparingDouble(i -> -Math.abs(i.score())));
    return influences;
  }
}
