package health.cairn.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.EntryDraft;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.journal.JournalCheck.Kind;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.LeafTree;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.journal.StoredLeaf;
import health.cairn.ledger.merkle.Frontier;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.tiles.TileStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody with the database open, and in some cases with the keys, changes the journal in ten thousand
/// ways. Each is found, and called what it is. `-Dcairn.tampers=N` for another number.
class JournalTamperTest {
  private static final int ROUNDS = Integer.getInteger("cairn.tampers", 10_000);
  private static final Instant START = Instant.parse("2026-03-12T07:00:00Z");
  private static final long ERASED = 20;
  private static final long[] SIZES = {12, 30, 45};

  @TempDir Path directory;
  private final SplittableRandom random = Seeded.random("JournalTamperTest");
  private final CheckpointSigner old = CheckpointSigner.generate("example.test/journal");
  private final CheckpointSigner signer = CheckpointSigner.generate(old.origin());
  private final SigningKey witness = SigningKey.generate("b.example/witness");
  private TestHome home;
  private TileStore tree;
  private CheckpointVerifier verifier;
  private List<SignedCheckpoint> kept;
  private List<StoredLeaf> leaves;
  private Opening erased;

  /// What is done, and what it must be called.
  private enum Tamper {
    EDIT_WORDS(Kind.EDITED),
    EDIT_SALT(Kind.EDITED),
    EDIT_LEAF(Kind.EDITED),
    REWRITE_WORDS_AND_LEAF(Kind.REWRITTEN),
    REWRITE_UNDER_A_CHECKPOINT_WITHOUT_THE_TREE(Kind.REWRITTEN),
    BACKDATE(Kind.BACKDATED),
    BACKDATE_BY_APPENDING(Kind.BACKDATED),
    POSTDATE(Kind.POSTDATED),
    DELETE(Kind.DELETED),
    DELETE_AND_CLOSE_UP(Kind.DELETED),
    TRUNCATE(Kind.TRUNCATED),
    TRUNCATE_WITH_CHECKPOINTS(Kind.TRUNCATED),
    TRUNCATE_WITH_CHECKPOINTS_AND_TREE(Kind.TRUNCATED),
    REORDER(Kind.REORDERED),
    DOUBLE(Kind.DOUBLED),
    FORK_BY_A_FURTHER_CHECKPOINT(Kind.FORKED),
    FORK_BY_A_REPLACED_CHECKPOINT(Kind.FORKED),
    FORK_OF_THE_WHOLE_HISTORY(Kind.FORKED),
    SWAP_CHECKPOINTS(Kind.UNREADABLE),
    FORGE_SIGNATURE(Kind.FORGED_CHECKPOINT),
    MOVE_A_CHECKPOINTS_TIME(Kind.FORGED_CHECKPOINT),
    SIGN_WITH_THE_RETIRED_KEY(Kind.RETIRED_KEY),
    REPLACE_COSIGNATURE(Kind.FORGED_COSIGNATURE),
    ERASE_WITHOUT_A_WORD(Kind.ERASED_UNSAID),
    ERASE_THE_SALT_ONLY(Kind.UNREADABLE),
    RESTORE_WHAT_WAS_ERASED(Kind.NOT_ERASED),
    HIDE_THE_CHANGE_OF_THE_KEY(Kind.KEY_CHANGE_UNSAID);

    private final Kind name;

    Tamper(Kind name) {
      this.name = name;
    }
  }

  @BeforeEach
  void fill() throws Exception {
    home = new TestHome(directory);
    tree = TileStore.open(directory.resolve("tree"));
    H2JournalStore store = new H2JournalStore(home.database());
    Journal journal = new Journal(store, () -> tree);
    append(journal, 0, 12);
    journal.checkpoint(old, START.plusSeconds(12 * 7200));
    journal.changeKey(
        store, old, signer, KeyChange.Cause.ROTATED, START.plusSeconds(12 * 7200), "account-7");
    append(journal, 13, 30);
    journal.checkpoint(signer, START.plusSeconds(30 * 7200));
    erased = store.opening(ERASED).orElseThrow();
    journal.erase(store, List.of(ERASED), START.plusSeconds(30 * 7200), "account-7", "asked for");
    append(journal, 31, 45);
    SignedCheckpoint last = journal.checkpoint(signer, START.plusSeconds(45 * 7200));
    store.save(45, Cosignature.sign(witness, last.checkpoint(), START));
    append(journal, 45, 50);
    journal.prove(0, last); // brings the tree up to date with what no checkpoint covers yet
    verifier = new CheckpointVerifier(journal.keys(signer.verificationKey()));
    kept = store.checkpoints();
    leaves = store.leaves(0, 50);
    assertEquals(new JournalCheck.Intact(50, 1, 3, List.of()), journal.verify(verifier, kept));
  }

  @AfterEach
  void close() throws Exception {
    tree.close();
    home.close();
  }

  private static void append(Journal journal, int from, int to) throws LedgerException {
    List<EntryDraft> drafts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      byte[] content = {(byte) i};
      Instant time = START.plusSeconds(i * 7200L);
      drafts.add(
          EntryDraft.ofContent(
              EventKind.RECORD_STORED,
              time,
              "account-7",
              "import",
              "Observation/" + i,
              1,
              content));
    }
    journal.append(drafts);
  }

  @Test
  void verify_findsAndNamesEveryTamper() throws Exception {
    Map<Tamper, Integer> done = new EnumMap<>(Tamper.class);
    Tamper[] kinds = Tamper.values();
    for (int round = 0; round < ROUNDS; round++) {
      Tamper tamper = kinds[round % kinds.length];
      JournalCheck check = checkedAfter(tamper);
      String which = "round " + round + ", " + tamper + ": " + check;
      assertEquals(
          tamper.name, assertInstanceOf(JournalCheck.Damaged.class, check, which).kind(), which);
      done.merge(tamper, 1, Integer::sum);
    }
    assertEquals(kinds.length, done.size());
    JournalCheck untouched =
        new Journal(new H2JournalStore(home.database()), () -> tree).verify(verifier, kept);
    assertTrue(untouched instanceof JournalCheck.Intact, "nothing of it was left: " + untouched);
  }

  /// Carries the result out of a transaction that is rolled back.
  private static final class Done extends RuntimeException {
    private final transient JournalCheck check;

    Done(JournalCheck check) {
      super(null, null, false, false);
      this.check = check;
    }
  }

  private JournalCheck checkedAfter(Tamper tamper) throws Exception {
    try {
      return home.database()
          .write(
              connection -> {
                try {
                  throw new Done(check(connection, tamper));
                } catch (LedgerException e) {
                  throw new IllegalStateException(e);
                }
              });
    } catch (Done e) {
      return e.check;
    }
  }

  private JournalCheck check(Connection connection, Tamper tamper)
      throws SQLException, LedgerException {
    H2JournalStore store = new H2JournalStore(Session.within(connection));
    LeafTree.@Nullable Source beside = () -> tree;
    List<SignedCheckpoint> elsewhere = List.of();
    long at = anEntry(0, 50);
    switch (tamper) {
      case EDIT_WORDS -> {
        String words = words(at).replace("account-7", "account-" + (8 + random.nextInt(90)));
        run(connection, "update leaf set opening = ? where leaf_index = ?", words, at);
      }
      case EDIT_SALT ->
          run(connection, "update leaf set salt = ? where leaf_index = ?", noise(), at);
      case EDIT_LEAF ->
          run(connection, "update leaf set hash = ? where leaf_index = ?", noise(), at);
      case REWRITE_WORDS_AND_LEAF ->
          rewrite(connection, at, words(at).replace("import", "export" + random.nextInt(99)));
      case REWRITE_UNDER_A_CHECKPOINT_WITHOUT_THE_TREE -> {
        beside = null;
        at = anEntry(0, 45);
        rewrite(connection, at, words(at).replace("import", "export" + random.nextInt(99)));
        run(
            connection,
            "delete from checkpoint where size < ?",
            at + 1); // none of them speaks for it
      }
      case BACKDATE -> {
        at = anEntry(13, 50);
        rewrite(
            connection, at, words(at).replace("\"2026-", "\"20" + (10 + random.nextInt(15)) + "-"));
      }
      case BACKDATE_BY_APPENDING ->
          new Journal(store)
              .append(
                  List.of(
                      EntryDraft.ofEvent(
                          EventKind.CONSENT_DECIDED,
                          START.minusSeconds(random.nextInt(1_000_000)),
                          "account-7",
                          "",
                          "Consent/1",
                          1)));
      case POSTDATE -> {
        at = anEntry(0, 45);
        rewrite(
            connection, at, words(at).replace("\"2026-", "\"20" + (27 + random.nextInt(60)) + "-"));
      }
      case DELETE -> run(connection, "delete from leaf where leaf_index = ?", Math.min(at, 48));
      case DELETE_AND_CLOSE_UP -> {
        at = Math.min(at, 48) == ERASED - 1 ? 3 : Math.min(at, 48);
        run(connection, "delete from leaf where leaf_index = ?", at);
        shift(connection, at, -1);
      }
      case TRUNCATE ->
          run(connection, "delete from leaf where leaf_index >= ?", 1 + random.nextInt(44));
      case TRUNCATE_WITH_CHECKPOINTS -> truncate(connection, 1 + random.nextInt(49));
      case TRUNCATE_WITH_CHECKPOINTS_AND_TREE -> {
        beside = null;
        elsewhere = List.of(kept.get(random.nextInt(3)));
        truncate(
            connection, 1 + random.nextInt((int) elsewhere.getFirst().checkpoint().size() - 1));
      }
      case REORDER -> {
        long other = anEntry(0, 50);
        at = other == at ? (at == 0 ? 1 : 0) : at;
        run(connection, "update leaf set leaf_index = -1 where leaf_index = ?", at);
        run(connection, "update leaf set leaf_index = ? where leaf_index = ?", at, other);
        run(connection, "update leaf set leaf_index = ? where leaf_index = -1", other);
      }
      case DOUBLE -> {
        at = anEntry(0, 44);
        long to = at + 1 + random.nextInt(5);
        shift(connection, to, 1);
        run(
            connection,
            "insert into leaf select "
                + to
                + ", hash, salt, opening from leaf where leaf_index = ?",
            at);
      }
      case FORK_BY_A_FURTHER_CHECKPOINT -> store.save(other(signer, 31 + random.nextInt(14)));
      case FORK_BY_A_REPLACED_CHECKPOINT ->
          replace(connection, other(signer, SIZES[1 + random.nextInt(2)]));
      case FORK_OF_THE_WHOLE_HISTORY -> {
        beside = null;
        elsewhere = List.of(kept.get(2));
        forkAll(connection, store, anEntry(0, 45));
      }
      case SWAP_CHECKPOINTS -> {
        int first = random.nextInt(3);
        int second = (first + 1 + random.nextInt(2)) % 3;
        run(
            connection,
            "update checkpoint set note = ? where size = ?",
            kept.get(first).note(),
            SIZES[second]);
        run(
            connection,
            "update checkpoint set note = ? where size = ?",
            kept.get(second).note(),
            SIZES[first]);
      }
      case FORGE_SIGNATURE ->
          replace(
              connection,
              CheckpointSigner.generate(signer.origin())
                  .sign(kept.get(random.nextInt(3)).checkpoint()));
      case MOVE_A_CHECKPOINTS_TIME -> {
        SignedCheckpoint one = kept.get(random.nextInt(3));
        Checkpoint body = one.checkpoint();
        Instant moved = body.time().minusSeconds(1 + random.nextInt(100_000));
        replace(
            connection,
            new SignedCheckpoint(
                new Checkpoint(body.origin(), body.size(), body.root(), moved), one.signature()));
      }
      case SIGN_WITH_THE_RETIRED_KEY ->
          replace(connection, old.sign(kept.get(1 + random.nextInt(2)).checkpoint()));
      case REPLACE_COSIGNATURE ->
          store.save(
              45,
              Cosignature.sign(
                  witness, other(signer, 45).checkpoint(), START.plusSeconds(random.nextInt(999))));
      case ERASE_WITHOUT_A_WORD ->
          run(connection, "update leaf set salt = null, opening = null where leaf_index = ?", at);
      case ERASE_THE_SALT_ONLY ->
          run(connection, "update leaf set salt = null where leaf_index = ?", at);
      case RESTORE_WHAT_WAS_ERASED ->
          run(
              connection,
              "update leaf set salt = ?, opening = ? where leaf_index = ?",
              erased.salt().bytes(),
              erased.canonicalJson(),
              ERASED);
      case HIDE_THE_CHANGE_OF_THE_KEY -> run(connection, "delete from key_change");
    }
    return new Journal(store, beside).verify(verifier, elsewhere);
  }

  /// An entry about a record whose words are there.
  private long anEntry(int from, int to) {
    while (true) {
      int at = from + random.nextInt(to - from);
      if (at != ERASED && at != 12 && at != 30) {
        return at;
      }
    }
  }

  private String words(long at) {
    return leaves.get((int) at).opening().canonicalJson();
  }

  private byte[] noise() {
    return Seeded.bytes(random, Hash.BYTES);
  }

  private void rewrite(Connection connection, long at, String words) throws SQLException {
    assertTrue(!words.equals(words(at)), "nothing changed");
    Salt salt = leaves.get((int) at).opening().salt();
    run(
        connection,
        "update leaf set opening = ?, hash = ? where leaf_index = ?",
        words,
        new Opening(salt, words).leafHash().bytes(),
        at);
  }

  private static void truncate(Connection connection, int to) throws SQLException {
    run(connection, "delete from leaf where leaf_index >= ?", to);
    run(connection, "delete from cosignature where size > ?", to);
    run(connection, "delete from checkpoint where size > ?", to);
  }

  private static void shift(Connection connection, long from, int by) throws SQLException {
    run(connection, "update leaf set leaf_index = -leaf_index where leaf_index >= ?", from);
    run(connection, "update leaf set leaf_index = -leaf_index + ? where leaf_index < 0", by);
  }

  /// Everything from one entry on written anew and signed again, by somebody who has the keys.
  private void forkAll(Connection connection, H2JournalStore store, long at)
      throws SQLException, LedgerException {
    rewrite(connection, at, words(at).replace("import", "export" + random.nextInt(99)));
    Frontier frontier = new Frontier();
    for (Hash hash : store.leafHashes(0, 50)) {
      frontier.append(hash);
      for (SignedCheckpoint each : kept) {
        Checkpoint body = each.checkpoint();
        if (body.size() == frontier.size() && !body.root().equals(frontier.root())) {
          CheckpointSigner by = body.size() <= 12 ? old : signer;
          run(connection, "delete from cosignature where size = ?", body.size());
          replace(
              connection,
              by.sign(new Checkpoint(body.origin(), body.size(), frontier.root(), body.time())));
        }
      }
    }
  }

  private SignedCheckpoint other(CheckpointSigner by, long size) {
    Instant time = START.plusSeconds(size * 7200);
    return by.sign(new Checkpoint(by.origin(), size, Hash.of(noise()), time));
  }

  private static void replace(Connection connection, SignedCheckpoint by) throws SQLException {
    Checkpoint body = by.checkpoint();
    run(connection, "delete from cosignature where size = ?", body.size());
    run(
        connection,
        "update checkpoint set note = ?, root = ? where size = ?",
        by.note(),
        body.root().bytes(),
        body.size());
  }

  private static void run(Connection connection, String sql, Object... arguments)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      assertTrue(statement.executeUpdate() > 0 || sql.startsWith("delete from c"), sql);
    }
  }
}
