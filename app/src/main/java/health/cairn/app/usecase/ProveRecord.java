package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.AuditLine;
import health.cairn.app.desk.ProofView;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.H2OutboxStore;
import health.cairn.app.store.LeafSubjects;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.usecase.RecordContents.Committed;
import health.cairn.app.usecase.RecordContents.Content;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.verify.ProofFile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says what the journal can prove of a record just now: opening, leaf, tree, checkpoint and, where the
/// entry commits to it, the stored content itself are checked again each time. Fails closed.
public final class ProveRecord {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.ENGLISH)
          .withZone(ZoneId.systemDefault());

  private final Database database;
  private final RecordContents contents;
  private final DeskJournal journal;
  private final CheckpointSigner signer;
  private final Clock clock;

  public ProveRecord(
      Database database,
      ObjectStore objects,
      DeskJournal journal,
      CheckpointSigner signer,
      Clock clock) {
    this.database = database;
    this.contents = new RecordContents(database, objects);
    this.journal = journal;
    this.signer = signer;
    this.clock = clock;
  }

  /// The newest entry about a record.
  public ProofView ofRecord(String recordId) throws CairnException {
    return view(indexOf(recordId));
  }

  /// The newest entries about a patient.
  public List<ProofView> ofPatient(String patientKey, int limit) throws CairnException {
    List<Long> indices = database.read(c -> new LeafSubjects(c).ofPatient(patientKey, limit));
    List<ProofView> views = new ArrayList<>();
    for (long index : indices) {
      views.add(view(index));
    }
    return views;
  }

  /// Who did what with a patient's data, newest first; each entry is proven under the latest checkpoint first.
  public List<AuditLine> audit(String patientKey, int limit) throws CairnException {
    List<AuditLine> lines = new ArrayList<>();
    for (long index : database.read(c -> new LeafSubjects(c).ofPatient(patientKey, limit))) {
      lines.add(line(index));
    }
    return lines;
  }

  private AuditLine line(long index) throws CairnException {
    try {
      Covered covered = cover(index);
      Opening opening = journal.journal().prove(index, covered.checkpoint).opening();
      if (opening == null) {
        return new AuditLine(index, Instant.EPOCH, "", "erased", "", "", covered.state());
      }
      Entry entry = opening.entry();
      return new AuditLine(
          index,
          entry.time(),
          entry.actor(),
          words(entry.event()),
          entry.purpose(),
          entry.subject().recordId(),
          covered.state());
    } catch (LedgerException e) {
      if (e.kind() == LedgerException.Kind.INTEGRITY) {
        return unproven(index, e.getMessage());
      }
      throw Failures.of(e);
    } catch (JsonRefusedException e) {
      return unproven(index, "The entry cannot be read: " + e.getMessage() + ".");
    }
  }

  private static AuditLine unproven(long index, String why) {
    return new AuditLine(index, Instant.EPOCH, "", "unverified", why, "", AnchorState.REJECTED);
  }

  private static String words(EventKind event) {
    return event.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// A self-contained proof of the newest entry about a record, with the cosignatures over its checkpoint
  /// and the keys that lead to the one in use.
  public ProofFile file(String recordId) throws CairnException {
    long index = indexOf(recordId);
    try {
      Covered covered = cover(index);
      EntryProof proof = journal.journal().prove(index, covered.checkpoint);
      return ProofFile.revealing(
          proof,
          journal.journal().keys(signer.verificationKey()),
          new H2JournalStore(database).cosignatures(covered.checkpoint.checkpoint().size()),
          covered.receipt().orElse(null));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// How far the proof of a record has come, without checking it.
  public AnchorState state(String recordId) throws CairnException {
    try {
      return cover(indexOf(recordId)).state();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private long indexOf(String recordId) throws CairnException {
    List<Long> indices = database.read(c -> new LeafSubjects(c).ofRecord(recordId));
    if (indices.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "The journal has no entry about " + recordId + ".");
    }
    return indices.getLast();
  }

  private ProofView view(long index) throws CairnException {
    try {
      Covered covered = cover(index);
      EntryProof proof = journal.journal().prove(index, covered.checkpoint);
      Opening opening = proof.opening();
      if (opening == null) {
        return unopened(index, proof, covered);
      }
      Entry entry = opening.entry();
      Content content = contents.compare(List.of(new Committed(entry, opening))).getFirst();
      boolean intact = content != Content.CHANGED && content != Content.MISSING;
      return new ProofView(
          entry.subject().recordId(),
          words(entry.event()),
          entry.time(),
          intact ? covered.state() : AnchorState.REJECTED,
          intact,
          sentence(entry, content, covered),
          index,
          proof.inclusion().size(),
          proof.leafHash().hex(),
          covered.checkpoint.checkpoint().root().hex(),
          proof.inclusion().path().stream().map(Hash::hex).toList(),
          covered.receipt().map(ProveRecord::words).orElse(""));
    } catch (LedgerException e) {
      if (e.kind() == LedgerException.Kind.INTEGRITY) {
        return broken(index, e.getMessage());
      }
      throw Failures.of(e);
    } catch (JsonRefusedException e) {
      return broken(index, "The entry cannot be read: " + e.getMessage() + ".");
    }
  }

  private static ProofView unopened(long index, EntryProof proof, Covered covered) {
    return new ProofView(
        "",
        "erased",
        covered.checkpoint.checkpoint().time(),
        covered.state(),
        true,
        "What this entry was about has been erased; its place in the journal is still proven.",
        index,
        proof.inclusion().size(),
        proof.leafHash().hex(),
        covered.checkpoint.checkpoint().root().hex(),
        proof.inclusion().path().stream().map(Hash::hex).toList(),
        covered.receipt().map(ProveRecord::words).orElse(""));
  }

  private static ProofView broken(long index, String reason) {
    return new ProofView(
        "",
        "unverified",
        Instant.EPOCH,
        AnchorState.REJECTED,
        false,
        "Not verified: " + reason,
        index,
        0,
        "",
        "",
        List.of(),
        "");
  }

  private static String sentence(Entry entry, Content content, Covered covered) {
    String at = WHEN.format(entry.time());
    return switch (content) {
      case CHANGED -> "Not verified: this record is not what was recorded on " + at + ".";
      case MISSING -> "Not verified: what was recorded on " + at + " is no longer here.";
      case UNCHANGED -> "Recorded on " + at + ", unchanged since; " + anchored(covered) + ".";
      case NOT_COMMITTED ->
          "Noted on "
              + at
              + " by "
              + entry.actor()
              + (entry.purpose().isEmpty() ? "" : " (" + entry.purpose() + ")")
              + "; "
              + anchored(covered)
              + ".";
    };
  }

  private static String anchored(Covered covered) {
    return switch (covered.state()) {
      case PREPARED -> "not yet anchored";
      case SUBMITTED -> "sent to the chain, not yet anchored";
      case INCLUDED ->
          "in block " + covered.receipt().map(Receipt::block).orElse(-1L) + ", not yet read back";
      case VERIFIED ->
          covered
              .receipt()
              .map(r -> "anchored in block " + r.block() + " on " + WHEN.format(r.time()))
              .orElse("anchored");
      case REJECTED -> "the chain refused it";
    };
  }

  private static String words(Receipt receipt) {
    return "chain %d, block %d, transaction 0x%s, %s"
        .formatted(
            receipt.place().chainId(),
            receipt.block(),
            receipt.transaction().hex(),
            receipt.time());
  }

  /// The checkpoint that speaks best for an entry: of those on their way to the chain the furthest one
  /// that covers it, else one signed now.
  private Covered cover(long index) throws LedgerException {
    Optional<AnchorTask> best = Optional.empty();
    for (AnchorTask task : new H2OutboxStore(database).all()) {
      if (task.size() > index
          && (best.isEmpty() || rank(task.state()) > rank(best.get().state()))) {
        best = Optional.of(task);
      }
    }
    if (best.isPresent()) {
      Optional<SignedCheckpoint> kept = new H2JournalStore(database).checkpoint(best.get().size());
      if (kept.isPresent()) {
        return new Covered(kept.get(), best);
      }
    }
    Optional<SignedCheckpoint> latest = journal.journal().latestCheckpoint();
    if (latest.isPresent() && latest.get().checkpoint().size() > index) {
      return new Covered(latest.get(), Optional.empty());
    }
    return new Covered(journal.journal().checkpoint(signer, clock.instant()), Optional.empty());
  }

  private static int rank(AnchorState state) {
    return switch (state) {
      case REJECTED -> 0;
      case PREPARED -> 1;
      case SUBMITTED -> 2;
      case INCLUDED -> 3;
      case VERIFIED -> 4;
    };
  }

  private record Covered(SignedCheckpoint checkpoint, Optional<AnchorTask> task) {
    AnchorState state() {
      return task.map(AnchorTask::state).orElse(AnchorState.PREPARED);
    }

    Optional<Receipt> receipt() {
      return task.flatMap(t -> Optional.ofNullable(t.receipt()));
    }
  }
}
