package health.cairn.app.desk;

import health.cairn.ledger.AnchorState;
import java.util.List;
import java.util.Optional;

/// A statement about the patient, with its author and what became of it.
///
/// @param recordId `Observation/...` that holds it, for proofs
/// @param title "Enhancing tumour", "Tumour type: glioma"
/// @param organ whether it is an organ that was outlined, and says nothing of a tumour
/// @param undecidedBecause why a model named no kind of tumour, one sentence; empty where one is named
/// @param figures numbers with unit and uncertainty
/// @param author model and version, or a person
/// @param modelSha256 hash of the model's weights, where a model is the author
/// @param decidedBy the person who decided on it last, or made it
/// @param why what the statement rests on, sentences a reader can check
/// @param type how it came about, where it is about the kind of tumour
/// @param keySlice slice that shows it best, in the series it was made from
public record FindingView(
    String findingId,
    String recordId,
    String title,
    boolean organ,
    Optional<String> undecidedBecause,
    List<Figure> figures,
    Status status,
    String author,
    Optional<String> modelSha256,
    Optional<String> decidedBy,
    List<String> why,
    Optional<TumourType> type,
    Optional<KeySlice> keySlice,
    AnchorState proof) {

  /// One of a tumour that says what it is about, and that nobody has decided on.
  public FindingView(
      String findingId,
      String recordId,
      String title,
      List<Figure> figures,
      Status status,
      String author,
      Optional<String> modelSha256,
      List<String> why,
      Optional<TumourType> type,
      Optional<KeySlice> keySlice,
      AnchorState proof) {
    this(
        findingId,
        recordId,
        title,
        false,
        Optional.empty(),
        figures,
        status,
        author,
        modelSha256,
        Optional.empty(),
        why,
        type,
        keySlice,
        proof);
  }

  public FindingView {
    figures = List.copyOf(figures);
    why = List.copyOf(why);
  }

  /// The same finding, with its proof in another state.
  public FindingView withProof(AnchorState state) {
    return new FindingView(
        findingId,
        recordId,
        title,
        organ,
        undecidedBecause,
        figures,
        status,
        author,
        modelSha256,
        decidedBy,
        why,
        type,
        keySlice,
        state);
  }

  /// The life of a finding. A model never authors an Accepted one.
  public enum Status {
    PROPOSED,
    ACCEPTED,
    AMENDED,
    REJECTED
  }

  /// @param label "Volume"
  /// @param value "12.4 mL"
  /// @param uncertainty "11.1 to 13.9 mL (95 %)", or empty where there is none
  public record Figure(String label, String value, String uncertainty) {}

  /// @param slice index in the volume, from 0
  public record KeySlice(String seriesInstanceUid, int slice) {}
}
