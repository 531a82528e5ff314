package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.app.learn.Answering;
import health.cairn.app.learn.OutlineLearning;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.evaluate.ExampleScores;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What learning on asks: the networks of this home, on the slices of corrected cases.
///
/// @param reader has them
/// @param set by which name this site exports what its readers outlined
record NetworksHere(Supplier<SecondReader> reader, String set)
    implements Answering, OutlineLearning.Outliners {
  @Override
  public Networks now() throws ImagingException {
    return reader.get().networks();
  }

  @Override
  public Networks with(String model) throws CairnException, ImagingException {
    Member joining = reader.get().joining(model);
    Networks now = now();
    if (now.holds(joining)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%s %s answers here already.".formatted(joining.ref().name(), joining.ref().version()));
    }
    return now.with(joining, reader.get().outliner().ref().sha256());
  }

  @Override
  public boolean has(Networks networks) throws ImagingException {
    return networks.sameAs(now()) || reader.get().panel(networks).isPresent();
  }

  @Override
  public boolean learntHere(Networks networks) throws ImagingException {
    return reader.get().panel(networks).stream()
        .flatMap(panel -> panel.weights().stream())
        .flatMap(weights -> weights.trainedOn().stream())
        .anyMatch(on -> on.dataset().equals(set));
  }

  @Override
  public Asking asking(Networks networks) throws ImagingException {
    Panel panel =
        reader
            .get()
            .panel(networks)
            .orElseThrow(
                () ->
                    new ImagingException(
                        ImagingException.Kind.REFUSED,
                        "The networks that are to be asked are not here."));
    return (fold, slices) -> {
      Optional<Panel> asked =
          fold.isPresent() ? panel.neverSaw(set, fold.get()) : Optional.of(panel);
      return asked.isPresent() ? MemberSlice.of(asked.get(), slices, Progress.NONE) : List.of();
    };
  }

  @Override
  public StoredModel serving() throws ImagingException {
    return reader.get().outlining();
  }

  @Override
  public StoredModel named(String named) throws CairnException, ImagingException {
    StoredModel model = SecondReader.tested(NamedModel.find(reader.get().catalogue(), named));
    if (!SecondReader.outlinesSlices(model)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%s does not outline tumours on single slices of T1 after contrast agent."
              .formatted(model.card().name()));
    }
    return model;
  }

  @Override
  public Map<String, Double> dice(StoredModel model, List<Example> examples, Progress progress)
      throws ImagingException {
    return ExampleScores.dice(reader.get().engine(), model, examples, progress);
  }
}
