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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that can say what kind of tumour a slice shows, the one to ask when nobody chose first.
public final class Classifiers {
  /// The folds of `cheng_t1ce` that the shipped rules were fitted on: all of them for `fusion.rules`, which
  /// serve, and all but one for those by which that one is judged. Every prediction is of members that
  /// never saw its fold (docs/decisions/0040).
  static final List<Integer> FOLDS = List.of(1, 2, 3, 4);

  static final String VERSION = "2.5.0";

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
    fused(members, new Outliner(engine, models.segmenter())).ifPresent(members::addFirst);
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

  private static Optional<Member> fused(List<Member> all, Outliner outliner)
      throws ImagingException {
    List<FittedRules> rules = new ArrayList<>();
    rules.add(rules("fusion.rules", FOLDS));
    for (int fold : FOLDS) {
      rules.add(rules(without(fold), FOLDS.stream().filter(f -> f != fold).toList()));
    }
    List<String> names = rules.getFirst().fusion().members();
    Map<String, Member> byName = new LinkedHashMap<>(); // the shipped one, which comes first
    all.stream()
        .filter(m -> names.contains(m.ref().name()))
        .filter(m -> m.classes().equals(TumourClass.words()) && !m.awaitsLicence())
        .forEach(m -> byName.putIfAbsent(m.ref().name(), m));
    List<Member> joined = List.copyOf(byName.values());
    return joined.size() < names.size()
        ? Optional.empty()
        : Optional.of(measured(new FusedMember(VERSION, new Panel(joined, outliner), rules)));
  }

  private static Member measured(FusedMember fused) throws ImagingException {
    return fused.publishing(FusionFigures.read(text(FusionFigures.FILE)).of(fused.ref()));
  }

  /// The file of the rules that were fitted on all folds but this one.
  static String without(int fold) {
    return "fusion-without-" + fold + ".rules";
  }

  private static FittedRules rules(String file, List<Integer> folds) throws ImagingException {
    return new FittedRules(
        Fusion.read(text(file)), file, new Weights.TrainedOn("cheng_t1ce", folds));
  }

  /// The text of the rules that serve.
  public static String rules() throws ImagingException {
    return text("fusion.rules");
  }

  private static String text(String file) throws ImagingException {
    try (InputStream in = Classifiers.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new ImagingException(
            ImagingException.Kind.INTEGRITY, "The program's own " + file + " is missing.");
      }
      return new String(in.readNBytes(MAX_RULES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The fusion's rules cannot be read.", e);
    }
  }
}
