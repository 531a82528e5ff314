package health.cairn.app.usecase;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.desk.FindingView.KeySlice;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.TumourType;
import health.cairn.app.store.FindingLinks;
import health.cairn.app.store.FindingLinks.Link;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.Session;
import health.cairn.app.store.TumourTypeStore;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.finding.FindingReader;
import health.cairn.fhir.finding.FindingStatus;
import health.cairn.fhir.finding.RecordedFinding;
import health.cairn.ledger.AnchorState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Findings of a study, read from their records.
final class Findings {
  private Findings() {}

  /// Proofs are not looked at: all are shown as Prepared ([ListFindings] asks the journal).
  static List<FindingView> views(Connection connection, String studyInstanceUid)
      throws SQLException, FhirException {
    H2RecordStore records = new H2RecordStore(Session.within(connection));
    List<FhirRecord> devices = records.ofType("Device").stream().map(s -> s.record()).toList();
    List<FindingView> views = new ArrayList<>();
    TumourTypeStore types = new TumourTypeStore(connection);
    for (Link link : new FindingLinks(connection).ofStudy(studyInstanceUid)) {
      List<FhirRecord> current = new ArrayList<>(devices);
      records.current(link.reference()).ifPresent(stored -> current.add(stored.record()));
      for (RecordedFinding finding : FindingReader.findings(current)) {
        views.add(view(finding, types.of(finding.reference())));
      }
    }
    return views;
  }

  private static FindingView view(RecordedFinding finding, Optional<TumourType> type) {
    List<String> why = new ArrayList<>(finding.why());
    if (!finding.decidedBy().isEmpty()) {
      String words = finding.note().isEmpty() ? "" : ": \"" + finding.note() + "\"";
      boolean own = finding.model().isEmpty() && finding.status() == FindingStatus.ACCEPTED;
      String done =
          own
              ? "Outlined"
              : finding.status().name().charAt(0)
                  + finding.status().name().substring(1).toLowerCase(Locale.ROOT);
      why.add(done + " by " + finding.decidedBy() + words + ".");
    }
    return new FindingView(
        finding.reference(),
        finding.reference(),
        finding.title(),
        finding.organ(),
        finding.undecidedBecause(),
        finding.figures().stream().map(Findings::figure).toList(),
        Status.valueOf(finding.status().name()),
        finding.model().map(m -> m.name() + " " + m.version()).orElse(finding.decidedBy()),
        finding.model().map(m -> m.sha256()),
        Optional.of(finding.decidedBy()).filter(by -> !by.isEmpty()),
        why,
        type,
        finding.keySlice().map(k -> new KeySlice(k.seriesInstanceUid(), k.slice())),
        AnchorState.PREPARED);
  }

  private static Figure figure(RecordedFinding.Figure figure) {
    if (figure.unit().equals("1")) {
      return new Figure(
          figure.label(), String.format(Locale.ROOT, "%.0f %%", figure.value() * 100), "");
    }
    return new Figure(
        figure.label(),
        String.format(Locale.ROOT, "%.1f %s", figure.value(), figure.unit()),
        figure
            .interval95()
            .map(
                i ->
                    String.format(
                        Locale.ROOT, "%.1f to %.1f %s (95 %%)", i.low(), i.high(), figure.unit()))
            .orElse(""));
  }
}
