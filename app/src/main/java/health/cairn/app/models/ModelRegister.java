package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.models.SignedRecords.Kind;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.organ.HippocampusFinder;
import health.cairn.imaging.segment.OnnxSegmenter;
import health.cairn.imaging.segment.StructureSegmenter;
import health.cairn.ledger.journal.EventKind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The register of a home: which model serves which task. Every change is a decision of a person, signed and
/// in the journal; rollback is a decision too.
public final class ModelRegister implements ModelChoice {
  /// Each one lets another model serve than before. In older homes such entries are MODEL_DECIDED.
  static final Kind<ServingDecision> DECISIONS =
      new Kind<>("ModelDecision", ServingDecision.class, EventKind.MODEL_PROMOTED);

  private final SignedRecords records;
  private final ServingFile copy;
  private final Clock clock;
  private final String user;

  /// @param models the home's folder of models
  public ModelRegister(SignedRecords records, Path models, Clock clock, String user) {
    this.records = records;
    this.copy = ServingFile.in(models);
    this.clock = clock;
    this.user = user;
  }

  @Override
  public List<ServingDecision> current() throws ImagingException {
    try {
      return latest(records.all(DECISIONS));
    } catch (CairnException e) {
      throw new ImagingException(ImagingException.Kind.INTEGRITY, e.getMessage(), e);
    }
  }

  /// Brings the copy beside the models up to date.
  public void refreshCopy() throws CairnException {
    copy.write(latest(records.all(DECISIONS)));
  }

  /// Every decision, oldest first.
  public List<ServingDecision> history() throws CairnException {
    return records.all(DECISIONS).stream().map(Kept::document).toList();
  }

  /// Lets a model serve the task that its card names, from now on.
  ///
  /// @param why in the decider's words; may be empty
  /// @param withoutAcceptance why it may serve without having passed an acceptance test here, or empty
  /// @throws CairnException REFUSED for a model whose licence is not accepted, one that serves already, one
  ///   that `cairn analyze` could not use for its task, or one that is not shipped and has neither passed
  ///   acceptance here nor a reason to go without
  public ServingDecision activate(
      StoredModel model, String why, String withoutAcceptance, List<Acceptance> accepted)
      throws CairnException {
    Chosen chosen = Chosen.of(model);
    String title = chosen.title();
    requireUsable(model, title);
    Optional<Acceptance> passed = passed(accepted, chosen);
    if (!model.bundled() && passed.isEmpty() && withoutAcceptance.isBlank()) {
      throw refused(
          "%s has not passed an acceptance test at this site: run `cairn model acceptance %s DATASET --out DIR` on 20 or more cases of your own, or say why it may serve without with --without-acceptance."
              .formatted(title, model.card().name()));
    }
    return activate(
        chosen,
        ModelTask.of(model),
        why,
        passed.map(Acceptance::id),
        passed.isPresent() ? "" : withoutAcceptance);
  }

  /// Lets one of the shipped ways to classify serve that is no single network: measured features, or several
  /// models that are joined.
  ///
  /// @param accepted the tests made here: what passed is named by the decision, though none is asked for
  public ServingDecision activate(ModelRef shipped, String why, List<Acceptance> accepted)
      throws CairnException {
    Chosen chosen = Chosen.of(shipped);
    return activate(
        chosen, ModelTask.CLASSIFY_T1C, why, passed(accepted, chosen).map(Acceptance::id), "");
  }

  /// Lets a network serve that was trained anew and passed a test on locked patients. What it had to show for that
  /// is [health.cairn.app.learn]'s to ask.
  ///
  /// @param test id of the record that it passed
  public ServingDecision promote(StoredModel model, String why, String test) throws CairnException {
    Chosen chosen = Chosen.of(model);
    requireUsable(model, chosen.title());
    return activate(chosen, ModelTask.of(model), why, Optional.of(test), "");
  }

  private static Optional<Acceptance> passed(List<Acceptance> accepted, Chosen chosen) {
    return Acceptance.latest(accepted, chosen).filter(Acceptance::passed);
  }

  private ServingDecision activate(
      Chosen chosen,
      ModelTask task,
      String why,
      Optional<String> acceptance,
      String withoutAcceptance)
      throws CairnException {
    String title = chosen.title();
    return decide(
        task,
        "%s serves %s".formatted(title, task.word()),
        (id, before) -> {
          if (before.isPresent() && chosen.equals(before.get().model())) {
            throw refused(title + " serves " + task.word() + " already.");
          }
          return new ServingDecision(
              id,
              task.word(),
              chosen,
              before.map(ServingDecision::id).orElse(null),
              false,
              user,
              clock.instant().toString(),
              why,
              acceptance.orElse(null),
              withoutAcceptance.isBlank() ? null : withoutAcceptance);
        });
  }

  /// Lets a fusion that was fitted here serve. What it had to show for that is [health.cairn.app.learn]'s to
  /// ask.
  ///
  /// @param test id of the record that it passed on locked cases
  public ServingDecision promoteFusion(Chosen fusion, String why, String test)
      throws CairnException {
    return decide(
        SiteFusion.TASK,
        fusion.title() + " serves " + SiteFusion.TASK.word(),
        (id, before) -> {
          if (before.isPresent() && fusion.equals(before.get().model())) {
            throw refused(fusion.title() + " serves already.");
          }
          return new ServingDecision(
              id,
              SiteFusion.TASK.word(),
              fusion,
              before.map(ServingDecision::id).orElse(null),
              false,
              user,
              clock.instant().toString(),
              why,
              test,
              null);
        });
  }

  /// Whether something that was decided on is still here as it was.
  @FunctionalInterface
  public interface Here {
    boolean test(Chosen chosen) throws CairnException;
  }

  /// Goes back to what served a task before.
  ///
  /// @param task empty for the one that was decided on last
  /// @throws CairnException REFUSED when nothing was decided, INTEGRITY when the model to go back to is not
  ///   here as it was
  public ServingDecision rollback(Optional<ModelTask> task, String why, Here here)
      throws CairnException {
    List<ServingDecision> history = history();
    if (history.isEmpty()) {
      throw refused("Nothing was ever switched on here: what is shipped serves.");
    }
    ModelTask back = task.orElseGet(() -> new ModelTask(history.getLast().task()));
    return decide(
        back,
        "%s goes back to what served before".formatted(back.word()),
        (id, before) -> {
          ServingDecision now =
              before
                  .filter(d -> d.model() != null)
                  .orElseThrow(
                      () ->
                          refused(
                              "What is shipped serves "
                                  + back.word()
                                  + "; there is nothing before it."));
          Optional<ServingDecision> earlier = earlier(now, history);
          Chosen chosen = earlier.map(ServingDecision::model).orElse(null);
          if (chosen != null && !here.test(chosen)) {
            throw new CairnException(
                CairnException.Kind.INTEGRITY,
                chosen.title()
                    + " served before, and no model here has its hash and its card: put it back first.");
          }
          return back(id, now, earlier, why);
        });
  }

  /// A decision that can be taken back.
  ///
  /// @param now the latest on its task
  /// @param then what would be decided
  public record Return(ServingDecision now, ServingDecision then) {}

  /// What [#rollback] could do, latest decision first: each task whose model before is here as it was.
  public List<Return> returns(Here here) throws CairnException {
    List<ServingDecision> history = history();
    List<Return> returns = new ArrayList<>();
    for (ServingDecision now : latest(records.all(DECISIONS))) {
      if (now.model() != null) {
        Optional<ServingDecision> earlier = earlier(now, history);
        Chosen chosen = earlier.map(ServingDecision::model).orElse(null);
        if (chosen == null || here.test(chosen)) {
          String next = DECISIONS.name() + "/" + (history.size() + 1);
          returns.add(new Return(now, back(next, now, earlier, "")));
        }
      }
    }
    returns.sort((a, b) -> a.now().after(b.now()) ? -1 : 1);
    return List.copyOf(returns);
  }

  private static Optional<ServingDecision> earlier(
      ServingDecision now, List<ServingDecision> history) {
    return history.stream().filter(d -> d.id().equals(now.returnsTo())).findFirst();
  }

  private ServingDecision back(
      String id, ServingDecision now, Optional<ServingDecision> earlier, String why) {
    return new ServingDecision(
        id,
        now.task(),
        earlier.map(ServingDecision::model).orElse(null),
        earlier.map(ServingDecision::returnsTo).orElse(null),
        true,
        user,
        clock.instant().toString(),
        why,
        earlier.map(ServingDecision::acceptance).orElse(null),
        earlier.map(ServingDecision::withoutAcceptance).orElse(null));
  }

  private interface Deciding {
    ServingDecision of(String id, Optional<ServingDecision> before) throws CairnException;
  }

  private ServingDecision decide(ModelTask task, String purpose, Deciding deciding)
      throws CairnException {
    ServingDecision decision =
        records
            .add(
                DECISIONS,
                purpose,
                (id, connection) ->
                    deciding.of(
                        id,
                        latest(records.all(DECISIONS, connection)).stream()
                            .filter(d -> d.task().equals(task.word()))
                            .findFirst()))
            .document();
    refreshCopy();
    return decision;
  }

  private static void requireUsable(StoredModel model, String title) throws CairnException {
    if (model.awaitsLicence()) {
      throw refused(
          "%s is under %s, which nobody here has accepted: read it and add the model with --accept-licence %s."
              .formatted(title, model.card().licence(), model.card().licence()));
    }
    boolean onT1c =
        List.of(ModelTask.OUTLINE_T1C, ModelTask.CLASSIFY_T1C).contains(ModelTask.of(model));
    if (onT1c && !(model.card().input() instanceof ModelInput.Slices s && s.isSingle())) {
      throw refused(
          "%s takes several slices or sequences; on T1 after contrast agent one slice at a time is read."
              .formatted(title));
    }
    ModelTask task = ModelTask.of(model);
    boolean asked =
        onT1c
            || (task.equals(ModelTask.OUTLINE_FLAIR) && OnnxSegmenter.outlinesOneThing(model))
            || HippocampusFinder.outlinesHippocampus(model)
            || StructureSegmenter.findsByItself(model);
    if (!asked) {
      throw refused(
          "%s would serve %s, and nothing here asks for that: volumes are outlined by models that slide over them and name a code for each structure, slices on T1C and FLAIR by models of one label."
              .formatted(title, task.word()));
    }
  }

  private static List<ServingDecision> latest(List<Kept<ServingDecision>> all) {
    Map<String, ServingDecision> byTask = new LinkedHashMap<>();
    all.forEach(kept -> byTask.put(kept.document().task(), kept.document()));
    return List.copyOf(byTask.values());
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
