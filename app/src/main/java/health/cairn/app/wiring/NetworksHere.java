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
import health.cairn.imaging.evaluate.ExampleSet;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.fuse.Panel;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import java.util.Map;
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
    // What was trained on this site's exports is asked by its parts that never saw the patient.
    return (pseudonym, slices) ->
        MemberSlice.of(
            panel.neverSaw(set, ExampleSet.fold(pseudonym)).orElse(panel), slices, Progress.NONE);
  }

  @Override
  public StoredModel serving() throws ImagingException {
    return reader.get().outlining();
  }

  @Override
  public StoredModel named(String named) throws CairnException, ImagingException {
    StoredModel model = NamedModel.find(reader.get().catalogue(), named);
    if (model.awaitsLicence() || !SecondReader.outlinesSlices(model)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          model.awaitsLicence()
              ? "%s is under %s, which nobody here has accepted."
                  .formatted(model.card().name(), model.card().licence())
              : "%s does not outline tumours on single slices of T1 after contrast agent."
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
