package health.cairn.app.wiring;

import health.cairn.app.analysis.ChosenOnce;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.SiteFusion;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.fuse.FusedMember;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Structure;
import health.cairn.imaging.inference.Trained;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everyone who could answer here, for each task who serves first; and whom a reader's wish for one look
/// picks from them.
record Candidates(List<Candidate> all) {
  Candidates {
    all = List.copyOf(all);
  }

  /// @param standing how it stands here, a clause
  /// @param instead what was promoted to answer and does not, a sentence
  record Candidate(
      Task task, Trained<?> model, boolean serves, String standing, Optional<String> instead) {
    String title() {
      return model.ref().name() + " " + model.ref().version();
    }

    /// What it does, in the words of a heading. Models of volumes that outline the same do the same.
    String job() {
      return task == Task.OUTLINE_VOLUME && model instanceof StoredModel stored
          ? ofVolumes(stored).orElse(task.words())
          : task.words();
    }

    /// What a model of volumes outlines, in the words of a heading; empty for one that outlines nothing.
    static Optional<String> ofVolumes(StoredModel model) {
      return model.card().task() instanceof ModelCard.Segment segment
          ? Optional.of(
              segment.structures().stream()
                  .map(Structure::label)
                  .collect(Collectors.joining(", ", "Outlines in volumes: ", "")))
          : Optional.empty();
    }

    private boolean is(String named) {
      ModelRef ref = model.ref();
      return named.equals(ref.name()) || named.equals(ref.name() + "@" + ref.version());
    }

    /// Why nobody may run it.
    Optional<String> barred() {
      return model.awaitsLicence()
          ? Optional.of(
              "Its licence %s is not accepted here: add it with --accept-licence first."
                  .formatted(model.ref().licence()))
          : Optional.empty();
    }
  }

  /// Gathers them, each once for a task.
  static final class Builder {
    private final List<Candidate> all = new ArrayList<>();
    private final List<ServingDecision> decisions;

    /// @param decisions the latest on each task
    Builder(List<ServingDecision> decisions) {
      this.decisions = List.copyOf(decisions);
    }

    /// Answers when nobody chooses.
    void serves(Task task, Trained<?> model) {
      serves(task, model, Optional.empty());
    }

    /// Answers when nobody chooses, because what was promoted for that cannot.
    ///
    /// @param instead of what, a clause; empty where nothing else was promoted
    void serves(Task task, Trained<?> model, Optional<String> instead) {
      String standing =
          decision(model)
              .map(d -> "switched on here on %s by %s".formatted(d.at().substring(0, 10), d.by()))
              .orElse("serves here as shipped");
      add(
          task,
          model,
          true,
          instead.map(why -> standing + ": " + why).orElse(standing),
          instead.map(why -> why + "."));
    }

    /// Could answer.
    void fits(Task task, Trained<?> model) {
      add(
          task,
          model,
          false,
          shipped(model) ? "shipped; answers when it is chosen" : "added here, not switched on",
          Optional.empty());
    }

    Candidates build() {
      return new Candidates(all);
    }

    private void add(
        Task task, Trained<?> model, boolean serves, String standing, Optional<String> instead) {
      if (all.stream().noneMatch(c -> c.task() == task && c.model().ref().equals(model.ref()))) {
        all.add(new Candidate(task, model, serves, standing, instead));
      }
    }

    /// Rules that were fitted here have no hash of their own beside that of all they join.
    private Optional<ServingDecision> decision(Trained<?> model) {
      return decisions.stream()
          .filter(d -> d.model() != null)
          .filter(d -> decides(d, Objects.requireNonNull(d.model()), model))
          .findFirst();
    }

    private static boolean decides(
        ServingDecision decision, ServingDecision.Chosen chosen, Trained<?> model) {
      return decision.task().equals(SiteFusion.TASK.word())
          ? model instanceof FusedMember
              && model.ref().version().equals(SecondReader.siteVersion(chosen))
          : chosen.sha256().equals(model.ref().sha256());
    }

    private static boolean shipped(Trained<?> model) {
      return switch (model) {
        case StoredModel stored -> stored.bundled();
        case NetworkMember network -> network.network().bundled();
        default -> true;
      };
    }
  }

  List<ModelOffer> offers() {
    return all.stream()
        .map(
            c ->
                new ModelOffer(
                    c.task(),
                    c.job(),
                    c.model().ref().name(),
                    c.model().ref().version(),
                    c.model().ref().sha256(),
                    c.model().ref().licence(),
                    c.serves(),
                    c.standing(),
                    ReachedWords.of(c.model().published()),
                    c.model().published().measuredOn(),
                    c.barred()))
        .toList();
  }

  /// Who answers in one look.
  record Chosen(List<Candidate> wished, Candidates from) {
    /// @throws ImagingException REFUSED where nobody does that task
    Member classifier() throws ImagingException {
      if (of(Task.CLASSIFY_T1C).map(Candidate::model).orElse(null) instanceof Member member) {
        return member;
      }
      throw refused("No model that classifies a tumour is installed.");
    }

    /// A network, or a method that learnt from nobody.
    Optional<Trained<?>> outliner(Task task) {
      return of(task).map(Candidate::model);
    }

    /// Those that outline what their cards name in volumes: those that were wished for, and those that serve
    /// and outline something else.
    List<StoredModel> volumes() {
      return Stream.concat(
              wished.stream(),
              from.all().stream()
                  .filter(Candidate::serves)
                  .filter(c -> wished.stream().noneMatch(w -> w.job().equals(c.job()))))
          .filter(c -> c.task() == Task.OUTLINE_VOLUME)
          .flatMap(c -> c.model() instanceof StoredModel s ? Stream.of(s) : Stream.empty())
          .toList();
    }

    private Optional<Candidate> of(Task task) {
      return wished.stream()
          .filter(c -> c.task() == task)
          .findFirst()
          .or(() -> from.serving(task.words()));
    }

    ChosenOnce sentences() {
      List<String> outlines = new ArrayList<>();
      List<String> structures = new ArrayList<>();
      List<String> kind = new ArrayList<>();
      for (Candidate c : wished) {
        if (!c.serves()) {
          String otherwise =
              from.serving(c.job())
                  .map(s -> "; " + s.title() + " serves here.")
                  .orElse("; nothing does that here unless it is chosen.");
          List<String> said =
              switch (c.task()) {
                case CLASSIFY_T1C -> kind;
                case OUTLINE_VOLUME -> structures;
                case OUTLINE_T1C, OUTLINE_FLAIR -> outlines;
              };
          said.add(c.title() + " was chosen for this look" + otherwise);
        }
      }
      return new ChosenOnce(
          outlines,
          structures,
          kind,
          kind.isEmpty()
              ? from.serving(Task.CLASSIFY_T1C.words()).flatMap(Candidate::instead).stream()
                  .toList()
              : List.of());
    }
  }

  /// @throws ImagingException REFUSED for a name that is not here, two for one task, or one that nobody may
  ///   run; the sentence names the choices
  Chosen choose(ModelWish wish) throws ImagingException {
    List<Candidate> wished = new ArrayList<>();
    for (String named : wish.named()) {
      Candidate found = find(named);
      if (found.barred().isPresent()) {
        throw refused(found.title() + " cannot be chosen. " + found.barred().get());
      }
      for (Candidate other : wished) {
        if (other.job().equals(found.job())) {
          throw refused(
              "%s and %s do the same; choose one of them.".formatted(other.title(), found.title()));
        }
      }
      wished.add(found);
    }
    return new Chosen(wished, this);
  }

  /// Whoever says what kind of tumour it is and has one of these hashes, the first of them that is here.
  Optional<Member> classifier(List<String> sha256) {
    for (String hash : sha256) {
      for (Candidate c : all) {
        if (c.model() instanceof Member member && member.ref().sha256().equals(hash)) {
          return Optional.of(member);
        }
      }
    }
    return Optional.empty();
  }

  private Candidate find(String named) throws ImagingException {
    List<Candidate> found = all.stream().filter(c -> c.is(named)).toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    Set<String> names = new LinkedHashSet<>();
    if (found.isEmpty()) {
      all.forEach(c -> names.add(c.model().ref().name()));
      throw refused(
          "There is no model %s that can answer here; choose among %s."
              .formatted(named, String.join(", ", names)));
    }
    found.forEach(c -> names.add(c.model().ref().name() + "@" + c.model().ref().version()));
    throw refused(
        "There are several versions of %s here; name one: %s."
            .formatted(named, String.join(", ", names)));
  }

  private Optional<Candidate> serving(String job) {
    return all.stream().filter(c -> c.job().equals(job) && c.serves()).findFirst();
  }

  private static ImagingException refused(String sentence) {
    return new ImagingException(ImagingException.Kind.REFUSED, sentence);
  }
}
