package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.report.ConsentForm;
import health.cairn.app.report.FormSeal;
import health.cairn.app.store.Database;
import health.cairn.app.store.PatientIndex;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.verify.CompactProof;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives a patient in hand what they decided or took back: a compact proof of its entry, and a sealed copy in their
/// own language with the proof as a square. What is kept already holds, whether or not this works out.
public final class GiveReceipt {
  private static final Logger LOG = LoggerFactory.getLogger(GiveReceipt.class);
  private static final byte[] NONE = {};

  private final Database database;
  private final ProveRecord proveRecord;
  private final CheckpointSigner signer;
  private final Ledger ledger;

  /// The ledger, where one is set up.
  @FunctionalInterface
  public interface Ledger {
    /// Whether it has yet to hear of a decision, or of its end.
    boolean lacks(String consentId) throws CairnException;
  }

  /// Writes what is to be sealed.
  @FunctionalInterface
  interface Form {
    /// @param proof text of a compact proof
    /// @return a PDF
    byte[] write(String proof) throws IOException, CairnException;
  }

  public GiveReceipt(
      Database database, ProveRecord proveRecord, CheckpointSigner signer, Ledger ledger) {
    this.database = database;
    this.proveRecord = proveRecord;
    this.signer = signer;
    this.ledger = ledger;
  }

  /// Of a decision that was taken back, or that took the place of a wider one.
  public ConsentReceipt ofChange(ConsentDecision changed, KioskLanguage language) {
    return of(
        changed.consentId(),
        List.of(changed),
        List.of(changed.consentId()),
        proof -> ConsentForm.change(patient(changed.patientKey()), changed, language, proof));
  }

  /// @param recordId what the newest entry of is proven
  /// @param changed decisions that the ledger may have to hear of
  ConsentReceipt of(
      String recordId, List<ConsentDecision> decisions, List<String> changed, Form copied) {
    String proof = "";
    byte[] copy = NONE;
    boolean waits = true;
    try {
      waits = lacks(changed);
      proof = CompactProof.text(proveRecord.file(recordId));
      copy = FormSeal.seal(pdf(copied, proof), proof, signer, recordId);
    } catch (CairnException e) {
      LOG.warn("a decision is kept, and what proves it cannot be given in hand", e);
    }
    return new ConsentReceipt(decisions, copy.length == 0 ? "" : proof, copy, waits);
  }

  PatientHeader patient(String patientKey) throws CairnException {
    return database.read(
        c ->
            new PatientIndex(c)
                .byKey(patientKey)
                .orElseThrow(
                    () ->
                        new CairnException(
                            CairnException.Kind.REFUSED, "There is no such patient here.")));
  }

  static byte[] pdf(Form form, String proof) throws CairnException {
    try {
      return form.write(proof);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The consent form cannot be written; try again.", e);
    }
  }

  private boolean lacks(List<String> changed) throws CairnException {
    for (String consentId : changed) {
      if (ledger.lacks(consentId)) {
        return true;
      }
    }
    return false;
  }
}
