package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.AnalysisFiles;
import health.cairn.app.analysis.FhirContext;
import health.cairn.app.analysis.StudyAnalyzer;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.Scratch;
import health.cairn.app.wiring.NamedModel;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.inference.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "analyze",
    description =
        "The main job on one study, without touching the home: outline the tumour, classify it, report."
            + " Writes result.json, segmentation.dcm, measurements.dcm, report.pdf, proof.json and"
            + " overlays/*.png; with the options below also organs.dcm and structures.dcm.")
final class AnalyzeCommand implements Callable<Integer> {
  private static final int MAX_NAMED = 10;

  private final CairnCommand root;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "DICOM files, DICOMDIRs, folders and ZIPs.")
  List<Path> paths = List.of();

  @Option(
      names = "--fhir",
      paramLabel = "FILE",
      description = "The patient's FHIR record, to check that it is of the same person.")
  @Nullable Path fhir;

  @Option(
      names = "--study",
      paramLabel = "UID",
      description = "Study Instance UID, where the files hold several studies.")
  @Nullable String studyUid;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the results; made if it is not there.")
  Path out = Path.of("");

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description =
          "Let this model answer in place of the one that serves here, this once (NAME or"
              + " NAME@VERSION); may be given once for each kind.")
  List<String> named = List.of();

  @Mixin OrgansAsked organs = new OrgansAsked();

  AnalyzeCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    Optional<FhirContext> context =
        fhir == null ? Optional.empty() : Optional.of(FhirContext.read(fhir));
    context.ifPresent(record -> root.console().refusals(record.refused()));
    try (OutFolder results = OutFolder.open(out);
        Scratch scratch = Scratch.create();
        SecondReader reader = new SecondReader(root.home())) {
      root.console().refusedModels(reader.catalogue().refused());
      StudyAnalyzer analyzer = reader.analyzer(new ModelWish(named));
      sayWhoIsIdle(reader);
      long start = System.nanoTime();
      ReadResult found =
          new DicomReader().read(paths, scratch.directory(), root.console().progress());
      root.console().refusals(found.refused());
      Study study = oneStudy(found);
      Analysis analysis =
          analyzer.explained(
              analyzer.analyze(
                  study, (System.nanoTime() - start) / 1_000_000, root.console().progress()),
              root.console().progress());
      if (organs.any()) {
        analysis = reader.organs().add(analysis, organs.points, root.console().progress());
      }
      List<Refusal> refused = new ArrayList<>(found.refused());
      context.ifPresent(record -> refused.addAll(record.refused()));
      String json =
          AnalysisFiles.writeAll(analysis, refused, context, organs.structures, results.staging());
      results.commit(AnalysisFiles.NAMES);
      analysis.warnings().forEach(root.console()::note);
      if (organs.structures && !Files.exists(out.resolve(AnalysisFiles.STRUCTURES))) {
        root.console().note("Nothing was outlined: there are no structures for planning.");
      }
      if (root.json()) {
        root.console().out().println(json);
      } else {
        root.console().print("Wrote " + results.target());
      }
      return exit(refused, analysis);
    } catch (ImagingException e) {
      throw Failures.of(e);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The results cannot be written to " + out + ": " + Home.reason(e) + ".",
          e);
    }
  }

  /// Names what was added here and answers neither by a decision nor by this command.
  private void sayWhoIsIdle(SecondReader reader) throws ImagingException {
    for (StoredModel idle : reader.idle()) {
      String name = idle.card().name();
      if (named.stream().noneMatch(n -> NamedModel.is(idle, n))) {
        root.console()
            .note(
                "Model not used: %s serves nothing here; `cairn model activate %s` switches it on."
                    .formatted(name, name));
      }
    }
  }

  private static int exit(List<Refusal> refused, Analysis analysis) {
    if (analysis.tumour().isEmpty() && analysis.organs().isEmpty()) {
      return CairnException.Kind.REFUSED.exitCode();
    }
    return refused.isEmpty() ? 0 : HomeCommand.PARTLY_DONE;
  }

  private Study oneStudy(ReadResult found) throws CairnException {
    if (found.studies().isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          found.refused().stream()
              .findFirst()
              .map((Refusal r) -> "No study could be read: " + r.path() + " " + r.reason() + ".")
              .orElse("There is nothing to read."));
    }
    List<String> uids = found.studies().stream().map(Study::studyInstanceUid).toList();
    if (studyUid != null) {
      return found.studies().stream()
          .filter(study -> study.studyInstanceUid().equals(studyUid))
          .findFirst()
          .orElseThrow(
              () ->
                  new CairnException(
                      CairnException.Kind.REFUSED,
                      "There is no study "
                          + studyUid
                          + " in these files, but "
                          + some(uids)
                          + "."));
    }
    if (found.studies().size() > 1) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "These files hold "
              + found.studies().size()
              + " studies; choose one with --study: "
              + some(uids)
              + ".");
    }
    return found.studies().getFirst();
  }

  private static String some(List<String> uids) {
    int shown = Math.min(MAX_NAMED, uids.size());
    String more = uids.size() > shown ? " and " + (uids.size() - shown) + " more" : "";
    return String.join(", ", uids.subList(0, shown)) + more;
  }
}
