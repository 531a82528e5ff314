package health.cairn.ledger.consent;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.json.CanonicalJson;
import health.cairn.ledger.json.CanonicalJsonParser;
import health.cairn.ledger.json.Json;
import health.cairn.ledger.json.JsonObjectReader;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A grant in the hands of the institution that it is for: what that institution needs to ask the chain itself, in words
/// that the patient's key signed. It goes with the patient's data and is as confidential as they are.
///
/// @param signature r, s and v over [Said#digest]: `0x` and 130 lower-case hexadecimal digits; who made it is for
///     [health.cairn.ledger.besu.HandedGrants] to check
public record HandedGrant(Said said, String signature) {
  /// Larger files are refused unread.
  public static final int MAX_BYTES = 4096;

  private static final String FORMAT = "cairn-grant/1";
  private static final int WORDS = 200;
  private static final Pattern SIGNATURE = Pattern.compile("0x[0-9a-f]{130}");

  /// What the grant is.
  ///
  /// @param chainId EIP-155 chain id
  /// @param registry the registry of consent that holds the grant
  /// @param key by which the registry finds it
  /// @param statement its number there: a withdrawal up to this number ends it, an earlier one does not
  /// @param from name of the institution that gives the data
  /// @param to name of the institution that may use them; its number is in the key
  /// @param purpose what for, "second-opinion"
  /// @param record whether the health record may be used, besides the pictures
  /// @param until its last day, where it has one
  /// @param patientId record number that the data carry
  /// @param birthDate of the patient, where it is known
  public record Said(
      long chainId,
      Address registry,
      GrantKey key,
      long statement,
      String from,
      String to,
      String purpose,
      boolean record,
      Optional<LocalDate> until,
      String patientId,
      Optional<LocalDate> birthDate) {
    public Said {
      for (String word : new String[] {from, to, purpose, patientId}) {
        if (word.isBlank() || word.length() > WORDS) {
          throw new IllegalArgumentException("a name of 1 to " + WORDS + " characters is missing");
        }
      }
      if (chainId < 1 || statement < 1) {
        throw new IllegalArgumentException("chains and statements are numbered from 1");
      }
    }

    /// What the patient's key signs.
    public Hash digest() {
      return Hash.sha256(
          (FORMAT + "\n" + CanonicalJson.text(new Json.Obj(members())))
              .getBytes(StandardCharsets.UTF_8));
    }

    /// Without the patient's number.
    @Override
    public String toString() {
      return "grant from %s to %s".formatted(from, to);
    }

    private SortedMap<String, Json> members() {
      SortedMap<String, Json> members = new TreeMap<>();
      members.put("format", new Json.Text(FORMAT));
      members.put("chainId", new Json.Int(chainId));
      members.put("registry", new Json.Text(registry.hex()));
      members.put("patient", new Json.Text(key.patient().hex()));
      members.put("institution", new Json.Text(key.institution().hex()));
      members.put("terms", new Json.Text(key.terms().hex()));
      members.put("statement", new Json.Int(statement));
      members.put("from", new Json.Text(from));
      members.put("to", new Json.Text(to));
      members.put("purpose", new Json.Text(purpose));
      members.put("scope", new Json.Text(record ? "everything" : "pictures"));
      until.ifPresent(day -> members.put("until", new Json.Text(day.toString())));
      members.put("patientId", new Json.Text(patientId));
      birthDate.ifPresent(day -> members.put("birthDate", new Json.Text(day.toString())));
      return members;
    }
  }

  public HandedGrant {
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new IllegalArgumentException("not a signature of 65 bytes");
    }
  }

  /// Canonical JSON (RFC 8785).
  public byte[] toBytes() {
    SortedMap<String, Json> members = said.members();
    members.put("signature", new Json.Text(signature));
    return CanonicalJson.bytes(new Json.Obj(members));
  }

  /// @throws JsonRefusedException for what [#toBytes] would not write
  public static HandedGrant parse(byte[] bytes) throws JsonRefusedException {
    JsonObjectReader members = JsonObjectReader.of(CanonicalJsonParser.parse(bytes, MAX_BYTES));
    if (!members.text("format").equals(FORMAT)) {
      throw new JsonRefusedException("not a grant of a version known here");
    }
    try {
      Said said =
          new Said(
              members.count("chainId"),
              members.text("registry", Address::new),
              new GrantKey(
                  members.text("patient", Address::new),
                  members.text("institution", Hash::fromHex),
                  members.text("terms", Hash::fromHex)),
              members.count("statement"),
              members.text("from"),
              members.text("to"),
              members.text("purpose"),
              members.text("scope", HandedGrant::withRecord),
              day(members, "until"),
              members.text("patientId"),
              day(members, "birthDate"));
      HandedGrant grant = new HandedGrant(said, members.text("signature"));
      members.end();
      return grant;
    } catch (IllegalArgumentException e) {
      throw new JsonRefusedException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<LocalDate> day(JsonObjectReader members, String name)
      throws JsonRefusedException {
    return members.has(name) ? Optional.of(members.text(name, LocalDate::parse)) : Optional.empty();
  }

  private static boolean withRecord(String scope) {
    return switch (scope) {
      case "everything" -> true;
      case "pictures" -> false;
      default -> throw new IllegalArgumentException("unknown scope");
    };
  }
}
