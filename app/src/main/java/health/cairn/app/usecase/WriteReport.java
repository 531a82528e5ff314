package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.KeyPictures;
import health.cairn.app.analysis.KeyPictures.Shown;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.report.PdfReport;
import health.cairn.app.report.ReportContent;
import health.cairn.app.report.ReportContent.Section;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ledger.journal.EventKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the one-page report of a stored study from what the record holds now. Leaves an entry first: a report
/// leaves the home.
public final class WriteReport {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final OpenStudy openStudy;
  private final ProveRecord prove;
  private final DeskJournal journal;
  private final Clock clock;

  public WriteReport(OpenStudy openStudy, ProveRecord prove, DeskJournal journal, Clock clock) {
    this.openStudy = openStudy;
    this.prove = prove;
    this.journal = journal;
    this.clock = clock;
  }

  /// @throws CairnException REFUSED for a study without findings, or a target that cannot be written
  public void run(String studyInstanceUid, Path target) throws CairnException {
    OpenedStudy study = openStudy.read(studyInstanceUid, Progress.NONE);
    if (study.findings().isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "This study has no findings yet; analyse it first.");
    }
    byte[] report = pdf(study);
    journal.append(
        (connection, entries) -> {
          entries.event(
              EventKind.RECORD_EXPORTED,
              "report written",
              "Study/" + studyInstanceUid,
              study.patient().patientKey());
          return true;
        });
    write(report, target);
  }

  private byte[] pdf(OpenedStudy study) throws CairnException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PdfReport.write(content(study), out);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The report cannot be made: " + Home.reason(e) + ".", e);
    }
    return out.toByteArray();
  }

  private static void write(byte[] report, Path target) throws CairnException {
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.write(fresh, report);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(fresh);
      } catch (IOException left) {
        e.addSuppressed(left);
      }
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The report cannot be written to " + target + ": " + Home.reason(e) + ".",
          e);
    }
  }

  private ReportContent content(OpenedStudy study) throws CairnException {
    List<Section> sections = new ArrayList<>();
    List<String> basis = new ArrayList<>();
    for (FindingView finding : study.findings()) {
      if (!finding.organ()) {
        sections.add(new Section(titled(finding), finding.figures(), Optional.empty()));
      }
      basis.addAll(finding.why());
      finding
          .modelSha256()
          .ifPresent(hash -> basis.add("Model " + finding.author() + ", SHA-256 " + hash + "."));
    }
    organs(study.findings()).ifPresent(sections::add);
    List<String> warnings =
        study.series().stream()
            .filter(s -> s.role() != SequenceRole.OTHER)
            .flatMap(s -> s.issues().stream().map(i -> s.description() + ": " + i))
            .distinct()
            .toList();
    return new ReportContent(
        patient(study.patient()),
        study.description() + study.when().map(w -> ", " + DAY.format(w)).orElse(", date unknown"),
        pictures(study).forReport(),
        sections,
        basis.stream().distinct().toList(),
        warnings,
        prove.ofRecord(study.findings().getFirst().recordId()).sentence(),
        status(study.findings()),
        LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault()));
  }

  private static String titled(FindingView finding) {
    return finding.title() + " (" + status(finding) + ")";
  }

  private static String status(FindingView finding) {
    return finding.status().name().toLowerCase(Locale.ROOT);
  }

  /// All of them in one section, a line for each: an organ is no lesion, and its name stands for itself.
  private static Optional<Section> organs(List<FindingView> findings) {
    List<Figure> lines =
        findings.stream()
            .filter(FindingView::organ)
            .sorted(Comparator.comparing(FindingView::title).thenComparing(FindingView::status))
            .map(WriteReport::line)
            .toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Section(
                "Organs at risk",
                lines,
                Optional.of(
                    "Volumes of organs, outlined to be spared; no part of a tumour. A distance is to"
                        + " the tumour as it was outlined when the organ was found.")));
  }

  private static Figure line(FindingView organ) {
    Optional<Figure> volume = figure(organ, "Volume");
    return new Figure(
        organ.title(),
        volume.map(Figure::value).orElse(""),
        Stream.of(
                volume.map(Figure::uncertainty).filter(words -> !words.isEmpty()),
                Optional.of(status(organ)),
                figure(organ, "Distance to the tumour").map(f -> f.value() + " to the tumour"),
                figure(organ, "Uncertainty").map(f -> "doubt " + f.value()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", ")));
  }

  private static Optional<Figure> figure(FindingView finding, String label) {
    return finding.figures().stream().filter(f -> f.label().equals(label)).findFirst();
  }

  private static KeyPictures pictures(OpenedStudy study) {
    Map<SequenceRole, Shown> sequences = new LinkedHashMap<>();
    for (ViewerSeries series : study.series()) {
      if (series.role() != SequenceRole.OTHER) {
        sequences.putIfAbsent(series.role(), new Shown(series.volume(), series.orientationKnown()));
      }
    }
    return new KeyPictures(sequences, study.segments().stream().map(SegmentView::segment).toList());
  }

  private static String status(List<FindingView> findings) {
    long open = findings.stream().filter(f -> f.status() == Status.PROPOSED).count();
    return open == 0
        ? "Every finding was decided by a person."
        : "%d of %d findings are proposals of a model that no person has decided on."
            .formatted(open, findings.size());
  }

  private static String patient(PatientHeader patient) {
    List<String> parts = new ArrayList<>();
    parts.add(patient.name().isEmpty() ? "Name unknown" : patient.name());
    if (!patient.sex().isEmpty()) {
      parts.add(patient.sex());
    }
    patient.birthDate().ifPresent(d -> parts.add("born " + DAY.format(d)));
    if (!patient.patientId().isEmpty()) {
      parts.add("record number " + patient.patientId());
    }
    return String.join(", ", parts);
  }
}
