package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.AnalysisFiles;
import health.cairn.app.analysis.ResultJson.AnchorPart;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "The whole main job on the sample patient, in a throw-away home: import, find the tumour,"
            + " classify it, write findings, prove them, show the workstation.")
final class DemoCommand implements Callable<Integer> {
  private final CairnCommand root;

  @Option(names = "--headless", description = "Without a window: pictures of every screen instead.")
  boolean headless;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for pictures and results (default: cairn-demo). Used without a window.")
  @Nullable Path out;

  DemoCommand(CairnCommand root) {
    this.root = root;
  }

  @Override
  public Integer call() throws CairnException {
    Console console = root.console();
    boolean window = !headless && root.screens().displayAvailable();
    if (!headless && !window) {
      console.note("There is no display here: the screens are written as pictures instead.");
    }
    Optional<OutFolder> results =
        window
            ? Optional.empty()
            : Optional.of(OutFolder.open(out == null ? Path.of("cairn-demo") : out));
    try (DemoHome demo = DemoHome.create(root.user())) {
      Desk desk = demo.desk();
      Progress progress = console.progress();
      ImportSummary imported = desk.importFrom(List.of(demo.samplePatient()), progress);
      console.refusals(imported.refused());
      WorklistRow row = sampleStudy(desk);
      StudyRow study = row.study().orElseThrow();
      Analysis analysis = desk.analysis(study.studyInstanceUid(), progress);
      if (window) {
        report(desk, row, study, imported);
        console.note("Close the window to end the demo; its home is then removed.");
        root.screens().show(desk, row);
        return 0;
      }
      OutFolder directory = results.orElseThrow();
      write(desk, row, study, analysis, directory);
      report(desk, row, study, imported);
      if (!root.json()) {
        console.print("Wrote " + directory.target());
      }
      return 0;
    } finally {
      results.ifPresent(OutFolder::close);
    }
  }

  private static WorklistRow sampleStudy(Desk desk) throws CairnException {
    return desk.worklist().stream()
        .filter(r -> r.study().isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new CairnException(
                    CairnException.Kind.INTEGRITY, "The sample patient has no images."));
  }

  private void write(
      Desk desk, WorklistRow row, StudyRow study, Analysis analysis, OutFolder results)
      throws CairnException {
    Path directory = results.staging();
    try {
      AnalysisFiles.writeResult(analysis, List.of(), anchor(desk, row, study), directory);
      desk.writeReport(study.studyInstanceUid(), directory.resolve("report.pdf"));
      for (Path picture : root.screens().capture(desk, directory)) {
        root.console().note("Wrote " + results.target().resolve(directory.relativize(picture)));
      }
      results.commit(List.of());
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The results cannot be written to " + results.target() + ": " + Home.reason(e) + ".",
          e);
    }
  }

  private static AnchorPart anchor(Desk desk, WorklistRow row, StudyRow study)
      throws CairnException {
    List<FindingView> findings = desk.findings(study.studyInstanceUid());
    if (findings.isEmpty()) {
      return new AnchorPart("Prepared", null, null, null);
    }
    ProofView proof = desk.proof(row.patient().patientKey(), findings.getFirst().recordId());
    String state = proof.state().name();
    return new AnchorPart(
        state.charAt(0) + state.substring(1).toLowerCase(Locale.ROOT),
        proof.leafHash(),
        proof.rootHash(),
        proof.receipt().isEmpty() ? null : proof.receipt());
  }

  private void report(Desk desk, WorklistRow row, StudyRow study, ImportSummary imported)
      throws CairnException {
    if (root.json()) {
      root.console().printJson(desk.findings(study.studyInstanceUid()));
      return;
    }
    Console console = root.console();
    console.print(
        "%s, record number %s: %d files read, %d records, %d images"
            .formatted(
                row.patient().name(),
                row.patient().patientId(),
                imported.read(),
                row.records().orElse(0),
                study.instances()));
    for (FindingView finding : desk.findings(study.studyInstanceUid())) {
      console.print(
          "%s (%s, by %s)".formatted(finding.title(), finding.status(), finding.author()));
      finding
          .figures()
          .forEach(
              f ->
                  console.print(
                      "  %-28s %-10s %s".formatted(f.label(), f.value(), f.uncertainty())));
      console.print("  " + desk.proof(row.patient().patientKey(), finding.recordId()).sentence());
    }
  }
}
