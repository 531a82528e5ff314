package health.cairn.ui.outline;

import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.imaging.draw.OutlineEditor;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.util.BitSet;
import java.util.Optional;

/// One outline under the reader's hand, in one series of one study.
///
/// @param corrected whose place it will take; empty for a new one
/// @param what the segment is: label and code; its mask is the beginning
/// @param restored whether strokes of an earlier time are in it
public record OutlineSession(
    String studyInstanceUid,
    ViewerSeries series,
    Optional<SegmentView> corrected,
    Segment what,
    OutlineEditor editor,
    boolean restored) {
  static final Segment.Code NEOPLASM = new Segment.Code("108369006", "SCT", "Neoplasm");
  static final String NEW_LABEL = "Tumour";

  static OutlineSession fresh(String study, ViewerSeries series) {
    return of(study, series, Optional.empty(), nothing(series), false);
  }

  static OutlineSession correcting(String study, ViewerSeries series, SegmentView corrected) {
    return of(study, series, Optional.of(corrected), corrected.segment(), false);
  }

  static OutlineSession restored(
      OutlineDraft draft, ViewerSeries series, Optional<SegmentView> corrected) {
    Segment what =
        corrected
            .map(c -> new Segment(c.segment().label(), c.segment().code(), draft.mask()))
            .orElse(new Segment(draft.label(), NEOPLASM, draft.mask()));
    return of(draft.studyInstanceUid(), series, corrected, what, true);
  }

  private static OutlineSession of(
      String study,
      ViewerSeries series,
      Optional<SegmentView> corrected,
      Segment what,
      boolean restored) {
    return new OutlineSession(
        study, series, corrected, what, new OutlineEditor(what.mask()), restored);
  }

  private static Segment nothing(ViewerSeries series) {
    return new Segment(NEW_LABEL, NEOPLASM, Mask.of(series.volume().grid(), new BitSet()));
  }

  /// Whether there is something that the reader would lose.
  boolean touched() {
    return restored || editor.strokes() > 0;
  }

  OutlineDraft draft() {
    return new OutlineDraft(
        studyInstanceUid,
        series.seriesInstanceUid(),
        corrected.map(SegmentView::findingId),
        what.label(),
        editor.mask());
  }

  /// Whether it is drawn on the pixels of a series.
  public boolean liesOn(ViewerSeries other) {
    return series.volume() == other.volume();
  }
}
