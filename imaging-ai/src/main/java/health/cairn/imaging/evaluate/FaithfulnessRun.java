package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.explain.ExplainableModel;
import health.cairn.imaging.explain.FaithfulnessPanel;
import health.cairn.imaging.explain.MapMethod;
import health.cairn.imaging.explain.NetworkView;
import health.cairn.imaging.explain.OnnxExplainableModel;
import health.cairn.imaging.explain.RandomisationCheck;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges the maps of a network that has graphs of its gradients, trained and untrained: on one slice
/// of each of some people it never saw, the one on which their tumour is largest, of the true class and
/// against the true outline.
public final class FaithfulnessRun {
  private static final String STEP = "Judging maps";
  private static final long SEED = 20261123;

  private final InferenceEngine engine;
  private final Progress progress;
  private final Origins known = new Origins(SliceList.ofTraining(), true);

  public FaithfulnessRun(InferenceEngine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /// @param model of an ensemble the first network is judged
  /// @param dataset a folder of the Cheng layout
  /// @param people at most, spread over all who were never seen
  /// @return empty for a model without those graphs
  /// @throws ImagingException `REFUSED` when the set cannot be read or has nobody the network never saw
  public Optional<FaithfulnessPanel> panel(StoredModel model, Path dataset, int people)
      throws ImagingException {
    Optional<Subject> subject = subject(model, dataset, people);
    return subject.isEmpty() ? Optional.empty() : Optional.of(subject.get().panel());
  }

  /// Only whether the maps depend on what the network learnt; none for a model without those graphs.
  ///
  /// @throws ImagingException as [#panel]
  Map<MapMethod, RandomisationCheck> randomisation(StoredModel model, Path dataset, int people)
      throws ImagingException {
    Optional<Subject> subject = subject(model, dataset, people);
    return subject.isEmpty() ? Map.of() : subject.get().randomisation();
  }

  /// A network, the same untrained, and what both are asked about.
  private record Subject(
      ExplainableModel trained, ExplainableModel untrained, List<FaithfulnessPanel.Case> cases) {
    FaithfulnessPanel panel() throws ImagingException {
      return FaithfulnessPanel.of(trained, untrained, cases, SEED);
    }

    Map<MapMethod, RandomisationCheck> randomisation() throws ImagingException {
      return FaithfulnessPanel.randomisation(trained, untrained, cases);
    }
  }

  private Optional<Subject> subject(StoredModel model, Path dataset, int people)
      throws ImagingException {
    StoredModel first = model.members().getFirst();
    Optional<StoredModel> untrained = first.untrained();
    if (untrained.isEmpty() || !(model.card().task() instanceof ModelCard.Classify task)) {
      return Optional.empty();
    }
    List<FaithfulnessPanel.Case> cases = cases(first, task.classes(), dataset, people);
    return Optional.of(new Subject(explainable(first), explainable(untrained.get()), cases));
  }

  private List<FaithfulnessPanel.Case> cases(
      StoredModel model, List<String> classes, Path dataset, int people) throws ImagingException {
    List<List<ChengIndex.Row>> unseen = unseen(model, classes, dataset);
    List<FaithfulnessPanel.Case> cases = new ArrayList<>();
    int asked = Math.min(people, unseen.size());
    for (int i = 0; i < asked; i++) {
      progress.report(STEP, i, asked);
      List<ChengIndex.Row> person = unseen.get(i * unseen.size() / asked);
      NetworkView largest = largest(model, dataset, person);
      if (largest.outlined()) {
        int index = classes.indexOf(person.getFirst().label());
        cases.add(new FaithfulnessPanel.Case(largest.image(), largest.outline(), index));
      }
    }
    if (cases.isEmpty()) {
      throw CsvTable.refused("nobody with a tumour is in the set whom the network never saw");
    }
    return cases;
  }

  private OnnxExplainableModel explainable(StoredModel model) throws ImagingException {
    return new OnnxExplainableModel(engine, model, STEP, progress);
  }

  /// The slices with a tumour of each person in turn.
  private List<List<ChengIndex.Row>> unseen(StoredModel model, List<String> classes, Path dataset)
      throws ImagingException {
    Map<String, List<ChengIndex.Row>> people = new LinkedHashMap<>();
    for (ChengIndex.Row row : ChengIndex.read(dataset, OptionalInt.empty())) {
      List<Answerer.Origin> origins = known.origins(row.patient(), row.stated(), Optional.empty());
      if (!row.tumourFree()
          && classes.contains(row.label())
          && Answerer.of(model, origins).exposure() == Exposure.UNSEEN) {
        people.computeIfAbsent(row.patient(), p -> new ArrayList<>()).add(row);
      }
    }
    return List.copyOf(people.values());
  }

  private static NetworkView largest(StoredModel model, Path dataset, List<ChengIndex.Row> rows)
      throws ImagingException {
    ChengIndex.Row largest = rows.getFirst();
    int most = -1;
    for (ChengIndex.Row row : rows) {
      GreyPicture mask = mask(dataset, row);
      int inside = region(mask, mask).cardinality();
      if (inside > most) {
        most = inside;
        largest = row;
      }
    }
    GreyPicture image = GreyPicture.read(dataset.resolve("images"), largest.id());
    SliceSample sample = image.sample().withRegion(region(mask(dataset, largest), image));
    return NetworkView.of(model, sample);
  }

  private static GreyPicture mask(Path dataset, ChengIndex.Row row) throws ImagingException {
    return GreyPicture.read(dataset.resolve("masks"), row.id());
  }

  /// What a mask outlines, on the pixels of a picture that shows the same field.
  private static BitSet region(GreyPicture mask, GreyPicture image) {
    BitSet region = new BitSet();
    for (int row = 0; row < image.rows(); row++) {
      for (int column = 0; column < image.columns(); column++) {
        int fromRow = row * mask.rows() / image.rows();
        int fromColumn = column * mask.columns() / image.columns();
        region.set(
            row * image.columns() + column,
            mask.at(fromRow * mask.columns() + fromColumn) > ChengRun.MASK_LEVEL);
      }
    }
    return region;
  }
}
