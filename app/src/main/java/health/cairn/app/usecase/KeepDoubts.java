package health.cairn.app.usecase;

import health.cairn.app.analysis.Analysis;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.analysis.FindingWords;
import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.DoubtsView.MapView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where models doubted in the study that was analysed last: kept in memory only, because it helps to
/// look at a proposal and is no finding, and of one study at a time, because it is as large as some slices
/// of it. Any thread.
public final class KeepDoubts {
  private static final DoubtsView NOT_KEPT =
      DoubtsView.none(
          "No map of doubt: it is made while models outline, and not kept with the record. Analyse the"
              + " study to see it.");

  private record Kept(String studyInstanceUid, DoubtsView doubts) {}

  private volatile @Nullable Kept last;

  /// Takes the place of what was kept before.
  public void keep(Analysis analysis) {
    last = new Kept(analysis.study().studyInstanceUid(), view(analysis.tumour().orElseThrow()));
  }

  private static DoubtsView view(Tumour tumour) {
    List<MapView> maps =
        tumour.doubts().stream()
            .map(
                doubt ->
                    new MapView(
                        doubt.reading().series().seriesInstanceUid(),
                        FindingWords.model(doubt.model()),
                        doubt.map()))
            .toList();
    return maps.isEmpty()
        ? DoubtsView.none(
            "No map of doubt: %s outlines without probabilities."
                .formatted(FindingWords.model(tumour.segmentation().model())))
        : new DoubtsView(maps, "");
  }

  public DoubtsView of(String studyInstanceUid) {
    Kept kept = last;
    return kept != null && kept.studyInstanceUid().equals(studyInstanceUid)
        ? kept.doubts()
        : NOT_KEPT;
  }
}
