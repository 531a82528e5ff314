package health.cairn.imaging.fuse;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SecondOpinion;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.radiomics.RadiomicsMember;
import health.cairn.imaging.radiomics.RadiomicsModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All that can say what kind of tumour a slice shows, the one to ask when nobody chose first.
public final class Classifiers {
  /// The rules shipped with the program, fitted on predictions of members that never saw this fold
  /// (docs/decisions/0040).
  static final Weights.TrainedOn FITTED_ON = new Weights.TrainedOn("cheng_t1ce", List.of(3));

  static final String VERSION = "2.0.0";

  private static final int MAX_RULES = 64 * 1024;

  private Classifiers() {}

  /// The fusion where rules are shipped and all of its members are there, then every network that
  /// classifies single slices, then the measured features.
  ///
  /// @throws ImagingException `INTEGRITY` when a bundled file is not what its card says
  public static List<Member> of(InferenceEngine engine, ModelCatalogue models)
      throws ImagingException {
    List<Member> members = new ArrayList<>();
    for (StoredModel model : models.models()) {
      if (model.card().task() instanceof ModelCard.Classify
          && model.card().input() instanceof ModelInput.Slices slices
          && slices.isSingle()) {
        members.add(new NetworkMember(engine, model));
      }
    }
    members.add(new RadiomicsMember(RadiomicsModel.bundled()));
    Optional<String> rules = rules();
    if (rules.isPresent()) {
      fused(Fusion.read(rules.get()), members, new Outliner(engine, models.segmenter()))
          .ifPresent(members::addFirst);
    }
    return List.copyOf(members);
  }

  /// Who is asked beside a member, to say how likely it errs; only what needs no network.
  public static Optional<SecondOpinion> secondOpinion(Member member) throws ImagingException {
    Optional<ModelCard.Seconded> fitted =
        member.seconded().filter(s -> s.with().equals(RadiomicsModel.NAME));
    return fitted.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SecondOpinion(new RadiomicsMember(RadiomicsModel.bundled()), fitted.get().score()));
  }

  private static Optional<Member> fused(Fusion fusion, List<Member> all, Outliner outliner) {
    List<Member> joined =
        all.stream()
            .filter(m -> fusion.members().contains(m.ref().name()))
            .filter(m -> m.classes().equals(TumourClass.words()) && !m.awaitsLicence())
            .toList();
    return joined.size() < fusion.members().size()
        ? Optional.empty()
        : Optional.of(new FusedMember(fusion, VERSION, new Panel(joined, outliner), FITTED_ON));
  }

  /// The text of the shipped rules, where there are some.
  public static Optional<String> rules() throws ImagingException {
    try (InputStream in = Classifiers.class.getResourceAsStream("fusion.rules")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readNBytes(MAX_RULES), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The fusion's rules cannot be read.", e);
    }
  }
}
