package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.CanonicalJson;
import health.cairn.ledger.json.CanonicalJsonParser;
import health.cairn.ledger.json.Json;
import health.cairn.ledger.json.JsonObjectReader;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The proof file's JSON, "cairn-proof/2": canonical (RFC 8785), with the SHA-256 of the rest as its
/// member `checksum`, so that damage on the way shows even where nothing else would notice (a
/// receipt). "cairn-proof/1", without witnesses and changes of keys, is read still.
final class ProofFileFormat {
  private static final String FIRST = "cairn-proof/1";
  private static final String FORMAT = "cairn-proof/2";

  private ProofFileFormat() {}

  static byte[] write(ProofFile file) {
    return write(file, FORMAT);
  }

  private static byte[] write(ProofFile file, String format) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("format", new Json.Text(format));
    members.put("checkpoint", new Json.Text(file.checkpoint().note()));
    members.put("inclusion", inclusion(file.inclusion()));
    members.put("key", new Json.Text(file.keys().first().hex()));
    members.put("leaf", new Json.Text(file.leafHash().hex()));
    if (format.equals(FORMAT)) {
      members.put("keyChanges", texts(file.keys().changes(), KeyChange::note));
      members.put("cosignatures", texts(file.cosignatures(), Cosignature::line));
      members.put("witnesses", texts(file.cosignatures(), c -> Cosignature.keyText(c.witness())));
    }
    Opening opening = file.opening();
    if (opening != null) {
      SortedMap<String, Json> inner = new TreeMap<>();
      inner.put("entry", new Json.Text(opening.canonicalJson()));
      inner.put("salt", new Json.Text(opening.salt().hex()));
      members.put("opening", new Json.Obj(inner));
    }
    Receipt receipt = file.receipt();
    if (receipt != null) {
      members.put("receipt", receipt(receipt));
    }
    Hash checksum = Hash.sha256(CanonicalJson.bytes(new Json.Obj(members)));
    members.put("checksum", new Json.Text(checksum.hex()));
    return CanonicalJson.bytes(new Json.Obj(members));
  }

  static ProofFile read(byte[] bytes) throws JsonRefusedException {
    var members = JsonObjectReader.of(CanonicalJsonParser.parse(bytes, ProofFile.MAX_BYTES));
    String format = members.text("format");
    if (!format.equals(FORMAT) && !format.equals(FIRST)) {
      throw new JsonRefusedException("not a proof file of a version known here");
    }
    members.text("checksum");
    SignedCheckpoint checkpoint = members.text("checkpoint", SignedCheckpoint::parse);
    String origin = checkpoint.checkpoint().origin();
    VerificationKey first = members.text("key", hex -> VerificationKey.fromHex(origin, hex));
    boolean second = format.equals(FORMAT);
    ProofFile file;
    try {
      file =
          new ProofFile(
              members.text("leaf", Hash::fromHex),
              members.has("opening") ? opening(members.object("opening")) : null,
              inclusion(members.object("inclusion")),
              checkpoint,
              second ? keys(members, first) : KeyHistory.of(first),
              second ? cosignatures(members) : List.of(),
              members.has("receipt") ? receipt(members.object("receipt")) : null);
    } catch (IllegalArgumentException e) {
      throw new JsonRefusedException("its parts cannot belong together", e);
    }
    members.end();
    // Covers the checksum, and whatever could be said in two ways.
    if (!Arrays.equals(write(file, format), bytes)) {
      throw new JsonRefusedException("damaged: the content does not fit its checksum");
    }
    return file;
  }

  private static KeyHistory keys(JsonObjectReader members, VerificationKey first)
      throws JsonRefusedException {
    return new KeyHistory(
        first, members.texts("keyChanges", KeyHistory.MAX_CHANGES, KeyChange::parse));
  }

  private static List<Cosignature> cosignatures(JsonObjectReader members)
      throws JsonRefusedException {
    List<VerificationKey> witnesses =
        members.texts("witnesses", ProofFile.MAX_COSIGNATURES, Cosignature::parseKey);
    List<String> lines = members.texts("cosignatures", witnesses.size(), line -> line);
    if (lines.size() != witnesses.size()) {
      throw new JsonRefusedException("not a cosignature for each witness");
    }
    var cosignatures = new ArrayList<Cosignature>();
    for (int i = 0; i < lines.size(); i++) {
      cosignatures.add(Cosignature.parse(witnesses.get(i), lines.get(i)));
    }
    return cosignatures;
  }

  private static <T> Json texts(List<T> items, Function<T, String> text) {
    return new Json.Arr(items.stream().<Json>map(item -> new Json.Text(text.apply(item))).toList());
  }

  private static Json inclusion(InclusionProof proof) {
    SortedMap<String, Json> inner = new TreeMap<>();
    inner.put("index", new Json.Int(proof.index()));
    inner.put(
        "path",
        new Json.Arr(proof.path().stream().<Json>map(h -> new Json.Text(h.hex())).toList()));
    inner.put("size", new Json.Int(proof.size()));
    return new Json.Obj(inner);
  }

  private static InclusionProof inclusion(JsonObjectReader inner) throws JsonRefusedException {
    var proof =
        new InclusionProof(
            inner.count("index"),
            inner.count("size"),
            inner.texts("path", InclusionProof.MAX_PATH, Hash::fromHex));
    inner.end();
    return proof;
  }

  private static Opening opening(JsonObjectReader inner) throws JsonRefusedException {
    var opening = new Opening(inner.text("salt", Salt::fromHex), inner.text("entry"));
    inner.end();
    return opening;
  }

  private static Json receipt(Receipt receipt) {
    SortedMap<String, Json> inner = new TreeMap<>();
    inner.put("block", new Json.Int(receipt.block()));
    inner.put("blockHash", new Json.Text(receipt.blockHash().hex()));
    inner.put("chainId", new Json.Int(receipt.place().chainId()));
    inner.put("contract", new Json.Text(receipt.place().contract().hex()));
    inner.put("institution", new Json.Text(receipt.place().institution().hex()));
    inner.put("time", new Json.Text(receipt.time().toString()));
    inner.put("transaction", new Json.Text(receipt.transaction().hex()));
    return new Json.Obj(inner);
  }

  private static @Nullable Receipt receipt(JsonObjectReader inner) throws JsonRefusedException {
    Receipt receipt;
    try {
      receipt =
          new Receipt(
              new ChainPlace(
                  inner.count("chainId"),
                  inner.text("contract", Address::new),
                  inner.text("institution", Address::new)),
              inner.text("transaction", Hash::fromHex),
              inner.count("block"),
              inner.text("blockHash", Hash::fromHex),
              inner.text("time", Instant::parse));
    } catch (IllegalArgumentException e) {
      throw new JsonRefusedException("'receipt' is not well-formed", e);
    }
    inner.end();
    return receipt;
  }
}
