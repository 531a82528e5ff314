package health.cairn.fhir.consent;

import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.CanonicalJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads which uses an R4 Consent from elsewhere denies (R4 consent.html). Only denials: a permission given elsewhere is none
/// here.
///
/// What names a use of ours by purpose denies that use; what names none denies every use of its scope. Limits that are not told
/// apart here (actors, classes of data, places) make a denial wider, never narrower.
public final class ConsentReader {
  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final Map<String, Set<ConsentUse>> BY_REASON =
      Map.of(
          "TREAT", Set.of(ConsentUse.CARE, ConsentUse.AI_ANALYSIS),
          "CAREMGT", Set.of(ConsentUse.CARE),
          "ETREAT", Set.of(),
          "HRESCH", Set.of(ConsentUse.RESEARCH),
          "BIORCH", Set.of(ConsentUse.RESEARCH),
          "CLINTRCH", Set.of(ConsentUse.RESEARCH),
          "TRAIN", Set.of(ConsentUse.TEACHING));
  private static final Set<ConsentUse> ALL =
      Set.of(ConsentUse.CARE, ConsentUse.AI_ANALYSIS, ConsentUse.RESEARCH, ConsentUse.TEACHING);

  private ConsentReader() {}

  /// The uses that are denied now; empty for a consent that denies none, is not active or over, and for what is no Consent. A
  /// second opinion is never among them: it is asked about by the institution that gives it.
  public static Set<ConsentUse> denied(FhirRecord record, Instant now) {
    if (!record.type().equals("Consent")) {
      return Set.of();
    }
    JsonNode consent = CanonicalJson.tree(record.json());
    JsonNode provision = consent.path("provision");
    if (!consent.path("status").asText().equals("active") || over(provision, now)) {
      return Set.of();
    }
    Set<ConsentUse> denied = EnumSet.noneOf(ConsentUse.class);
    boolean optsOut =
        provision.path("type").isMissingNode() && policy(consent).startsWith("OPTOUT");
    if (optsOut || provision.path("type").asText().equals("deny")) {
      denied.addAll(uses(provision, consent));
    }
    for (JsonNode nested : provision.path("provision")) {
      if (nested.path("type").asText().equals("deny") && !over(nested, now)) {
        denied.addAll(uses(nested, consent));
      }
    }
    return Set.copyOf(denied);
  }

  /// When it was decided, as far as the record says.
  public static Optional<Instant> decidedAt(FhirRecord record) {
    return time(CanonicalJson.tree(record.json()).path("dateTime").asText(), false)
        .or(record::lastUpdated);
  }

  private static Set<ConsentUse> uses(JsonNode provision, JsonNode consent) {
    if (provision.path("purpose").isEmpty()) {
      return ofScope(consent);
    }
    Set<ConsentUse> uses = EnumSet.noneOf(ConsentUse.class);
    for (JsonNode purpose : provision.path("purpose")) {
      Optional<ConsentUse> own = own(purpose);
      if (own.isPresent()) {
        // What we wrote names the use itself, beside HL7's wider reason.
        return own.get() == ConsentUse.SECOND_OPINION ? Set.of() : Set.of(own.get());
      }
      uses.addAll(
          purpose.path("system").asText().equals(REASONS)
              ? BY_REASON.getOrDefault(purpose.path("code").asText(), Set.of())
              : ALL);
    }
    return uses;
  }

  private static Optional<ConsentUse> own(JsonNode purpose) {
    return purpose.path("system").asText().equals(ConsentWriter.PURPOSES)
        ? Set.of(ConsentUse.values()).stream()
            .filter(use -> use.key().equals(purpose.path("code").asText()))
            .findFirst()
        : Optional.empty();
  }

  private static Set<ConsentUse> ofScope(JsonNode consent) {
    for (JsonNode coding : consent.path("scope").path("coding")) {
      switch (coding.path("code").asText()) {
        case "research" -> {
          return Set.of(ConsentUse.RESEARCH);
        }
        case "treatment" -> {
          return Set.of(ConsentUse.CARE, ConsentUse.AI_ANALYSIS);
        }
        case "adr" -> {
          return Set.of(); // advance directives: of treatment itself, not of data
        }
        default -> {}
      }
    }
    return ALL;
  }

  private static String policy(JsonNode consent) {
    return consent.at("/policyRule/coding/0/code").asText();
  }

  private static boolean over(JsonNode provision, Instant now) {
    return time(provision.at("/period/end").asText(), true).filter(now::isAfter).isPresent();
  }

  /// A year, a month, a day or a moment (R4 dateTime); what is no moment is meant to its end, or from its beginning, in UTC.
  private static Optional<Instant> time(String text, boolean end) {
    try {
      return text.contains("T")
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : date(text, end);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text, boolean end) {
    String[] parts = text.split("-", -1);
    if (text.isEmpty() || parts.length > 3) {
      return Optional.empty();
    }
    LocalDate first = LocalDate.parse(text + "-01-01".substring(3 * (parts.length - 1)));
    LocalDate next =
        switch (parts.length) {
          case 1 -> first.plusYears(1);
          case 2 -> first.plusMonths(1);
          default -> first.plusDays(1);
        };
    return Optional.of((end ? next : first).atStartOfDay().toInstant(ZoneOffset.UTC));
  }
}
