package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model that can be asked for: its card, where it comes from, and the bytes of its files, which
/// are checked against the card's hashes each time they are read. Immutable.
public final class StoredModel implements Trained<StoredModel> {
  /// [#origin] of a model that is shipped with the program.
  public static final String BUNDLED = "bundled";

  private final ModelCard card;
  private final String cardSha256;
  private final String origin;
  private final ModelFiles source;
  private final List<Weights> chosen;
  private final boolean licenceAccepted;

  /// @param cardSha256 of the card's own bytes
  StoredModel(ModelCard card, String cardSha256, String origin, ModelFiles source) {
    this(card, cardSha256, origin, source, card.files(), false);
  }

  private StoredModel(
      ModelCard card,
      String cardSha256,
      String origin,
      ModelFiles source,
      List<Weights> chosen,
      boolean licenceAccepted) {
    this.card = card;
    this.cardSha256 = cardSha256;
    this.origin = origin;
    this.source = source;
    this.chosen = List.copyOf(chosen);
    this.licenceAccepted = licenceAccepted;
  }

  public ModelCard card() {
    return card;
  }

  /// SHA-256 of the card's own bytes: what the model says about itself, as it stood when it was read.
  public String cardSha256() {
    return cardSha256;
  }

  /// Whether it is shipped with the program.
  public boolean bundled() {
    return origin.equals(BUNDLED);
  }

  /// "bundled", or the folder it was added in.
  public String origin() {
    return origin;
  }

  /// The networks that answer: all of the card, or those chosen with [#neverSaw].
  @Override
  public List<Weights> weights() {
    return chosen;
  }

  /// Which model answers: as the card's own, with the hash of the networks that were chosen.
  @Override
  public ModelRef ref() {
    return new ModelRef(
        card.name(),
        card.version(),
        ModelCard.sha256Of(chosen, card.task().output()),
        card.licence());
  }

  @Override
  public Optional<StoredModel> neverSaw(String dataset, int fold) {
    List<Weights> unseen = chosen.stream().filter(w -> w.neverSaw(dataset, fold)).toList();
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(new StoredModel(card, cardSha256, origin, source, unseen, licenceAccepted));
  }

  /// One model for each network, in the card's order: to compare members or measure their spread.
  public List<StoredModel> members() {
    return chosen.stream().map(this::only).toList();
  }

  /// The first network with random weights, which only its gradients and what they explain may be asked
  /// of; empty where the card names no such graph.
  public Optional<StoredModel> untrained() {
    return chosen.getFirst().untrained().map(file -> only(Weights.of(file, List.of())));
  }

  /// The same networks asked in another way than their card says, to be measured.
  StoredModel asking(ModelInput input) {
    return new StoredModel(card.taking(input), cardSha256, origin, source, chosen, licenceAccepted);
  }

  private StoredModel only(Weights weights) {
    return new StoredModel(card, cardSha256, origin, source, List.of(weights), licenceAccepted);
  }

  @Override
  public Published published() {
    return card.reached();
  }

  /// Whether the engine refuses to run it until a person has accepted its licence.
  @Override
  public boolean awaitsLicence() {
    return card.optIn() && !licenceAccepted;
  }

  /// The same model after a person has been shown [#licenceText] and has accepted it. Who and when is
  /// the caller's to keep.
  public StoredModel withLicenceAccepted() {
    return new StoredModel(card, cardSha256, origin, source, chosen, true);
  }

  /// The licence's text, where the card names a file with it.
  ///
  /// @throws ImagingException `INTEGRITY` when the file is not the card's
  public Optional<String> licenceText() throws ImagingException {
    return card.licenceFile().isEmpty()
        ? Optional.empty()
        : Optional.of(new String(verified(card.licenceFile().get()), StandardCharsets.UTF_8));
  }

  /// Checks every file the card names.
  ///
  /// @throws ImagingException `INTEGRITY`, naming both hashes, when one is not the card's
  void verify() throws ImagingException {
    for (GraphFile file : filesOf(card)) {
      verified(file);
    }
  }

  /// Reads a file and checks size and hash.
  ///
  /// @throws ImagingException `INTEGRITY`, naming both hashes, when it is not the card's
  byte[] verified(GraphFile file) throws ImagingException {
    return ModelIntegrity.verified(file, source);
  }

  /// Every file a card names.
  static List<GraphFile> filesOf(ModelCard card) {
    ArrayList<GraphFile> files = new ArrayList<>();
    for (Weights weights : card.files()) {
      files.add(weights.graph());
      weights.explain().ifPresent(files::add);
      weights.untrained().ifPresent(files::add);
    }
    card.licenceFile().ifPresent(files::add);
    return List.copyOf(files);
  }
}
