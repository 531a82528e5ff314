package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.uncertainty.OutlineCut;
import java.util.List;
import java.util.Optional;

/// A network's outlines.
record NetworkOutlines(InferenceEngine engine, StoredModel model, ModelCard.Segment task)
    implements PictureOutlines {

  /// @throws ImagingException `REFUSED` when the model does not outline one thing in slices
  static NetworkOutlines of(InferenceEngine engine, StoredModel model) throws ImagingException {
    return new NetworkOutlines(engine, model, PictureMaps.oneStructure(model));
  }

  @Override
  public ModelRef ref() {
    return model.ref();
  }

  @Override
  public Optional<PictureOutlines> neverSaw(String dataset, int fold) {
    return model.neverSaw(dataset, fold).map(part -> new NetworkOutlines(engine, part, task));
  }

  @Override
  public List<Weights> weights() {
    return model.weights();
  }

  @Override
  public String label() {
    return task.labels().getFirst();
  }

  @Override
  public OutlineCut cut() {
    return task.cut();
  }

  @Override
  public List<OnGrid> ask(List<GreyPicture> pictures) throws ImagingException {
    ModelInput.Slices input = model.card().slices();
    return PictureMaps.answers(engine, model, new PictureMaps.Pictures(pictures, input)).stream()
        .map(answer -> onGrid(input, PictureMaps.probability(task, answer)))
        .toList();
  }

  private static OnGrid onGrid(ModelInput.Slices input, double[] map) {
    // The card: without spacing, a grid's own rows and columns are the source grid.
    return (rows, columns) -> SliceInput.ofPicture(input, rows, columns).toSource(map);
  }
}
