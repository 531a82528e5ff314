package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.MemberSlice;
import health.cairn.app.analysis.Networks;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.SliceSample;
import java.util.List;
import java.util.Optional;

/// Which networks can be asked here, and what they say.
public interface Answering {
  /// Those that are asked now.
  Networks now() throws ImagingException;

  /// Those that would be asked with a network that was added here in the place of the one of its name, or beside
  /// them.
  ///
  /// @param model NAME or NAME@VERSION
  /// @throws CairnException REFUSED for one that is not here, does not say what kind of tumour a slice shows, or is
  ///   under a licence that nobody accepted
  Networks with(String model) throws CairnException, ImagingException;

  /// Whether exactly these are here.
  boolean has(Networks networks) throws ImagingException;

  /// Whether one of them was trained on what this site exported.
  boolean learntHere(Networks networks) throws ImagingException;

  /// These, made ready to be asked about many cases.
  ///
  /// @param networks that are here
  Asking asking(Networks networks) throws ImagingException;

  /// Networks that can be asked.
  @FunctionalInterface
  interface Asking {
    /// What they say of slices.
    ///
    /// @param fold of the site's set in which the patient was exported to train on: then only those parts of each
    ///   network answer that did not learn from that fold; empty for a patient who never was
    /// @return empty where one of the networks has no such part
    List<MemberSlice> ask(Optional<Integer> fold, List<SliceSample> slices) throws ImagingException;
  }
}
