package health.cairn.app.report;

import health.cairn.app.desk.FindingView.Figure;
import java.awt.image.BufferedImage;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Everything on the one-page report, in the words it is printed in.
///
/// @param patientLine name, sex, birth date, record number
/// @param studyLine what was examined, and when
/// @param images at most three, each with its caption
/// @param findings each with its figures
/// @param basis model, version, hash; sequences used: what the figures rest on
/// @param warnings what a reader must know before using the figures
/// @param proof the state of the proof, one sentence
/// @param status "Proposed by a model; not yet decided by a person"
/// @param written when this page was made
public record ReportContent(
    String patientLine,
    String studyLine,
    List<Picture> images,
    List<Section> findings,
    List<String> basis,
    List<String> warnings,
    String proof,
    String status,
    LocalDateTime written) {

  public ReportContent {
    images = List.copyOf(images);
    findings = List.copyOf(findings);
    basis = List.copyOf(basis);
    warnings = List.copyOf(warnings);
  }

  /// @param caption sequence, slice, what the outline shows
  public record Picture(BufferedImage image, String caption) {}

  /// @param title "Enhancing tumour"
  /// @param note one line under the figures
  public record Section(String title, List<Figure> figures, Optional<String> note) {
    public Section {
      figures = List.copyOf(figures);
    }
  }
}
