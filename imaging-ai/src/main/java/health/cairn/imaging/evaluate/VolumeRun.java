package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.SlidingWindow;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.nifti.NiftiReader;
import health.cairn.imaging.nifti.NiftiVolume;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Judges a model that outlines structures in volumes, each by itself.
final class VolumeRun {
  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Segment task;
  private final Origins known;

  VolumeRun(InferenceEngine engine, StoredModel model, Origins known) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Segment segment)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not outline anything.");
    }
    this.engine = engine;
    this.model = model;
    this.task = segment;
    this.known = known;
  }

  /// One sequence for each case; channel k of the model is label k of the files, channel 0 the background.
  Scored ofOneSequence(Path dataset, Progress progress) throws ImagingException {
    if (!task.scores().exclusive()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not label the voxels of a volume.");
    }
    List<Integer> labels = IntStream.range(1, task.labels().size()).boxed().toList();
    return run(
        VolumeCases.list(dataset),
        new VolumeKey(
            List.of(new SlidingWindow(engine, model).reference()),
            labels.stream().map(Set::of).toList(),
            Set.copyOf(labels)),
        progress);
  }

  /// Several sequences for each case; sequences and structures by the names in the set's index.
  ///
  /// @throws ImagingException `REFUSED` where the set lacks a structure of the model
  Scored ofSeveralSequences(Path dataset, Progress progress) throws ImagingException {
    NnunetIndex index = NnunetIndex.read(dataset);
    return run(
        VolumeCases.list(dataset, index.sequences().size(), index.fileEnding()),
        index.key(task.labels().subList(first(), task.labels().size())),
        progress);
  }

  private Scored run(List<VolumeCases.Case> cases, VolumeKey key, Progress progress)
      throws ImagingException {
    Scored scored = new Scored();
    scored.notes().add("A case is a scan; the set does not say which scans are of one person.");
    new CaseLoop<VolumeCases.Case>(model, known, VolumeCases.Case::id, progress)
        .run(
            cases, scored, (one, answerer) -> score(one, key, answerer, scored.voxels(), progress));
    return scored;
  }

  /// The first output that is a structure: before it may be the background.
  private int first() {
    return task.scores().exclusive() ? 1 : 0;
  }

  private CaseScore score(
      VolumeCases.Case one,
      VolumeKey key,
      Answerer<StoredModel> answerer,
      VoxelErrors voxels,
      Progress progress)
      throws ImagingException {
    NiftiVolume label = NiftiReader.read(one.label());
    Lattice lattice =
        new Lattice(
            label.size(0),
            label.size(1),
            label.size(2),
            label.spacingMm(0),
            label.spacingMm(1),
            label.spacingMm(2),
            Lattice.Unit.MILLIMETRES);
    if (!lattice.measurable()) {
      throw refused("it is larger than can be measured");
    }
    List<BinaryMask> truth = truth(label, lattice, key);
    Map<String, Volume> sequences = new LinkedHashMap<>();
    for (int channel = 0; channel < key.sequences().size(); channel++) {
      NiftiVolume image = NiftiReader.read(one.images().get(channel));
      if (!label.sameGrid(image)) {
        throw refused("its labels do not lie on the image's grid");
      }
      sequences.put(key.sequences().get(channel), PlacedVolume.of(image));
    }
    SlidingWindow window = new SlidingWindow(engine, answerer.model());
    Volume reference = sequences.get(window.reference());
    if (reference == null) {
      throw refused("the model needs a " + window.reference() + " series, which the set lacks");
    }
    Progress quiet = (step, done, total) -> progress.report(PictureMaps.STEP, 0, 0);
    List<Volume> probabilities =
        window
            .run(sequences, reference.grid(), reference.grid(), PictureMaps.STEP, quiet)
            .probabilities();
    return new CaseScore(
        one.id(),
        one.id(),
        0,
        "",
        Map.of(),
        outlines(lattice, truth, probabilities, voxels),
        List.of(),
        answerer.exposure());
  }

  private List<MaskScore> outlines(
      Lattice lattice, List<BinaryMask> truth, List<Volume> probabilities, VoxelErrors voxels) {
    List<MaskScore> outlines = new ArrayList<>();
    byte[] said = task.scores().exclusive() ? mostProbable(probabilities) : new byte[0];
    for (int k = first(); k < task.labels().size(); k++) {
      int own = k;
      BinaryMask is = truth.get(k - first());
      float[] p = probabilities.get(k).values();
      if (task.scores().exclusive()) {
        BinaryMask told = BinaryMask.of(lattice, at -> said[at] == own);
        outlines.add(MaskScore.of(task.labels().get(k), is, told, doubt(p, is, told, voxels)));
      } else {
        outlines.add(
            ProbabilityMask.score(
                task.labels().get(k), lattice, is, at -> p[at], task.cut(), voxels));
      }
    }
    return outlines;
  }

  private static List<BinaryMask> truth(NiftiVolume label, Lattice lattice, VolumeKey key)
      throws ImagingException {
    for (int i = 0; i < label.voxels(); i++) {
      float value = label.at(i);
      if (value != 0 && (value != Math.rint(value) || !key.known().contains((int) value))) {
        throw refused("its labels hold " + value + ", which the model does not know");
      }
    }
    return key.structures().stream()
        .map(values -> BinaryMask.of(lattice, at -> values.contains((int) label.at(at))))
        .toList();
  }

  /// The label of each voxel, the first of equals.
  private static byte[] mostProbable(List<Volume> probabilities) {
    float[] best = probabilities.getFirst().values();
    byte[] labels = new byte[best.length];
    for (int k = 1; k < probabilities.size(); k++) {
      float[] values = probabilities.get(k).values();
      for (int i = 0; i < best.length; i++) {
        if (values[i] > best[i]) {
          best[i] = values[i];
          labels[i] = (byte) k;
        }
      }
    }
    return labels;
  }

  private static double doubt(
      float[] probability, BinaryMask is, BinaryMask told, VoxelErrors voxels) {
    OutlineDoubt doubt = new OutlineDoubt();
    for (int at = 0; at < probability.length; at++) {
      doubt.add(probability[at]);
      voxels.add(probability[at], is.at(at), told.at(at));
    }
    return doubt.mean();
  }

  private static ImagingException refused(String reason) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The case cannot be judged: " + reason + ".");
  }
}
