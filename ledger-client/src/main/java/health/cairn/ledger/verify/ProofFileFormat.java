package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
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
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The proof file's JSON, "cairn-proof/1": canonical (RFC 8785), with the SHA-256 of the rest as its
/// member `checksum`, so that damage on the way shows even where nothing else would notice (a
/// receipt).
final class ProofFileFormat {
  private static final String FORMAT = "cairn-proof/1";

  private ProofFileFormat() {}

  static byte[] write(ProofFile file) {
    SortedMap<String, Json> members = new TreeMap<>();
    members.put("format", new Json.Text(FORMAT));
    members.put("checkpoint", new Json.Text(file.checkpoint().note()));
    members.put("inclusion", inclusion(file.inclusion()));
    members.put("key", new Json.Text(file.key().hex()));
    members.put("leaf", new Json.Text(file.leafHash().hex()));
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
    if (!members.text("format").equals(FORMAT)) {
      throw new JsonRefusedException("not a proof file of a version known here");
    }
    members.text("checksum");
    SignedCheckpoint checkpoint = members.text("checkpoint", SignedCheckpoint::parse);
    String origin = checkpoint.checkpoint().origin();
    var file =
        new ProofFile(
            members.text("leaf", Hash::fromHex),
            members.has("opening") ? opening(members.object("opening")) : null,
            inclusion(members.object("inclusion")),
            checkpoint,
            members.text("key", hex -> VerificationKey.fromHex(origin, hex)),
            members.has("receipt") ? receipt(members.object("receipt")) : null);
    members.end();
    // Covers the checksum, and whatever could be said in two ways.
    if (!Arrays.equals(write(file), bytes)) {
      throw new JsonRefusedException("damaged: the content does not fit its checksum");
    }
    return file;
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
