package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.LabelledFolder;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.evaluate.EvaluatedModels;
import health.cairn.imaging.evaluate.Evaluation;
import health.cairn.imaging.evaluate.EvaluationResult;
import health.cairn.imaging.evaluate.Layout;
import health.cairn.imaging.evaluate.SetPictures;
import health.cairn.imaging.evaluate.SideBySide;
import health.cairn.imaging.evaluate.leak.Leak;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.ModelRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description =
        "Measure the models on a labelled data set, or check the set for what training has seen.")
final class EvaluateCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      paramLabel = "DATASET",
      description =
          "A folder laid out as train/cheng_t1ce, train/lgg_flair or train/hippocampus, as a raw data"
              + " set of nnU-Net (imagesTr, labelsTr, dataset.json), or of studies (DICOM) as `cairn model acceptance` takes them; with --table,"
              + " --check-split and --slices also a folder that holds such folders.")
  Path dataset = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for metrics.json and predictions.csv; made if it is not there.")
  @Nullable Path out;

  @Option(names = "--fold", paramLabel = "N", description = "Only this fold of index.csv.")
  @Nullable Integer fold;

  @Option(
      names = "--tumour-free",
      paramLabel = "DIR",
      description = "A folder of pictures without tumour, judged as class none.")
  @Nullable Path tumourFree;

  @Option(
      names = "--unseen",
      description = "Leave out patients whom every file of a model was trained on.")
  boolean unseenOnly;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "Judge this model, NAME or NAME@VERSION; may be given once for each kind.")
  List<String> named = new ArrayList<>();

  @Option(
      names = "--accept",
      paramLabel = "NAME",
      description = "I have read and accept the licence of this model (cairn model list).")
  List<String> accepted = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description = "Judge every model that suits, and write them side by side as Markdown.")
  @Nullable Path table;

  @Option(
      names = "--probe",
      paramLabel = "HEAD",
      description =
          "With --table: also say what answers hang on, with this head without a tumour (DICOM) and"
              + " slices of lgg_flair. May be given again.")
  List<Path> heads = new ArrayList<>();

  @Option(
      names = "--check-split",
      description =
          "Say which people or look-alike pictures stand in several folds, or in what the shipped"
              + " models were trained on; exit 3 when there are some.")
  boolean checkSplit;

  @Option(
      names = "--slices",
      paramLabel = "FILE",
      description = "Write the list of pictures with patients, folds and hashes.")
  @Nullable Path slices;

  EvaluateCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    try {
      if (checkSplit || slices != null) {
        return pictures();
      }
      if (out == null) {
        throw new CommandLine.ParameterException(
            spec.commandLine(), "Missing required option: '--out=DIR'");
      }
      return evaluate(out);
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The results cannot be written: " + Home.reason(e) + ".", e);
    }
  }

  private int evaluate(Path folder) throws CairnException, ImagingException, IOException {
    OptionalInt rows = fold == null ? OptionalInt.empty() : OptionalInt.of(fold);
    try (OutFolder results = OutFolder.open(folder);
        SecondReader reader = new SecondReader(root.home())) {
      EvaluatedModels.Installed models =
          EvaluatedModels.Installed.of(
              reader.engine(), reader.catalogue().withLicencesAcceptedOf(accepted));
      if (table != null) {
        SideBySide sideBySide =
            new SideBySide(reader.engine(), models, results.staging(), root.console().progress());
        String text = sideBySide.table(dataset, rows, typed(rows), LocalDate.now(ZoneOffset.UTC));
        Files.writeString(
            table, heads.isEmpty() ? text : text + sideBySide.shortcuts(dataset, heads));
        results.commit(List.of());
        root.console().print("Wrote " + table + ".");
        return 0;
      }
      EvaluatedModels judged =
          usable(EvaluatedModels.choose(models, LabelledFolder.layout(dataset), named));
      return judge(reader, judged, models.outliner(), rows, results);
    }
  }

  private int judge(
      SecondReader reader,
      EvaluatedModels models,
      Optional<Outliner> finder,
      OptionalInt rows,
      OutFolder results)
      throws CairnException, ImagingException, IOException {
    if (rows.isPresent() && Layout.find(dataset).isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "Studies (DICOM) have no folds; leave out --fold.");
    }
    try (LabelledFolder cases =
        LabelledFolder.open(dataset, models, finder, root.console().progress())) {
      EvaluationResult result =
          Evaluation.run(
              reader.engine(),
              models,
              cases.dataset(),
              new Evaluation.Choice(rows, Optional.ofNullable(tumourFree), unseenOnly),
              results.staging(),
              root.console().progress());
      results.commit(List.of());
      root.console().refusals(cases.leftOut());
      print(result, results.target());
      return result.refused().isEmpty() && cases.leftOut().isEmpty() ? 0 : HomeCommand.PARTLY_DONE;
    }
  }

  private void print(EvaluationResult result, Path target) {
    Console console = root.console();
    console.refusals(result.refused());
    result.warnings().forEach(warning -> console.note("Warning: " + warning));
    if (root.json()) {
      console.out().println(result.json());
      return;
    }
    StringBuilder line = new StringBuilder();
    line.append("%d images of %d patients".formatted(result.images(), result.patients()));
    String next = ": ";
    if (!Double.isNaN(result.diceMean())) {
      line.append(next).append("mean Dice %.4f".formatted(result.diceMean()));
      next = ", ";
    }
    if (!Double.isNaN(result.accuracy())) {
      line.append(next).append("accuracy %.4f".formatted(result.accuracy()));
    }
    console.print(line.toString());
    console.print("Wrote metrics.json and predictions.csv in " + target + ".");
  }

  private static EvaluatedModels usable(EvaluatedModels models) throws CairnException {
    Optional<ModelRef> awaiting = models.awaitingLicence();
    if (awaiting.isPresent()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The model %s is under %s; read it (cairn model list) and accept it with --accept %s."
              .formatted(awaiting.get().name(), awaiting.get().licence(), awaiting.get().name()));
    }
    return models;
  }

  /// The command of a table, without folders of this machine.
  private String typed(OptionalInt rows) {
    StringBuilder typed = new StringBuilder("cairn evaluate DATA --table MODELS.md --out OUT");
    rows.ifPresent(f -> typed.append(" --fold ").append(f));
    if (unseenOnly) {
      typed.append(" --unseen");
    }
    accepted.forEach(name -> typed.append(" --accept ").append(name));
    heads.forEach(head -> typed.append(" --probe ").append(head.getFileName()));
    return typed.toString();
  }

  private int pictures() throws ImagingException, IOException {
    SliceList list = SetPictures.list(dataset, root.console().progress());
    if (slices != null) {
      Files.writeString(slices, list.together(SetPictures.WITHOUT_PERSONS).csv());
    }
    if (!checkSplit) {
      root.console().print("Wrote %d pictures.".formatted(list.slices().size()));
      return 0;
    }
    List<String> leaks = new ArrayList<>();
    Leak.within(list).forEach(leak -> leaks.add(leak.text()));
    Leak.against(SliceList.ofTraining(), list).forEach(leak -> leaks.add(leak.text()));
    if (root.json()) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("pictures", list.slices().size());
      report.put("leaks", leaks);
      root.console().printJson(report);
    } else {
      leaks.forEach(root.console()::print);
      root.console().print("%d pictures, %d leaks.".formatted(list.slices().size(), leaks.size()));
    }
    return leaks.isEmpty() ? 0 : CairnException.Kind.REFUSED.exitCode();
  }
}
