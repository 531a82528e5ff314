package health.cairn.ledger.verify;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.EntryDraft;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.FixedKeys;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.Leaf;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.journal.Subject;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Proofs for every verifier to try: good ones, and bad ones each with one defect, under the defect's
/// name. The same in every run.
public final class ProofVectors {
  static final Instant MORNING = Instant.parse("2026-03-12T07:30:00.125Z");
  static final String ORIGIN = "clinic.example/desk-7/3f9a";

  private static final int INDEX = 11;
  private static final int SIZE = 21;
  private static final Receipt RECEIPT =
      new Receipt(
          new ChainPlace(
              1337, new Address("0x" + "0a".repeat(20)), new Address("0x" + "0b".repeat(20))),
          Hash.sha256("tx"),
          812,
          Hash.sha256("block"),
          Instant.parse("2026-03-12T14:03:07Z"));

  private final CheckpointSigner signer = FixedKeys.checkpoints(ORIGIN, 1);
  private final SigningKey first = FixedKeys.signing("a.example/witness", 11);
  private final SigningKey second = FixedKeys.signing("b.example/witness", 12);
  private final InMemoryJournalStore store = new InMemoryJournalStore();
  private final Journal journal = new Journal(store);
  private final SignedCheckpoint checkpoint;
  private final EntryProof proof;
  private final Map<String, Vector> vectors = new LinkedHashMap<>();

  /// What a verifier must say.
  enum Expected {
    VERIFIED,
    MISMATCH,
    MALFORMED
  }

  /// @param trusted keys that the verifier is told to trust
  /// @param witnesses keys of witnesses that count
  /// @param needed how many of them
  record Vector(
      byte[] proof, Expected expected, List<String> trusted, List<String> witnesses, int needed) {}

  ProofVectors() throws LedgerException {
    journal.append(drafts(0, SIZE));
    checkpoint = journal.checkpoint(signer, MORNING);
    proof = journal.prove(INDEX, checkpoint);
    good();
    parts();
    forms();
    notes();
    trust();
    keys();
  }

  Map<String, Vector> all() {
    return vectors;
  }

  private static List<EntryDraft> drafts(int from, int to) {
    var drafts = new ArrayList<EntryDraft>();
    for (int i = from; i < to; i++) {
      Salt salt = Salt.of(Hash.sha256("salt " + i).bytes());
      byte[] content = ("record " + i).getBytes(StandardCharsets.UTF_8);
      drafts.add(
          new EntryDraft(
              EventKind.RECORD_STORED,
              MORNING.plusMillis(i),
              "account-7",
              i == 3 ? "\"\\\b\t\n\f\r\u001f\u007f\u00e9\u20ac\ud83d\ude00" : "import",
              new Subject("Observation/" + i, 1, salt.digest(content)),
              salt));
    }
    return drafts;
  }

  private void good() throws LedgerException {
    ProofFile full = file(cosigned(first, second), RECEIPT);
    good("good-full", full);
    good("good-one-key-no-receipt", file(List.of(), null));
    good(
        "good-concealed",
        ProofFile.concealing(proof, KeyHistory.of(signer.verificationKey()), List.of(), RECEIPT));
    good("good-unusual-text", revealing(journal.prove(3, checkpoint)));
    good("good-first-entry", revealing(journal.prove(0, checkpoint)));
    good("good-last-entry", revealing(journal.prove(SIZE - 1, checkpoint)));
    var single = new Journal(new InMemoryJournalStore());
    single.append(drafts(0, 1));
    good("good-only-entry", revealing(single.prove(0, single.checkpoint(signer, MORNING))));
    String asFirst =
        text(file(List.of(), RECEIPT))
            .replace("\"cosignatures\":[],", "")
            .replace("\"keyChanges\":[],", "")
            .replace(",\"witnesses\":[]", "")
            .replace("cairn-proof/2", "cairn-proof/1");
    add("good-version-1", sealed(asFirst), Expected.VERIFIED);
  }

  /// Parts that do not belong together, each well-formed.
  private void parts() throws LedgerException {
    EntryProof neighbour = journal.prove(INDEX + 1, checkpoint);
    InclusionProof path = proof.inclusion();
    Opening opening = proof.opening();
    Hash leaf = proof.leafHash();
    mismatch("bad-leaf", with(Hash.sha256("leaf"), opening, path, checkpoint));
    mismatch(
        "bad-leaf-of-neighbour",
        with(neighbour.leafHash(), opening, neighbour.inclusion(), checkpoint));
    mismatch("bad-opening-of-neighbour", with(leaf, neighbour.opening(), path, checkpoint));
    mismatch(
        "bad-salt",
        with(leaf, new Opening(Salt.of(new byte[32]), opening.canonicalJson()), path, checkpoint));
    mismatch(
        "bad-entry-edited",
        with(
            leaf,
            new Opening(opening.salt(), opening.canonicalJson().replace("account-7", "account-8")),
            path,
            checkpoint));
    mismatch(
        "bad-index", with(leaf, opening, new InclusionProof(12, SIZE, path.path()), checkpoint));
    mismatch(
        "bad-index-outside",
        with(leaf, opening, new InclusionProof(SIZE, SIZE, path.path()), checkpoint));
    mismatch(
        "bad-size-of-path",
        with(leaf, opening, new InclusionProof(INDEX, SIZE + 1, path.path()), checkpoint));
    var shorter = new ArrayList<>(path.path());
    shorter.removeLast();
    mismatch(
        "bad-path-too-short",
        with(leaf, opening, new InclusionProof(INDEX, SIZE, shorter), checkpoint));
    var longer = new ArrayList<>(path.path());
    longer.add(Hash.sha256("more"));
    mismatch(
        "bad-path-too-long",
        with(leaf, opening, new InclusionProof(INDEX, SIZE, longer), checkpoint));
    CheckpointSigner forger = FixedKeys.checkpoints(ORIGIN, 2);
    mismatch("bad-signer", with(leaf, opening, path, forger.sign(checkpoint.checkpoint())));
    // An entry that stands where it does not say it does.
    var moved = new InMemoryJournalStore();
    var other = new Journal(moved);
    other.append(drafts(0, 2));
    Opening zero = moved.opening(0).orElseThrow();
    var displaced = new InMemoryJournalStore();
    displaced.append(
        List.of(new Leaf(0, Hash.sha256("gone"), zero), new Leaf(1, zero.leafHash(), zero)));
    var odd = new Journal(displaced);
    SignedCheckpoint over = odd.checkpoint(signer, MORNING);
    mismatch(
        "bad-entry-at-another-place",
        new ProofFile(
            zero.leafHash(),
            zero,
            new InclusionProof(1, 2, List.of(Hash.sha256("gone"))),
            over,
            signer.verificationKey(),
            null));
  }

  /// The bytes of a good file, written in another way.
  private void forms() {
    String good = text(file(cosigned(first, second), RECEIPT));
    malformed("bad-form-empty", "");
    malformed("bad-form-cut-off", good.substring(0, good.length() - 1));
    malformed("bad-form-trailing-line-feed", good + "\n");
    malformed("bad-form-leading-space", " " + good);
    malformed("bad-form-space-inside", good.replaceFirst(",", ", "));
    malformed("bad-form-byte-order-mark", "\ufeff" + good);
    malformed("bad-form-checksum", good.replaceFirst("\"checksum\":\"..", "\"checksum\":\"zz"));
    malformed("bad-form-damaged-receipt", good.replace("\"block\":812", "\"block\":813"));
    changed(
        "bad-form-unknown-member", s -> s.replace("{\"checkpoint\"", "{\"a\":1,\"checkpoint\""));
    changed("bad-form-member-missing", s -> s.replaceFirst("\"leaf\":\"[0-9a-f]*\",", ""));
    changed("bad-form-member-twice", s -> s.replaceFirst("(\"leaf\":\"[0-9a-f]*\",)", "$1$1"));
    changed(
        "bad-form-members-out-of-order",
        s -> s.replaceFirst("(\"index\":11),(\"path\":\\[[^\\]]*\\])", "$2,$1"));
    changed("bad-form-version", s -> s.replace("cairn-proof/2", "cairn-proof/3"));
    changed("bad-form-fraction", s -> s.replace("\"index\":11,", "\"index\":11.0,"));
    changed("bad-form-exponent", s -> s.replace("\"index\":11,", "\"index\":11e0,"));
    changed("bad-form-minus", s -> s.replace("\"index\":11,", "\"index\":-11,"));
    changed("bad-form-leading-zero", s -> s.replace("\"index\":11,", "\"index\":011,"));
    changed("bad-form-index-as-text", s -> s.replace("\"index\":11,", "\"index\":\"11\","));
    changed("bad-form-null", s -> s.replace("\"index\":11,", "\"index\":null,"));
    changed("bad-form-true", s -> s.replace("\"index\":11,", "\"index\":true,"));
    changed("bad-form-escape", s -> s.replace("cairn-proof/2", "cairn-proof\\/2"));
    changed("bad-form-unicode-escape", s -> s.replace("cairn-proof/2", "\\u0063airn-proof/2"));
    changed(
        "bad-form-upper-hex",
        s -> s.replace(proof.leafHash().hex(), proof.leafHash().hex().toUpperCase(Locale.ROOT)));
    changed(
        "bad-form-short-hex",
        s -> s.replace(proof.leafHash().hex(), proof.leafHash().hex().substring(2)));
    changed("bad-form-address", s -> s.replace("0x0a", "0X0a"));
    changed("bad-form-receipt-time", s -> s.replace("14:03:07Z", "14:03:07.000Z"));
    changed("bad-form-receipt-time-never-was", s -> s.replace("2026-03-12T14", "2026-02-30T14"));
    malformed(
        "bad-form-not-utf-8",
        (good.replace("cairn-proof/2", "cairn-proof/\u00ff"))
            .getBytes(StandardCharsets.ISO_8859_1));
    malformed("bad-form-nested", "[".repeat(5000));
    malformed("bad-form-array", "[]");
  }

  /// Notes inside a good file, written in another way; the checksum fits.
  private void notes() {
    String root = checkpoint.note().split("\n", -1)[2];
    String line = checkpoint.note().split("\n", -1)[5];
    changed("bad-note-size-with-zero", s -> s.replace("3f9a\\n21\\n", "3f9a\\n021\\n"));
    changed("bad-note-size-with-sign", s -> s.replace("3f9a\\n21\\n", "3f9a\\n+21\\n"));
    changed("bad-note-size-zero", s -> s.replace("3f9a\\n21\\n", "3f9a\\n0\\n"));
    changed("bad-note-root-not-base64", s -> s.replace(root, "?" + root.substring(1)));
    changed("bad-note-root-without-padding", s -> s.replace(root, root.replace("=", "")));
    changed("bad-note-root-with-loose-bits", s -> s.replace(root, loosened(root)));
    changed("bad-note-time-missing", s -> s.replaceFirst("\\\\ntime 2026-03-12T07:30:00Z", ""));
    changed("bad-note-time-with-fraction", s -> s.replace("07:30:00Z", "07:30:00.125Z"));
    changed("bad-note-further-line", s -> s.replace("07:30:00Z\\n\\n", "07:30:00Z\\nmore\\n\\n"));
    changed(
        "bad-note-signature-twice",
        s -> s.replaceFirst(Pattern.quote(line + "\\n"), line + "\\\\n" + line + "\\\\n"));
    changed("bad-note-no-signature", s -> s.replace(line + "\\n", ""));
    changed("bad-note-dash", s -> s.replaceFirst("\u2014 ", "- "));
    changed("bad-note-carriage-return", s -> s.replace("3f9a\\n21\\n", "3f9a\\r\\n21\\n"));
    changed("bad-note-odd-origin", s -> s.replace("desk-7/3f9a", "desk 7/3f9a"));
    changed("bad-note-trailing", s -> s.replace(line + "\\n", line + "\\n\\n"));
  }

  private void trust() {
    ProofFile full = file(cosigned(first, second), RECEIPT);
    String ours = signer.verificationKey().hex();
    String stranger = FixedKeys.checkpoints(ORIGIN, 3).verificationKey().hex();
    List<String> both =
        List.of(
            Cosignature.keyText(first.verificationKey()),
            Cosignature.keyText(second.verificationKey()));
    vectors.put(
        "good-trusted",
        new Vector(full.toBytes(), Expected.VERIFIED, List.of(stranger, ours), List.of(), 0));
    vectors.put(
        "bad-stranger",
        new Vector(full.toBytes(), Expected.MISMATCH, List.of(stranger), List.of(), 0));
    vectors.put(
        "good-two-witnesses", new Vector(full.toBytes(), Expected.VERIFIED, List.of(), both, 2));
    vectors.put(
        "bad-one-witness-of-two",
        new Vector(file(cosigned(second), null).toBytes(), Expected.MISMATCH, List.of(), both, 2));
    Cosignature elsewhere =
        Cosignature.sign(
            first, new Checkpoint(ORIGIN, SIZE, Hash.sha256("other"), MORNING), MORNING);
    mismatch("bad-cosignature-over-another-root", file(List.of(elsewhere), null));
    SigningKey forger = FixedKeys.signing("a.example/witness", 13);
    Cosignature forged =
        Cosignature.of(
            first.verificationKey(),
            MORNING,
            Cosignature.sign(forger, checkpoint.checkpoint(), MORNING).signature());
    mismatch("bad-cosignature-by-another-key", file(List.of(forged), null));
    changed(
        "bad-cosignature-twice",
        s ->
            s.replaceFirst(
                    "\"cosignatures\":\\[(\"[^\"]*\"),\"[^\"]*\"\\]", "\"cosignatures\":[$1,$1]")
                .replaceFirst(
                    "\"witnesses\":\\[(\"[^\"]*\"),\"[^\"]*\"\\]", "\"witnesses\":[$1,$1]"));
    changed(
        "bad-cosignature-without-witness",
        s -> s.replaceFirst("\"witnesses\":\\[(\"[^\"]*\"),\"[^\"]*\"\\]", "\"witnesses\":[$1]"));
    changed(
        "bad-cosignatures-out-of-order",
        s ->
            s.replaceFirst(
                    "\"cosignatures\":\\[(\"[^\"]*\"),(\"[^\"]*\")\\]", "\"cosignatures\":[$2,$1]")
                .replaceFirst(
                    "\"witnesses\":\\[(\"[^\"]*\"),(\"[^\"]*\")\\]", "\"witnesses\":[$2,$1]"));
    changed(
        "bad-witness-key-id",
        s -> s.replaceFirst("(\"witnesses\":\\[\"a.example/witness\\+)........", "$100000000"));
  }

  private void keys() throws LedgerException {
    CheckpointSigner next = FixedKeys.checkpoints(ORIGIN, 4);
    CheckpointSigner last = FixedKeys.checkpoints(ORIGIN, 5);
    var kept = new InMemoryJournalStore();
    var changing = new Journal(kept);
    changing.append(drafts(0, 6));
    SignedCheckpoint early = changing.checkpoint(signer, MORNING);
    KeyChange one = rotate(changing, kept, signer, next, KeyChange.Cause.ROTATED);
    SignedCheckpoint middle = changing.checkpoint(next, MORNING);
    KeyChange two = rotate(changing, kept, next, last, KeyChange.Cause.COMPROMISED);
    SignedCheckpoint late = changing.checkpoint(last, MORNING);
    KeyHistory keys = changing.keys(last.verificationKey());
    int number = 0;
    for (SignedCheckpoint each : List.of(early, middle, late)) {
      ProofFile file = ProofFile.revealing(changing.prove(2, each), keys, List.of(), null);
      good("good-key-" + ++number + "-of-3", file);
    }
    ProofFile file = ProofFile.revealing(changing.prove(2, late), keys, List.of(), null);
    vectors.put(
        "good-key-followed-from-a-trusted-one",
        new Vector(
            file.toBytes(),
            Expected.VERIFIED,
            List.of(signer.verificationKey().hex()),
            List.of(),
            0));
    SignedCheckpoint stolen = next.sign(late.checkpoint());
    mismatch(
        "bad-key-that-had-gone",
        new ProofFile(
            file.leafHash(), file.opening(), file.inclusion(), stolen, keys, List.of(), null));
    SignedCheckpoint hasty = last.sign(early.checkpoint());
    mismatch(
        "bad-key-that-had-not-come",
        ProofFile.revealing(changing.prove(2, hasty), keys, List.of(), null));
    String good = text(file);
    String first = quoted(one.note());
    String second = quoted(two.note());
    add("bad-key-change-left-out", sealed(good.replace(first + ",", "")), Expected.MALFORMED);
    add(
        "bad-key-changes-swapped",
        sealed(good.replace(first + "," + second, second + "," + first)),
        Expected.MALFORMED);
    add(
        "bad-key-change-twice",
        sealed(good.replace(first, first + "," + first)),
        Expected.MALFORMED);
    add(
        "bad-key-change-until-raised",
        sealed(
            good.replace(
                second, second.replace("\\n6\\n", "\\n9\\n").replace("\\n7\\n", "\\n9\\n"))),
        Expected.MALFORMED);
    add(
        "bad-key-change-cause",
        sealed(good.replace("\\ncompromised\\n", "\\nlost\\n")),
        Expected.MALFORMED);
    String[] lines = one.note().split("\n", -1);
    String bySelf = one.note().replace(lines[9], lines[10]);
    add(
        "bad-key-change-not-signed-by-the-old-key",
        sealed(good.replace(first, quoted(bySelf))),
        Expected.MALFORMED);
    String byOld = one.note().replace(lines[10], lines[9]);
    add(
        "bad-key-change-not-signed-by-the-new-key",
        sealed(good.replace(first, quoted(byOld))),
        Expected.MALFORMED);
  }

  private static KeyChange rotate(
      Journal journal,
      InMemoryJournalStore store,
      CheckpointSigner old,
      CheckpointSigner next,
      KeyChange.Cause cause)
      throws LedgerException {
    // The entry about a change has a salt of its own in a journal; here it is one that is known.
    KeyChange change =
        new Journal(copyOf(store)).changeKey(copyOf(store), old, next, cause, MORNING, "account-7");
    store.save(change);
    Salt salt = Salt.of(Hash.sha256("salt of a key").bytes());
    byte[] note = change.note().getBytes(StandardCharsets.UTF_8);
    journal.append(
        List.of(
            new EntryDraft(
                EventKind.KEY_CHANGED,
                MORNING,
                "account-7",
                "",
                new Subject(change.recordId(), 1, salt.digest(note)),
                salt)));
    return change;
  }

  private static InMemoryJournalStore copyOf(InMemoryJournalStore store) throws LedgerException {
    var copy = new InMemoryJournalStore();
    for (var leaf : store.leaves(0, store.size())) {
      copy.append(List.of(new Leaf(leaf.index(), leaf.hash(), leaf.opening())));
    }
    for (SignedCheckpoint kept : store.checkpoints()) {
      copy.save(kept);
    }
    for (KeyChange change : store.keyChanges()) {
      copy.save(change);
    }
    return copy;
  }

  private List<Cosignature> cosigned(SigningKey... witnesses) {
    var cosignatures = new ArrayList<Cosignature>();
    for (SigningKey witness : witnesses) {
      cosignatures.add(Cosignature.sign(witness, checkpoint.checkpoint(), MORNING.plusSeconds(90)));
    }
    return cosignatures;
  }

  private ProofFile file(List<Cosignature> cosignatures, Receipt receipt) {
    return ProofFile.revealing(
        proof, KeyHistory.of(signer.verificationKey()), cosignatures, receipt);
  }

  private ProofFile revealing(EntryProof each) {
    return ProofFile.revealing(each, signer.verificationKey(), RECEIPT);
  }

  private ProofFile with(
      Hash leaf, Opening opening, InclusionProof inclusion, SignedCheckpoint signed) {
    return new ProofFile(leaf, opening, inclusion, signed, signer.verificationKey(), RECEIPT);
  }

  private void good(String name, ProofFile file) {
    add(name, file.toBytes(), Expected.VERIFIED);
  }

  private void mismatch(String name, ProofFile file) {
    add(name, file.toBytes(), Expected.MISMATCH);
  }

  private void malformed(String name, String text) {
    malformed(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private void malformed(String name, byte[] bytes) {
    add(name, bytes, Expected.MALFORMED);
  }

  /// A full good file with one change and a checksum that fits again.
  private void changed(String name, UnaryOperator<String> change) {
    String good = text(file(cosigned(first, second), RECEIPT));
    String bad = change.apply(good);
    if (bad.equals(good)) {
      throw new IllegalStateException("nothing was changed for " + name);
    }
    malformed(name, sealed(bad));
  }

  private void add(String name, byte[] bytes, Expected expected) {
    if (vectors.put(name, new Vector(bytes, expected, List.of(), List.of(), 0)) != null) {
      throw new IllegalStateException("two vectors named " + name);
    }
  }

  private static String text(ProofFile file) {
    return new String(file.toBytes(), StandardCharsets.UTF_8);
  }

  private static String quoted(String note) {
    return "\"" + note.replace("\n", "\\n") + "\"";
  }

  private static byte[] sealed(String text) {
    String member = text.replaceAll("(?s).*(\"checksum\":\"[^\"]*\",).*", "$1");
    String without = text.replace(member, "");
    String checksum = Hash.sha256(without).hex();
    return text.replace(member, "\"checksum\":\"" + checksum + "\",")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// The same bytes in base64, with bits set that no byte has.
  private static String loosened(String base64) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int last = base64.indexOf('=') - 1;
    int value = alphabet.indexOf(base64.charAt(last));
    return base64.substring(0, last) + alphabet.charAt(value | 1) + "=";
  }
}
