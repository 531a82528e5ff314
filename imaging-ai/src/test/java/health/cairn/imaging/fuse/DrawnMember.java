package health.cairn.imaging.fuse;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.GraphFile;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Weights;
import java.util.List;
import java.util.Optional;

/// A member that gives one answer to every slice and says which folds it was trained on.
record DrawnMember(String name, List<Double> answer, double novelty, List<Integer> folds)
    implements Member {
  @Override
  public ModelRef ref() {
    return new ModelRef(name, "1", "00" + folds, "CC0-1.0");
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return weights().getFirst().neverSaw(dataset, fold) ? Optional.of(this) : Optional.empty();
  }

  @Override
  public List<Weights> weights() {
    return List.of(
        Weights.of(
            new GraphFile(name, "00", 1), List.of(new Weights.TrainedOn("cheng_t1ce", folds))));
  }

  @Override
  public List<String> classes() {
    return TumourClass.words();
  }

  @Override
  public boolean looksAtTheOutline() {
    return false;
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress) {
    Judgement same = Judgement.of(new ClassProbabilities(classes(), answer), novelty);
    return slices.stream().map(s -> same).toList();
  }
}
