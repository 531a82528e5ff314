package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.NoteSignature;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A proof as a text that fits into a QR code: `CAIRN2:` and, in Base45, the proof's parts one after
/// the other without names, and without what follows from the others: the leaf from the opening, the
/// root from leaf and path, key ids from keys. A checkpoint's signature then holds over exactly that
/// root, or the proof does not hold.
public final class CompactProof {
  private static final String PREFIX = "CAIRN2:";
  private static final int OPENED = 1;
  private static final int ANCHORED = 2;
  private static final int SIGNATURE = 64;

  private CompactProof() {}

  /// The text for a proof.
  public static String text(ProofFile file) {
    return PREFIX + Base45.encode(bytes(file));
  }

  static boolean isText(byte[] bytes) {
    return bytes.length >= PREFIX.length()
        && new String(bytes, 0, PREFIX.length(), StandardCharsets.ISO_8859_1).equals(PREFIX);
  }

  /// Reads [#text] back and nothing else; a line feed behind it is allowed.
  static ProofFile parse(byte[] ascii) throws JsonRefusedException {
    if (ascii.length > ProofFile.MAX_BYTES) {
      throw new JsonRefusedException("larger than " + ProofFile.MAX_BYTES + " bytes");
    }
    String text = new String(ascii, StandardCharsets.ISO_8859_1);
    if (text.endsWith("\n")) {
      text = text.substring(0, text.length() - 1);
    }
    try {
      byte[] bytes = Base45.decode(text.substring(PREFIX.length()));
      ProofFile file = read(new CompactReader(bytes));
      if (!Arrays.equals(bytes(file), bytes)) {
        throw new JsonRefusedException("not in its canonical form");
      }
      return file;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new JsonRefusedException("damaged: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(ProofFile file) {
    var out = new CompactWriter();
    Checkpoint checkpoint = file.checkpoint().checkpoint();
    Opening opening = file.opening();
    Receipt receipt = file.receipt();
    out.number((opening == null ? 0 : OPENED) + (receipt == null ? 0 : ANCHORED));
    out.text(checkpoint.origin());
    out.number(checkpoint.size());
    out.time(checkpoint.time());
    out.bytes(file.checkpoint().signature().signature());
    out.number(file.inclusion().index());
    out.number(file.inclusion().path().size());
    file.inclusion().path().forEach(hash -> out.bytes(hash.bytes()));
    if (opening == null) {
      out.bytes(file.leafHash().bytes());
    } else {
      out.bytes(opening.salt().bytes());
      out.text(opening.canonicalJson());
    }
    out.bytes(file.keys().first().raw());
    out.number(file.keys().changes().size());
    for (KeyChange change : file.keys().changes()) {
      out.bytes(change.newKey().raw());
      out.number(change.body().until());
      out.number(change.body().cause() == KeyChange.Cause.COMPROMISED ? 1 : 0);
      out.time(change.body().time());
      out.bytes(change.byOld().signature());
      out.bytes(change.byNew().signature());
    }
    out.number(file.cosignatures().size());
    for (Cosignature cosignature : file.cosignatures()) {
      out.text(cosignature.witness().name());
      out.bytes(cosignature.witness().raw());
      out.time(cosignature.time());
      out.bytes(cosignature.signature());
    }
    if (receipt != null) {
      out.number(receipt.place().chainId());
      out.bytes(address(receipt.place().contract()));
      out.bytes(address(receipt.place().institution()));
      out.bytes(receipt.transaction().bytes());
      out.number(receipt.block());
      out.bytes(receipt.blockHash().bytes());
      out.time(receipt.time());
    }
    return out.toBytes();
  }

  private static ProofFile read(CompactReader in) {
    long flags = in.number();
    if (flags > OPENED + ANCHORED) {
      throw new IllegalArgumentException("made by a later version");
    }
    String origin = in.text(100);
    long size = in.number();
    Instant time = in.time();
    byte[] signature = in.bytes(SIGNATURE);
    long index = in.number();
    var path = new ArrayList<Hash>();
    for (long left = in.count(InclusionProof.MAX_PATH); left > 0; left--) {
      path.add(in.hash());
    }
    Opening opening = null;
    Hash leaf;
    if ((flags & OPENED) != 0) {
      opening = new Opening(Salt.of(in.bytes(Hash.BYTES)), in.text(ProofFile.MAX_BYTES));
      leaf = opening.leafHash();
    } else {
      leaf = in.hash();
    }
    KeyHistory keys = keys(in, origin);
    List<Cosignature> cosignatures = cosignatures(in);
    Receipt receipt = (flags & ANCHORED) != 0 ? receipt(in) : null;
    in.end();
    var inclusion = new InclusionProof(index, size, path);
    Hash root =
        inclusion
            .impliedRoot(leaf)
            .orElseThrow(() -> new IllegalArgumentException("a path that leads nowhere"));
    var checkpoint = new Checkpoint(origin, size, root, time);
    var signed = new SignedCheckpoint(checkpoint, NoteSignature.by(keys.keyFor(size), signature));
    return new ProofFile(leaf, opening, inclusion, signed, keys, cosignatures, receipt);
  }

  private static KeyHistory keys(CompactReader in, String origin) {
    VerificationKey first = VerificationKey.of(origin, in.bytes(VerificationKey.BYTES));
    var changes = new ArrayList<KeyChange>();
    VerificationKey old = first;
    for (long left = in.count(KeyHistory.MAX_CHANGES); left > 0; left--) {
      VerificationKey next = VerificationKey.of(origin, in.bytes(VerificationKey.BYTES));
      var body =
          new KeyChange.Body(
              origin,
              changes.size() + 1L,
              old.hex(),
              next.hex(),
              in.number(),
              in.count(1) == 1 ? KeyChange.Cause.COMPROMISED : KeyChange.Cause.ROTATED,
              in.time());
      changes.add(
          new KeyChange(
              body,
              NoteSignature.by(old, in.bytes(SIGNATURE)),
              NoteSignature.by(next, in.bytes(SIGNATURE))));
      old = next;
    }
    return new KeyHistory(first, changes);
  }

  private static List<Cosignature> cosignatures(CompactReader in) {
    var cosignatures = new ArrayList<Cosignature>();
    for (long left = in.count(ProofFile.MAX_COSIGNATURES); left > 0; left--) {
      VerificationKey witness = VerificationKey.of(in.text(100), in.bytes(VerificationKey.BYTES));
      cosignatures.add(Cosignature.of(witness, in.time(), in.bytes(SIGNATURE)));
    }
    return cosignatures;
  }

  private static @Nullable Receipt receipt(CompactReader in) {
    return new Receipt(
        new ChainPlace(in.number(), in.address(), in.address()),
        in.hash(),
        in.number(),
        in.hash(),
        in.time());
  }

  private static byte[] address(Address address) {
    return HexFormat.of().parseHex(address.hex(), 2, address.hex().length());
  }
}
