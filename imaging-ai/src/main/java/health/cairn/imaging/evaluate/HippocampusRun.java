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
import java.util.List;
import java.util.Map;

/// Judges a model that labels volumes, per label. Channel k of the model is label k of the files;
/// channel 0 is the background.
final class HippocampusRun {
  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Segment task;
  private final Origins known;

  HippocampusRun(InferenceEngine engine, StoredModel model, Origins known) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Segment segment)
        || !segment.scores().exclusive()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not label the voxels of a volume.");
    }
    this.engine = engine;
    this.model = model;
    this.task = segment;
    this.known = known;
  }

  Scored run(Path dataset, Progress progress) throws ImagingException {
    List<VolumeCases.Case> cases = VolumeCases.list(dataset);
    Scored scored = new Scored();
    scored.notes().add("A case is a scan; the set does not say which scans are of one person.");
    new CaseLoop<VolumeCases.Case>(model, known, VolumeCases.Case::id, progress)
        .run(cases, scored, (one, answerer) -> score(one, answerer, scored.voxels(), progress));
    return scored;
  }

  private CaseScore score(
      VolumeCases.Case one, Answerer<StoredModel> answerer, VoxelErrors voxels, Progress progress)
      throws ImagingException {
    NiftiVolume label = NiftiReader.read(one.label());
    NiftiVolume image = NiftiReader.read(one.image());
    if (!label.sameGrid(image)) {
      throw refused("its labels do not lie on the image's grid");
    }
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
    byte[] truth = labels(label);
    SlidingWindow window = new SlidingWindow(engine, answerer.model());
    Volume volume = PlacedVolume.of(image);
    Progress quiet = (step, done, total) -> progress.report(PictureMaps.STEP, 0, 0);
    List<Volume> probabilities =
        window
            .run(
                Map.of(window.reference(), volume),
                volume.grid(),
                volume.grid(),
                PictureMaps.STEP,
                quiet)
            .probabilities();
    byte[] said = mostProbable(probabilities);
    List<MaskScore> outlines = new ArrayList<>();
    for (int k = 1; k < task.labels().size(); k++) {
      int own = k;
      BinaryMask is = BinaryMask.of(lattice, at -> truth[at] == own);
      BinaryMask told = BinaryMask.of(lattice, at -> said[at] == own);
      double doubt = doubt(probabilities.get(k), is, told, voxels);
      outlines.add(MaskScore.of(task.labels().get(k), is, told, doubt));
    }
    return new CaseScore(
        one.id(), one.id(), 0, "", Map.of(), outlines, List.of(), answerer.exposure());
  }

  private byte[] labels(NiftiVolume label) throws ImagingException {
    byte[] labels = new byte[label.voxels()];
    for (int i = 0; i < labels.length; i++) {
      float value = label.at(i);
      if (value != Math.rint(value) || value < 0 || value >= task.labels().size()) {
        throw refused("its labels hold " + value + ", which the model does not know");
      }
      labels[i] = (byte) value;
    }
    return labels;
  }

  /// The label of each voxel, the first of equals.
  private static byte[] mostProbable(List<Volume> probabilities) {
    int plane = probabilities.getFirst().grid().voxelsPerSlice();
    byte[] labels = new byte[probabilities.getFirst().grid().voxels()];
    for (int slice = 0; slice < probabilities.getFirst().grid().slices(); slice++) {
      float[] best = probabilities.getFirst().sliceValues(slice).clone();
      for (int k = 1; k < probabilities.size(); k++) {
        float[] values = probabilities.get(k).sliceValues(slice);
        for (int i = 0; i < plane; i++) {
          if (values[i] > best[i]) {
            best[i] = values[i];
            labels[slice * plane + i] = (byte) k;
          }
        }
      }
    }
    return labels;
  }

  private static double doubt(
      Volume probability, BinaryMask is, BinaryMask told, VoxelErrors voxels) {
    OutlineDoubt doubt = new OutlineDoubt();
    int at = 0;
    for (int slice = 0; slice < probability.grid().slices(); slice++) {
      for (float p : probability.sliceValues(slice)) {
        doubt.add(p);
        voxels.add(p, is.at(at), told.at(at));
        at++;
      }
    }
    return doubt.mean();
  }

  private static ImagingException refused(String reason) {
    return new ImagingException(
        ImagingException.Kind.REFUSED, "The case cannot be judged: " + reason + ".");
  }
}
