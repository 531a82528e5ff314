package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.models.SignedRecords.Kind;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.imaging.ImagingException;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/// Notes which models this program came with, signed and in the journal, so that what answers without anybody's
/// decision can be proved as well: with the first result, and with the first after an update changed them.
public final class AsShipped {
  static final Kind<ShippedModels> RECORDS =
      new Kind<>("ShippedModels", ShippedModels.class, EventKind.MODEL_DECIDED);

  private final SignedRecords records;
  private final Shipped shipped;
  private final Clock clock;
  private final String user;

  /// What the program came with.
  @FunctionalInterface
  public interface Shipped {
    /// In an order that does not change by itself.
    List<Chosen> models() throws ImagingException;
  }

  public AsShipped(SignedRecords records, Shipped shipped, Clock clock, String user) {
    this.records = records;
    this.shipped = shipped;
    this.clock = clock;
    this.user = user;
  }

  /// Inside the transaction that stores a result; nothing where the latest note says the same.
  ///
  /// @throws CairnException INTEGRITY when an earlier note is not what was signed
  public void note(Connection connection, DeskJournal.Entries entries)
      throws SQLException, CairnException {
    List<Chosen> here = models();
    List<Kept<ShippedModels>> noted = records.all(RECORDS, connection);
    if (noted.isEmpty() || !noted.getLast().document().models().equals(here)) {
      records.add(
          RECORDS,
          "%d models serve as shipped where nobody decided otherwise".formatted(here.size()),
          (id, c) -> new ShippedModels(id, user, clock.instant().toString(), here),
          connection,
          entries);
    }
  }

  private List<Chosen> models() throws CairnException {
    try {
      return shipped.models();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }
}
