package health.cairn.app.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.Acceptance.Judged;
import health.cairn.app.models.AcceptanceCriteria.Criterion;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.models.SignedRecords.Kind;
import health.cairn.app.store.Home;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.evaluate.Evaluation;
import health.cairn.imaging.evaluate.EvaluationResult;
import health.cairn.imaging.evaluate.Layout;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Tries one model, of whatever kind, on a site's own cases and keeps the verdict, signed and in the journal. Cases of patients
/// that the model learnt from are left out.
public final class SiteAcceptance {
  static final Kind<Acceptance> ACCEPTANCES =
      new Kind<>("ModelAcceptance", Acceptance.class, EventKind.MODEL_TESTED);

  private final SignedRecords records;
  private final Clock clock;
  private final String user;

  public SiteAcceptance(SignedRecords records, Clock clock, String user) {
    this.records = records;
    this.clock = clock;
    this.user = user;
  }

  /// Every test so far, oldest first.
  public List<Acceptance> all() throws CairnException {
    return records.all(ACCEPTANCES).stream().map(Kept::document).toList();
  }

  /// @param folder a data set of a known layout, or studies as [LabelledFolder] takes them
  /// @param criteriaFile the site's own criteria; empty for the shipped ones
  /// @param out where `metrics.json`, `predictions.csv`, `acceptance.json` and its signature
  ///   `acceptance.note` go
  /// @param leftOut takes what could not be judged, by file
  /// @throws CairnException REFUSED for too few patients or a card without a figure to compare with; then
  ///   nothing is kept
  public Acceptance run(
      InferenceEngine engine,
      Tried tried,
      Path folder,
      Optional<Path> criteriaFile,
      Path out,
      Consumer<Refusal> leftOut,
      Progress progress)
      throws CairnException {
    AcceptanceCriteria.Text criteria =
        criteriaFile.isPresent()
            ? AcceptanceCriteria.read(criteriaFile.get())
            : AcceptanceCriteria.shipped();
    requireComparable(criteria.criteria(), tried);
    try (LabelledFolder cases =
        LabelledFolder.open(folder, tried.models(), tried.finder(), progress)) {
      cases.leftOut().forEach(leftOut);
      EvaluationResult result =
          Evaluation.run(
              engine,
              tried.models(),
              cases.dataset(),
              new Evaluation.Choice(OptionalInt.empty(), Optional.empty(), true),
              out,
              progress);
      result.refused().forEach(leftOut);
      requireEnough(result, criteria.criteria(), cases);
      String metrics = Files.readString(result.metrics());
      List<Acceptance.Looks> looks =
          layout(metrics).equals(Layout.CHENG_T1CE.word())
              ? SiteCases.of(cases.dataset(), result.predictions(), progress)
              : List.of();
      List<String> warnings = new ArrayList<>(result.warnings());
      cases.shortOf().ifPresent(warnings::add);
      Kept<Acceptance> kept =
          keep(tried, criteria, metrics, result, DatasetDigest.of(folder), warnings, looks);
      Files.writeString(out.resolve("acceptance.json"), kept.json());
      Files.writeString(out.resolve("acceptance.note"), kept.statement());
      return kept.document();
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw unwritten(out, e);
    }
  }

  private static void requireEnough(
      EvaluationResult result, AcceptanceCriteria criteria, LabelledFolder cases)
      throws CairnException {
    if (result.patients() < criteria.minimumPatients()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "%d patients that the model never saw are no acceptance test; at least %d are needed.%s"
              .formatted(
                  result.patients(),
                  criteria.minimumPatients(),
                  cases.shortOf().map(words -> " " + words).orElse("")));
    }
  }

  private Kept<Acceptance> keep(
      Tried tried,
      AcceptanceCriteria.Text criteria,
      String metrics,
      EvaluationResult result,
      String digest,
      List<String> warnings,
      List<Acceptance.Looks> looks)
      throws CairnException {
    List<Judged> judged = judge(criteria.criteria(), tried, tree(metrics));
    Chosen chosen = tried.chosen();
    boolean passed = judged.stream().allMatch(Judged::holds);
    return records.add(
        ACCEPTANCES,
        "%s %s acceptance".formatted(chosen.title(), passed ? "passed" : "failed"),
        (id, connection) ->
            new Acceptance(
                id,
                chosen,
                new Acceptance.Cases(digest, layout(metrics), result.images(), result.patients()),
                new Acceptance.Applied(
                    criteria.criteria().name(), criteria.criteria().version(), criteria.sha256()),
                judged,
                AcceptanceGroups.of(tree(metrics), tried.task()),
                passed,
                user,
                clock.instant().toString(),
                Hash.sha256(metrics).hex(),
                warnings,
                looks));
  }

  private static void requireComparable(AcceptanceCriteria criteria, Tried tried)
      throws CairnException {
    List<Criterion> own = ofTask(criteria, tried);
    if (own.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The criteria say nothing of models that " + tried.task() + ".");
    }
    for (Criterion criterion : own) {
      if (criterion.atLeast() == null && figure(tried, criterion).isEmpty()) {
        throw new CairnException(
            CairnException.Kind.REFUSED,
            "Of %s no %s is published to compare with; give criteria of your own (--criteria) that say atLeast."
                .formatted(tried.chosen().name(), criterion.figure()));
      }
    }
  }

  static List<Judged> judge(AcceptanceCriteria criteria, Tried tried, JsonNode metrics) {
    List<Judged> judged = new ArrayList<>();
    for (Criterion criterion : ofTask(criteria, tried)) {
      double value = at(metrics, criterion.metric()).asDouble(Double.NaN);
      double lower = lower(criterion, metrics, value);
      Double atLeast = criterion.atLeast();
      double margin = criterion.margin() == null ? 0 : criterion.margin();
      double threshold =
          atLeast == null ? figure(tried, criterion).orElse(Double.NaN) - margin : atLeast;
      // A figure that could not be computed is not a number, and fails.
      boolean holds = lower >= threshold;
      judged.add(
          new Judged(
              criterion.metric(),
              value,
              lower,
              threshold,
              holds,
              words(criterion, value, lower, threshold, holds)));
    }
    return judged;
  }

  private static String words(
      Criterion criterion, double value, double lower, double threshold, boolean holds) {
    String from =
        criterion.figure() == null
            ? "asked for"
            : String.format(Locale.ROOT, "the published figure less %.2f", criterion.margin());
    return String.format(
        Locale.ROOT,
        "%s is %.4f, at least %.4f with 95 %% confidence: %s %.4f (%s).",
        criterion.metric(),
        value,
        lower,
        holds ? "not below" : "below",
        threshold,
        from);
  }

  private static double lower(Criterion criterion, JsonNode metrics, double value) {
    if (criterion.bound().equals(AcceptanceCriteria.EXACT)) {
      int patients = metrics.path("patients").asInt();
      return Double.isNaN(value)
          ? Double.NaN
          : ExactBound.lower95((int) Math.round(value * patients), patients);
    }
    return at(metrics, criterion.bound()).path(0).asDouble(Double.NaN);
  }

  private static List<Criterion> ofTask(AcceptanceCriteria criteria, Tried tried) {
    return criteria.criteria().stream().filter(c -> c.task().equals(tried.task())).toList();
  }

  private static Optional<Double> figure(Tried tried, Criterion criterion) {
    return criterion.figure() == null
        ? Optional.empty()
        : Optional.ofNullable(tried.figures().get(criterion.figure()));
  }

  private static JsonNode at(JsonNode metrics, String path) {
    return metrics.at("/" + path.replace('.', '/'));
  }

  private static String layout(String metrics) {
    return tree(metrics).path("layout").asText();
  }

  private static JsonNode tree(String json) {
    try {
      return Documents.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation that is no JSON", e);
    }
  }

  private static CairnException unwritten(Path out, IOException e) {
    return new CairnException(
        CairnException.Kind.REFUSED,
        "The results cannot be written to " + out + ": " + Home.reason(e) + ".",
        e);
  }
}
