package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.FindingView;
import health.cairn.app.store.Database;
import health.cairn.fhir.FhirException;
import health.cairn.ledger.AnchorState;
import java.util.ArrayList;
import java.util.List;

/// The findings of a study with the state of their proofs.
public final class ListFindings {
  private final Database database;
  private final ProveRecord prove;

  public ListFindings(Database database, ProveRecord prove) {
    this.database = database;
    this.prove = prove;
  }

  public List<FindingView> run(String studyInstanceUid) throws CairnException {
    List<FindingView> views =
        database.read(
            connection -> {
              try {
                return Findings.views(connection, studyInstanceUid);
              } catch (FhirException e) {
                throw Failures.of(e);
              }
            });
    List<FindingView> proven = new ArrayList<>();
    for (FindingView view : views) {
      AnchorState state = prove.state(view.recordId());
      proven.add(view.withProof(state));
    }
    return proven;
  }
}
